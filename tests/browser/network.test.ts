import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ensureClient } from '../../server/launch/client.mjs';
import { openClass, takeSeat } from '../server/support/ask.ts';
import { type ServerProcess, startServer } from '../server/support/process.ts';
import { launchBrowser } from '../support/browser.ts';
import { startProxy, type TestProxy } from '../support/proxy.ts';
import { LAPTOP, openWindow, PHONE, PROJECTOR } from './support.ts';

const soon = { timeout: 60_000 };
const LOST = 'Connection lost. Your autopilot plays for you.';
const LATE = 'The server answers, but the live connection is slow to open.';
const BLOCKED = 'This network lets pages through but blocks the live connection. Ask IT to allow WebSockets to ws://';
const CUT = 'This network keeps cutting the live connection.';
const OTHER_TAB = 'Your seat is open in another tab';

let folder: string;
let browser: Browser;
let server: ServerProcess;
let proxy: TestProxy;
let code: string;
let key: string;

beforeAll(async () => {
  await ensureClient();
  folder = mkdtempSync(join(tmpdir(), 'network-'));
  server = await startServer('--port', '0', '--data', folder);
  browser = await launchBrowser();
  proxy = await startProxy(server.port);
  ({ code, key } = await openClass(server.url, 'first-lesson'));
});
beforeEach(() => proxy.set('pass'));
afterAll(async () => {
  await browser.close();
  await proxy.close();
  await server.end('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** A phone that has had its seat since before. */
async function openPhone(name: string): Promise<Page> {
  const seat = await takeSeat(server.url, code, name);
  const kept = { [`hub-and-mesh.seat.${code}`]: { code, ...seat } };
  return open(`/j/${code}`, PHONE, kept);
}
const openBoard = () => open(`/board/${code}`, PROJECTOR);
async function open(path: string, size: typeof PHONE, kept: { readonly [key: string]: object } = {}): Promise<Page> {
  const { page } = await openWindow(browser, { size, kept });
  await page.goto(proxy.url + path, { waitUntil: 'commit' });
  return page;
}
const lineOf = (page: Page): Promise<string | null> => page.locator('.link-line, .behind').first().textContent();
const isBack = (page: Page) => expect.poll(() => lineOf(page), soon).toBe('');
/** Requests for a place in a class. */
const places = (): number => proxy.requests.filter((head) => head.startsWith('POST /matchmake/')).length;

async function expectStillSeated(phone: Page): Promise<void> {
  await isBack(phone);
  expect(await phone.textContent('body')).not.toContain(OTHER_TAB);
  expect(await phone.isVisible('.lobby')).toBe(true);
}

describe('A student in one tab', () => {
  it('whose WebSocket is never answered reads what is known, is in with the next one, and stays when those given up come late', async () => {
    proxy.set('hold-upgrades');
    const phone = await openPhone('Ana');
    await expect.poll(() => lineOf(phone), soon).toContain(LATE);
    expect(proxy.upgrades()).toMatchObject({ asked: 1, givenUp: 1 });
    await expect.poll(() => lineOf(phone), soon).toContain(BLOCKED);
    expect(proxy.upgrades()).toMatchObject({ asked: 3, givenUp: 3 });
    proxy.set('pass');
    await phone.waitForSelector('.lobby');
    await expect.poll(() => proxy.upgrades().waiting, soon).toBe(0);
    await expectStillSeated(phone);
    await phone.context().close();
  });

  it('keeps the seat when a proxy held everything back and then lets it through', async () => {
    const phone = await openPhone('Ben');
    await phone.waitForSelector('.lobby');
    const before = places();
    proxy.set('hold');
    await expect.poll(() => lineOf(phone), soon).toContain(LOST);
    await expect.poll(() => lineOf(phone), soon).toContain('The server does not answer yet.');
    await expect.poll(places, soon).toBeGreaterThanOrEqual(before + 3);
    proxy.set('pass');
    await expectStillSeated(phone);
    await phone.context().close();
  });

  it('keeps the seat when the server itself stood still, and answers late to all that was tried', async () => {
    const phone = await openPhone('Chidi');
    await phone.waitForSelector('.lobby');
    const before = places();
    server.child.kill('SIGSTOP');
    try {
      await expect.poll(() => lineOf(phone), soon).toContain(LOST);
      await expect.poll(places, soon).toBeGreaterThanOrEqual(before + 3);
    } finally {
      server.child.kill('SIGCONT');
    }
    await expectStillSeated(phone);
    await phone.context().close();
  });
});

describe('A student in two tabs', () => {
  it('plays in the one that was opened last, and in the other again with one tap', async () => {
    const first = await openPhone('Emil');
    await first.waitForSelector('.lobby');
    const second = await first.context().newPage();
    await second.goto(first.url());
    await second.waitForSelector('.lobby');
    await first.waitForSelector(`text=${OTHER_TAB}`);
    await first.click('text=Play here instead');
    await first.waitForSelector('.lobby');
    await second.waitForSelector(`text=${OTHER_TAB}`);
    await expectStillSeated(first);
    await first.context().close();
  });
});

describe('Phone, board and desk', () => {
  let phone: Page;
  let board: Page;
  let desk: Page;
  beforeAll(async () => {
    phone = await openPhone('Dina');
    board = await openBoard();
    desk = await open(`/teach#${code}.${key}`, LAPTOP);
    await phone.waitForSelector('.lobby');
    await board.waitForSelector('.board');
    await desk.waitForSelector('.desk');
  });

  it('come back at once from a middlebox that forgot their connections', async () => {
    const before = places();
    proxy.forget();
    await expect.poll(() => lineOf(board), soon).toContain('The board lost its connection.');
    for (const page of [phone, board, desk]) await isBack(page);
    // One each, and one more each for a computer that is slow itself.
    expect(places() - before).toBeLessThanOrEqual(6);
  });

  it('say that the network blocks live connections, and what to ask for', async () => {
    proxy.set('refuse-upgrades');
    proxy.cut();
    const late = await openBoard();
    for (const page of [phone, board, desk, late]) {
      await expect.poll(() => page.textContent('body'), soon).toContain(BLOCKED + new URL(proxy.url).host);
    }
    proxy.set('pass');
    await late.waitForSelector('.board');
    await late.context().close();
    for (const page of [phone, board, desk]) await isBack(page);
  });

  it('say that the network cuts live connections, and come back each time', async () => {
    for (let cuts = 0; cuts < 3; cuts++) {
      for (const page of [phone, board, desk]) await expect.poll(() => lineOf(page), soon).not.toContain('lost');
      proxy.cut();
      await expect.poll(() => lineOf(phone), soon).toContain(LOST);
    }
    for (const page of [board, desk]) await expect.poll(() => lineOf(page), soon).toMatch(new RegExp(`^ ?${CUT}`));
    for (const page of [board, desk]) await isBack(page);
    await expectStillSeated(phone);
  });
});
