import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readAdminKey } from '../../server/admin-key.ts';
import { readClassesArguments } from '../../server/cli/classes-arguments.ts';
import { openClass, takeSeat } from '../server/support/ask.ts';
import { Page } from '../server/support/page.ts';
import { type ServerProcess, startServer } from '../server/support/process.ts';
import { commandAside, type Outcome } from './run.ts';

const LESSON = 'first-lesson';

let folder: string;
let server: ServerProcess;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'classes-'));
  server = await startServer('--port', '0', '--data', folder);
});
afterAll(async () => {
  if (server.child.exitCode === null && server.child.signalCode === null) await server.end('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const classes = (...args: readonly string[]) => commandAside('classes', ...args, '--data', folder);
const codesIn = ({ lines }: Outcome) =>
  lines.map((line) => line.split(' ')[0] ?? '').filter((word) => /^[3-9A-Z]{6}$/.test(word));

describe('On a running server, classes', () => {
  test('are listed and closed: one, and all in which nobody is', async () => {
    const [one, empty, watched] = [
      await openClass(server.url, LESSON),
      await openClass(server.url, LESSON),
      await openClass(server.url, LESSON),
    ];
    await takeSeat(server.url, one.code, 'Ada');
    const board = await Page.open(server.url, watched.code, { kind: 'board' });
    const listed = await classes('list');
    expect([...codesIn(listed)].sort()).toEqual([one.code, empty.code, watched.code].sort());
    expect(listed.out).toMatch(new RegExp(`${one.code} +1 +0 +\\d+ min +empty`));
    expect(listed.out).toMatch(new RegExp(`${watched.code} +0 +0 +\\d+ min +[^e]`));

    expect(await classes('close', one.code.toLowerCase())).toMatchObject({ code: 0, out: `Closed ${one.code}.\n` });
    expect((await fetch(`${server.url}/api/classes/${one.code}`)).ok).toBe(false);
    expect(await classes('close', '--empty')).toMatchObject({ code: 0, out: `Closed 1: ${empty.code}.\n` });
    expect(codesIn(await classes('list'))).toEqual([watched.code]);
    expect(board.closed).toBeUndefined();
    board.drop();
  });

  test('are nobody’s but who can read the key in the data folder', async () => {
    expect(statSync(join(folder, 'admin.json')).mode & 0o777).toBe(0o600);
    const key = readAdminKey(folder)?.key ?? '';
    const ask = (headers: { readonly [name: string]: string }) =>
      fetch(`${server.url}/admin/classes`, { headers }).then(({ status }) => status);
    expect(await ask({ authorization: `Bearer ${key}` })).toBe(200);
    expect(await ask({})).toBe(404);
    expect(await ask({ authorization: `Bearer ${key}x` })).toBe(404);
    expect(await ask({ authorization: `Bearer ${key}`, 'x-forwarded-for': '127.0.0.1' })).toBe(404);
  });
});

const OPEN = 'say what to do: list, close CODE, or close --empty';
test.each([
  [[], OPEN],
  [['open'], OPEN],
  [['list', 'all'], OPEN],
  [['close'], 'close takes one code, or --empty'],
  [['close', 'CDFGHJ', '--empty'], 'close takes one code, or --empty'],
  [['close', 'hello'], 'hello is no code of a class: it has 6 letters and digits'],
  [['list', '--all'], 'unknown flag --all; there are --data, --empty, --help'],
])('What can’t be meant is a sentence that says what can: %j', (args, problem) => {
  expect(readClassesArguments(args, folder)).toEqual({ type: 'problem', problem });
});

test('Bad input ends with exit code 2: a word, a code that no class has, a folder that isn’t there', async () => {
  const none = join(folder, 'none');
  const outcomes = await Promise.all([
    classes('open'),
    classes('close', 'CCCCCC'),
    commandAside('classes', 'list', '--data', none),
  ]);
  expect(outcomes.map(({ code, out, problems }) => ({ code, out, problems }))).toEqual([
    { code: 2, out: '', problems: [OPEN] },
    { code: 2, out: '', problems: ['there is no open class CCCCCC'] },
    { code: 2, out: '', problems: [`there is no data folder ${none}`] },
  ]);
});

test('While no server runs, the same is done in its folder, also after it was killed', async () => {
  // A connection that was kept may be closed by now.
  const { code } = await openClass(server.url, LESSON).catch(() => openClass(server.url, LESSON));
  await server.end('SIGKILL');
  expect(codesIn(await classes('list'))).toContain(code);
  expect(await classes('close', code)).toMatchObject({ code: 0, out: `Closed ${code}.\n` });
  expect((await classes('close', '--empty')).code).toBe(0);
  expect((await classes('list')).out).toBe('No class is open.\n');

  server = await startServer('--port', '0', '--data', folder);
  expect(server.restored).toEqual([]);
  expect(readAdminKey(folder)?.url).toBe(server.url);
  expect(await server.end('SIGTERM')).toBe(0);
  expect(readAdminKey(folder)).toBeUndefined();
});
