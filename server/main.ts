import { uptime } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { announcement } from './announcement.ts';
import { type App, startApp } from './app.ts';
import { classCatalogue } from './catalogue.ts';
import { readSettings, type Settings } from './config.ts';
import { prepareFolder } from './data-folder.ts';
import type { Journal } from './journal/contract.ts';
import { openSqliteJournal } from './journal/sqlite.ts';
import { catchTheUncaught } from './last-resort.ts';
import { lessonCatalogue } from './lessons.ts';
import { boundConsole, boundedReport } from './report.ts';
import { startProblem } from './start-problem.ts';

const PAGES = join(dirname(fileURLToPath(import.meta.url)), '..', 'dist', 'client');

async function main(): Promise<void> {
  const read = readSettings(process.argv.slice(2), process.env);
  if ('usage' in read) return say(read.usage);
  if ('problem' in read) fail(read.problem);
  boundConsole(
    console,
    boundedReport(complain, () => performance.now()),
  );
  const game = await start(read.settings);
  endOn(game);
  announce(game, read.settings);
}

async function start(settings: Settings): Promise<App> {
  let journal: Journal | undefined;
  try {
    prepareFolder(settings.folder);
    journal = openSqliteJournal(settings.folder, { report: complain });
    return await startApp({
      settings,
      journal,
      pages: PAGES,
      catalogue: classCatalogue(),
      lessons: lessonCatalogue(),
      now: () => performance.now(),
      uptime: () => uptime() * 1_000,
      wallClock: () => Date.now(),
      report: complain,
    });
  } catch (error) {
    await journal?.dispose();
    const problem = startProblem(error, settings);
    if (problem === undefined) throw error;
    fail(problem);
  }
}

function announce({ book, host, restored, port }: App, { host: wanted }: Settings): void {
  const [local, others] = [book.local(), book.others()];
  for (const line of announcement({ local, others, host, wanted, restored })) say(line);
  // For programs that wait for it; a person has read the lines above.
  if (!process.stdout.isTTY) say(`ready ${JSON.stringify({ port, host, local, lan: others, restored })}`);
}

/** Ends in order on Ctrl-C or a signal: no class is lost, and pages reconnect when the server is back. */
function endOn(game: App): void {
  const signals: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  let ending = false;
  const end = (code: number) => {
    if (ending) return;
    ending = true;
    say('Ending. Open classes go on when the server is started again.');
    void game.close().finally(() => process.exit(code));
  };
  for (const signal of signals) process.on(signal, () => end(0));
  const now = () => performance.now();
  catchTheUncaught(process, { report: boundedReport(complain, now), end: () => end(1), now });
  // Whoever read the output may be gone; the classes go on without.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function complain(line: string): void {
  process.stderr.write(`${line}\n`);
}

function fail(problem: string): never {
  complain(problem);
  process.exit(1);
}

await main();
