// node server/launch/dev.mjs [arguments of the server]: the game with the pages as they are being written. Vite serves the pages at the
// game's port and passes everything else on to the game, which starts again with its classes whenever one of its sources changes.
import { createServer } from 'node:net';
import process from 'node:process';
import { watchSources } from './changes.mjs';
import { runInPlace } from './child.mjs';
import { ensurePackages } from './packages.mjs';
import { command, gameNode, inProject, say } from './project.mjs';

const MAIN = inProject('server', 'main.ts');
const SOURCES_OF_THE_GAME = ['server', 'shared'];

await command(async () => {
  await ensurePackages();
  const args = process.argv.slice(2);
  if (args.includes('--help')) return runInPlace(gameNode(), [MAIN, '--help']);
  const [free, inner] = await freePorts();
  const port = Number(given(args, 'port') ?? process.env['HUBMESH_PORT'] ?? 3000) || free;
  const host = given(args, 'host') ?? process.env['HUBMESH_HOST'];
  const url = `http://${host ?? 'localhost'}:${port}`;
  const over = new AbortController();
  say(`Instructor: ${url}/teach`);
  const ends = [
    runInPlace(gameNode(), viteServe(port, host), { env: envWith(inner), until: over.signal }),
    keepRunning(gameArguments(args, url, inner), over.signal),
  ];
  const code = await Promise.race(ends);
  over.abort();
  await Promise.all(ends);
  return code;
});

/**
 * Runs the game, and again after each change of a source. One that broke off waits for the next change.
 * @param {readonly string[]} args
 * @param {AbortSignal} over
 * @returns {Promise<number>} its exit code, once it has ended in order
 */
async function keepRunning(args, over) {
  const sources = watchSources(SOURCES_OF_THE_GAME);
  over.addEventListener('abort', () => sources.close());
  for (;;) {
    const changed = sources.next();
    const outdated = new AbortController();
    // What it says of where it is reached holds behind Vite alone.
    const run = runInPlace(gameNode(), args, { until: AbortSignal.any([over, outdated.signal]), stdout: 'ignore' });
    const code = await Promise.race([run, changed]);
    if (over.aborted || code === 0) return run;
    if (code !== undefined) {
      say('The game broke off. It starts again when a source has changed.');
      await Promise.race([changed, aborted(over)]);
      if (over.aborted) return code;
    }
    outdated.abort();
    await run;
  }
}

/** @param {AbortSignal} signal @returns {Promise<void>} */
function aborted(signal) {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve()));
}

/** @param {readonly string[]} args @param {string} url @param {number} inner @returns {string[]} */
function gameArguments(args, url, inner) {
  const own = ['--port', String(inner), '--host', '127.0.0.1', '--trusted-proxies', 'loopback'];
  return [MAIN, '--public-url', url, ...args, ...own];
}

/** @param {number} port @param {string | undefined} host @returns {string[]} */
function viteServe(port, host) {
  const vite = inProject('node_modules', 'vite', 'bin', 'vite.js');
  const config = ['--config', inProject('client', 'dev.config.ts'), '--configLoader', 'native'];
  const where = ['--port', String(port), '--host', ...(host === undefined ? [] : [host])];
  return [vite, ...config, ...where, '--clearScreen', 'false'];
}

/** @param {number} inner @returns {NodeJS.ProcessEnv} */
function envWith(inner) {
  return { ...process.env, HUBMESH_DEV_GAME: `http://127.0.0.1:${inner}` };
}

/** @param {readonly string[]} args @param {string} name @returns {string | undefined} */
function given(args, name) {
  const at = args.findLastIndex((arg) => arg === `--${name}` || arg.startsWith(`--${name}=`));
  return at < 0 ? undefined : (args[at]?.split('=')[1] ?? args[at + 1]);
}

/** Two at once: one after the other might be the same. @returns {Promise<readonly [number, number]>} */
async function freePorts() {
  const servers = [createServer(), createServer()];
  const [one, other] = await Promise.all(servers.map(portOf));
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return [one ?? 0, other ?? 0];
}

/** @param {import('node:net').Server} server @returns {Promise<number>} */
function portOf(server) {
  return new Promise((resolve, fail) => {
    server.on('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
}
