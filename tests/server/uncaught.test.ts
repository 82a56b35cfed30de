import { EventEmitter, once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { catchTheUncaught } from '../../server/last-resort.ts';
import { boundedReport } from '../../server/report.ts';
import { openClass } from './support/ask.ts';
import { type ServerProcess, spawnServer, whenReady } from './support/process.ts';
import { openRaw } from './support/raw.ts';

/** Lets a test make something go wrong in the server that nobody catches, and ask it what it has loaded. */
const WITHIN = `
import { createRequire } from 'node:module';
process.on('SIGUSR2', () => {
  Promise.reject(new Error('stray promise'));
  setImmediate(() => { throw new Error('stray throw'); });
});
process.on('SIGWINCH', () => {
  const catching = ['uncaughtException', 'unhandledRejection'].map((event) => process.listenerCount(event));
  const loaded = Object.keys(createRequire('file:///x').cache).filter((path) => /pm2|shimmer/.test(path)).length;
  console.log('within ' + JSON.stringify({ catching, loaded }));
});`;

/** A message whose type is no text, about which a package has a word to say. */
const ODD = Uint8Array.of(13, 0xa2, 190, 190);

describe('An error that nobody caught', () => {
  let folder = '';
  let server: ServerProcess;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'uncaught-'));
    const preload = `--import=data:text/javascript,${encodeURIComponent(WITHIN)}`;
    server = await whenReady(spawnServer(['--port', '0', '--data', folder], { NODE_OPTIONS: preload }));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const signal = async (kind: NodeJS.Signals, line: RegExp): Promise<void> => {
    const { stderr, stdout } = server.child;
    const heard = new EventEmitter();
    for (const stream of [stderr, stdout])
      if (stream !== null) createInterface(stream).on('line', () => heard.emit('line'));
    server.child.kill(kind);
    while (!server.output.some((said) => line.test(said))) await once(heard, 'line');
  };

  test('is caught by this server alone: telemetry that the framework brings along is not loaded', async () => {
    await signal('SIGWINCH', /^within/);
    expect(server.output).toContain('within {"catching":[1,1],"loaded":0}');
  });

  test('is one line for whoever runs the server, and the server goes on', async () => {
    await signal('SIGUSR2', /stray throw/);
    expect((await openClass(server.url, 'first-lesson')).code).not.toBe('');
    const said = server.output.filter((line) => /stray/.test(line));
    expect(said).toEqual([
      expect.stringMatching(/^A failure that nobody waited for, and the server goes on: Error: stray promise \| at /),
      expect.stringMatching(/^An error that nobody caught, and the server goes on: Error: stray throw \| at /),
    ]);
  });

  test('is no way to fill the log either: odd bytes of strangers are a few lines at most', async () => {
    const { code } = await openClass(server.url, 'first-lesson');
    const before = server.output.length;
    for (let boards = 0; boards < 4; boards++) {
      const raw = await openRaw(server.url, code, { kind: 'board' });
      for (let times = 0; times < 50; times++) raw.send(ODD);
      raw.socket.close();
      await raw.closed;
    }
    expect((await fetch(`${server.url}/health`)).status).toBe(200);
    expect(server.output.length - before).toBeLessThan(60);
    expect(server.output.at(-1)).toContain('Invalid byte');
  });

  test('that comes again and again ends the server in order, with the code 1', async () => {
    const gone = once(server.child, 'exit');
    for (let times = 0; times < 12 && server.child.exitCode === null; times++) {
      server.child.kill('SIGUSR2');
      await Promise.race([gone, fetch(`${server.url}/health`).catch(() => undefined)]);
    }
    expect(await gone).toEqual([1, null]);
    expect(server.output).toContainEqual(expect.stringContaining('the server ends. Classes go on'));
  });
});

test('What goes wrong once in a while never ends the server', () => {
  const target = new EventEmitter();
  let now = 0;
  let ended = false;
  const said: string[] = [];
  const end = () => {
    ended = true;
  };
  catchTheUncaught(target, { report: (line) => said.push(line), end, now: () => now });
  for (let minutes = 0; minutes < 600; minutes++) {
    now = minutes * 60_000;
    target.emit('unhandledRejection', new Error('once in a while'));
  }
  expect(said).toHaveLength(600);
  expect(ended).toBe(false);
});

describe('What whoever runs the server reads', () => {
  test('is one short line for each thing, however long it is', () => {
    const said: string[] = [];
    const report = boundedReport(
      (line) => said.push(line),
      () => 0,
    );
    report(`Failed: Error: no\n    at one\r\n    at two\n${'    at another\n'.repeat(500)}`);
    report('x'.repeat(100_000));
    expect(said[0]).toBe('Failed: Error: no | at one | at two | at another | at another | at another');
    expect(said[1]?.length).toBeLessThan(1_000);
  });

  test('is bounded in number, and says how much was left out', () => {
    let now = 0;
    const said: string[] = [];
    const report = boundedReport(
      (line) => said.push(line),
      () => now,
    );
    for (let times = 0; times < 10_000; times++) report('again');
    expect(said.length).toBeLessThan(50);
    now = 60_000;
    const before = said.length;
    report('later');
    expect(said.slice(before)).toEqual([`${10_000 - before} lines before this one left out.`, 'later']);
  });
});
