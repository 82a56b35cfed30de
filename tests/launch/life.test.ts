import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { isShell } from '../../server/launch/ancestors.mjs';
import { ensureClient } from '../../server/launch/client.mjs';
import { ROOT } from '../../server/launch/project.mjs';
import { openClass } from '../server/support/ask.ts';
import { startServer } from '../server/support/process.ts';

const LAUNCHER = join(ROOT, 'server', 'launch', 'run.mjs');
const SERVER = join(ROOT, 'server', 'main.ts');

let folder = '';
beforeAll(async () => {
  await ensureClient();
  folder = mkdtempSync(join(tmpdir(), 'life-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Started {
  readonly child: ChildProcess;
  readonly url: string;
  readonly data: string;
  /** Resolves when no process holds the output any more: the server is gone, and whoever started it. */
  readonly gone: Promise<unknown>;
  readonly said: readonly string[];
}

/** A server that is started by another program. */
async function started(file: string, before: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Started> {
  const data = mkdtempSync(join(folder, 'data-'));
  const args = [...before, '--host', '127.0.0.1', '--port', '0', '--data', data];
  const child = spawn(file, args, { cwd: ROOT, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] });
  const gone = once(child.stdout ?? child, 'end');
  const said: string[] = [];
  const ready = new Promise<{ port: number }>((resolve) => {
    createInterface(child.stdout ?? process.stdin).on('line', (line) => {
      said.push(line);
      if (line.startsWith('ready ')) resolve(JSON.parse(line.slice('ready '.length)));
    });
  });
  const { port } = await Promise.race([ready, gone.then(() => Promise.reject(new Error(said.join('\n'))))]);
  return { child, url: `http://127.0.0.1:${port}`, data, gone, said };
}

/** npm as a person calls it, without what this test run has of another one. */
function npm(): [file: string, before: readonly string[], env: NodeJS.ProcessEnv] {
  const own = Object.keys(process.env).filter((name) => name.startsWith('npm_'));
  return ['npm', ['start', '--silent', '--'], Object.fromEntries(own.map((name) => [name, undefined]))];
}

describe('The server ends, with its classes in order', () => {
  test.each<[who: string, how: () => Parameters<typeof started>]>([
    ['npm', npm],
    ['the launcher', () => [process.execPath, [LAUNCHER, SERVER]]],
  ])('when %s that started it is killed without a chance to say so', async (_, how) => {
    const server = await started(...how());
    const { code } = await openClass(server.url, 'first-lesson');
    server.child.kill('SIGKILL');
    await server.gone;
    expect(server.said.at(-1)).toBe('Ending. Open classes go on when the server is started again.');
    const again = await startServer('--port', '0', '--data', server.data);
    expect(again.restored).toEqual([code]);
    await again.end('SIGTERM');
  });
});

test('A server that was started without the launcher outlives whoever started it', async () => {
  const middleman = `
    const { spawn } = require('node:child_process');
    const [, ...args] = process.argv;
    const { pid } = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] });
    console.log('pid ' + pid);
  `;
  const server = await started(process.execPath, ['-e', middleman, SERVER]);
  const pid = Number(server.said.find((line) => line.startsWith('pid '))?.slice('pid '.length));
  onTestFinished(async () => {
    process.kill(pid, 'SIGTERM');
    await server.gone;
  });
  server.child.kill('SIGKILL');
  await once(server.child, 'exit');
  for (let times = 0; times < 3; times++) expect((await fetch(`${server.url}/health`)).status).toBe(200);
});

test('A shell between npm and the launcher is told from npm itself, on every system', () => {
  for (const shell of [
    'sh -c node server/launch/run.mjs --with-client server/main.ts',
    '/bin/sh -c -- node server/launch/run.mjs',
    'bash -c node x',
    'C:\\WINDOWS\\system32\\cmd.exe /d /s /c node server/launch/run.mjs',
    '"C:\\WINDOWS\\system32\\cmd.exe" /d /s /c "node x"',
  ])
    expect(isShell(shell), shell).toBe(true);
  for (const other of [
    'npm start',
    'node /usr/lib/node_modules/npm/bin/npm-cli.js start',
    '-zsh',
    'bash',
    'pnpm start',
  ])
    expect(isShell(other), other).toBe(false);
});
