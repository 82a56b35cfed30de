import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensureClient } from '../../server/launch/client.mjs';
import { LAPTOP, openWindow, PROJECTOR } from '../browser/support.ts';
import { takeSeat } from '../server/support/ask.ts';
import { joinStudent, openDesk, Page } from '../server/support/page.ts';
import { type ServerProcess, startServer } from '../server/support/process.ts';
import { launchBrowser } from '../support/browser.ts';
import { startProxy, type TestProxy } from '../support/proxy.ts';

const PUPILS = 20;
const PLAYED_S = 6;
/** s of the slowest computer’s: on a quiet one it is one and a half. */
const BEHIND_S = 5;
const soon = { timeout: 60_000 };

let folder: string;
let browser: Browser;
let server: ServerProcess;
let proxy: TestProxy;
beforeAll(async () => {
  await ensureClient();
  folder = mkdtempSync(join(tmpdir(), 'stale-board-'));
  server = await startServer('--port', '0', '--data', folder);
  proxy = await startProxy(server.port);
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await proxy.close();
  await server.end('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

async function screen(path: string, size: typeof LAPTOP) {
  const { page } = await openWindow(browser, { size });
  await page.goto(proxy.url + path, { waitUntil: 'commit' });
  return page;
}

test('C11: joined, connected and acted are three numbers on board and desk', async () => {
  const { code, key, desk } = await openDesk(server.url, 'first-lesson');
  const [ada, ben] = await Promise.all(['Ada', 'Ben', 'Chidi'].map((name) => joinStudent(server.url, code, name)));
  await takeSeat(server.url, code, 'Never came');
  ben?.page.drop();
  const board = await screen(`/board/${code}`, PROJECTOR);
  const desktop = await screen(`/teach#${code}.${key}`, LAPTOP);
  await expect.poll(() => board.innerText('.lobby'), soon).toContain('4 are here');
  await expect.poll(() => board.innerText('.lobby'), soon).toContain('2 connected');
  await desk.skipTo('predict');
  await ada?.page.act({ type: 'predict', prediction: { better: 'same', sure: 2, finish: 50 } });
  await expect.poll(() => desktop.locator('.counts dd').allTextContents(), soon).toEqual(['4', '2', '1']);
  await expect.poll(() => board.innerText('.predict'), soon).toContain('1 of 4');
  await board.context().close();
  await desktop.context().close();
});

test('C11: the board follows its class closely in play, and says so when it does not', async () => {
  const { code, desk } = await openDesk(server.url, 'first-lesson');
  const names = Array.from({ length: PUPILS }, (_, index) => `Pupil ${index + 1}`);
  await Promise.all(names.map((name) => joinStudent(server.url, code, name)));
  const watching = await Page.open(server.url, code, { kind: 'board' });
  const board = await screen(`/board/${code}`, PROJECTOR);
  await desk.skipTo('play');
  await desk.instruct({ type: 'extend', seconds: 300 });
  const behind: number[] = [];
  // A run's time and this process's pass alike: what comes later than the first frame did, is behind.
  const start = async () => {
    await watching.until(() => watching.frames.length > 0);
    return performance.now() - (watching.frames.at(-1)?.t ?? 0) / 1_000;
  };
  const zero = await start();
  for (
    let seen = watching.frames.length;
    (watching.frames.at(-1)?.t ?? 0) < PLAYED_S * 1e6;
    seen = watching.frames.length
  ) {
    await watching.until(() => watching.frames.length > seen);
    behind.push((performance.now() - zero) / 1_000 - (watching.frames.at(-1)?.t ?? 0) / 1e6);
  }
  expect(behind.sort((a, b) => a - b)[Math.floor(behind.length * 0.95)]).toBeLessThan(BEHIND_S);
  const line = () => board.textContent('.behind');
  await expect.poll(line, soon).toBe('');

  proxy.set('hold');
  await expect.poll(line, soon).toMatch(/The board is \d+ s behind\./);
  await expect.poll(line, soon).toContain('The board lost its connection.');
  proxy.set('pass');
  await expect.poll(line, soon).toBe('');
  expect(desk.state.phase).toBe('play');
});
