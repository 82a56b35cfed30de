import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDesk, Page } from './support/page.ts';
import { type ServerProcess, startServer } from './support/process.ts';
import { sayAndHear, upgradeTo } from './support/tcp.ts';

let folder = '';
let server: ServerProcess;
let code = '';
let linesAtStart = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'upgrades-'));
  server = await startServer('--port', '0', '--data', folder);
  ({ code } = await openDesk(server.url, 'first-lesson'));
  linesAtStart = server.output.length;
});
afterAll(async () => {
  await server.end('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** What the SDK asks the match maker for, as a target; its session is still free. */
async function reservedTarget(): Promise<string> {
  const response = await fetch(`${server.url}/matchmake/joinById/${code}`, {
    method: 'POST',
    headers: { authorization: 'Bearer board:', 'content-type': 'application/json' },
    body: '{}',
  });
  const { processId, roomId, sessionId } = (await response.json()) as Record<string, string>;
  return `/${processId}/${roomId}?sessionId=${sessionId}`;
}

const statusOf = (heard: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(heard)?.[1]);

describe('An upgrade that no page would ask for is refused before the framework sees it', () => {
  test.each<[what: string, target: () => string]>([
    ['a star and a bar', () => '*|'],
    ['two slashes', () => '//'],
    ['the root', () => '/'],
    ['a lone word', () => '/x'],
    ['an absolute address', () => 'http://localhost:3000/a/b?sessionId=c'],
    ['an address that is none', () => 'http://['],
    ['a bracket', () => '/['],
    ['a sign that stands for nothing', () => '/%'],
    ['backslashes', () => '/\\a\\b'],
    ['names of the language', () => '/__proto__/constructor?sessionId=__proto__'],
    ['a class that there is not', () => '/abcdefghi/HHHHH?sessionId=abcdefghi'],
    ['a class without a session', () => `/abcdefghi/${code}`],
    ['a class with a session that nobody was given', () => `/abcdefghi/${code}?sessionId=abcdefghi`],
    ['a class with a session named like a part of the language', () => `/abcdefghi/${code}?sessionId=__proto__`],
    ['a class with two sessions', () => `/abcdefghi/${code}?sessionId=abcdefghi&sessionId=abcdefghi`],
    ['a huge class', () => `/${'a'.repeat(6_000)}/${code}?sessionId=abcdefghi`],
    ['a huge session', () => `/abcdefghi/${code}?sessionId=${'a'.repeat(6_000)}`],
  ])('%s', async (_, target) => {
    const status = statusOf(await sayAndHear(server.port, upgradeTo(target())));
    expect([400, 404]).toContain(status);
  });

  test('rule secrecy 1.4: one from a page of another site', async () => {
    const asked = upgradeTo(await reservedTarget(), { Origin: 'https://elsewhere.example' });
    expect(statusOf(await sayAndHear(server.port, asked))).toBe(403);
  });

  test('one that is sent as a form', async () => {
    expect(statusOf(await sayAndHear(server.port, upgradeTo(await reservedTarget(), {}, 'POST')))).toBe(400);
  });

  test('and nobody who runs the server reads a word about any of it', async () => {
    const desk = await openDesk(server.url, 'first-lesson');
    expect(desk.desk.state.phase).toBe('lobby');
    expect(server.output.slice(linesAtStart)).toEqual([]);
  });
});

describe('An upgrade that a page asks for', () => {
  test('is let in from the page’s own host, and behind a proxy that says so', async () => {
    for (const headers of [
      { Origin: 'http://localhost:3000' },
      { Origin: 'https://game.example.org', 'X-Forwarded-For': '192.0.2.1' },
    ]) {
      const heard = await sayAndHear(server.port, `${upgradeTo(await reservedTarget(), headers)}\x88\x80\0\0\0\0`);
      expect(statusOf(heard)).toBe(101);
    }
  });

  test('is let in once only', async () => {
    const target = await reservedTarget();
    const first = sayAndHear(server.port, `${upgradeTo(target)}\x88\x80\0\0\0\0`);
    expect(statusOf(await first)).toBe(101);
    expect(statusOf(await sayAndHear(server.port, upgradeTo(target)))).toBe(404);
  });

  test('still works as it always did', async () => {
    const board = await Page.open(server.url, code, { kind: 'board' });
    expect(board.state.code).toBe(code);
    await board.leave();
  });
});

test('A request that would rather speak another protocol is answered as a page', async () => {
  const asked =
    'GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade, HTTP2-Settings, close\r\nUpgrade: h2c\r\n\r\n';
  expect(statusOf(await sayAndHear(server.port, asked))).toBe(200);
});
