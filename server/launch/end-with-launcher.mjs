// Loaded by every program that the launcher runs in its place, before the program itself. The launcher holds the other end of a channel,
// which closes when it is gone, however it ended: then the program ends in order, as with a signal. One that was started without the
// launcher never loads this.
import process from 'node:process';
import { isMainThread } from 'node:worker_threads';

if (isMainThread && process.channel) {
  const own = process.execArgv.indexOf(import.meta.url);
  // What the program starts itself has nothing to do with it.
  if (own > 0) process.execArgv.splice(own - 1, 2);
  process.once('disconnect', () => {
    if (!process.emit('SIGTERM')) process.exit(143);
  });
  // Nobody waits for words on it.
  process.channel.unref();
}
