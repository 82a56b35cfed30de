import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensureClient } from '../../server/launch/client.mjs';
import { LAPTOP, openWindow, PHONE, PROJECTOR } from '../browser/support.ts';
import { type ServerProcess, startServer } from '../server/support/process.ts';
import { launchBrowser } from '../support/browser.ts';

const soon = { timeout: 60_000 };

let folder: string;
let browser: Browser;
let server: ServerProcess;
let port: number;

beforeAll(async () => {
  await ensureClient();
  folder = mkdtempSync(join(tmpdir(), 'killed-'));
  port = await freePort();
  server = await startServer('--port', String(port), '--data', folder);
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await server.end('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** One that the server can have twice: pages find it again where it was. */
function freePort(): Promise<number> {
  const probe = createServer();
  return new Promise((resolve) =>
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    }),
  );
}

test('C12: the server is killed in mid-round and started again: desk, board and phone come back by themselves to the same run, with the acknowledged tap', async () => {
  const desk = await open(LAPTOP, '/teach');
  await desk.click('button[aria-label="Start the class: Release day"]');
  const code = (await desk.textContent('.invitation .code')) ?? '';
  const [board, phone] = [await open(PROJECTOR, `/board/${code}`), await open(PHONE, `/j/${code}`)];
  await phone.fill('#name', 'Ana');
  await phone.keyboard.press('Enter');
  await phone.waitForSelector('.lobby');
  for (const phase of ['brief', 'predict', 'play']) {
    await desk.click('button.next');
    await desk.waitForSelector(`.desk[data-phase="${phase}"]`);
  }
  // Time enough for the slowest computer to start a server in.
  for (let more = 0; more < 4; more++) await desk.click('text=+30 s');
  await tapAndHearYes(phone);
  await expect.poll(() => actedOn(desk), soon).toBe('1');
  await expect.poll(() => workOn(board), soon).toBeGreaterThan(10);
  const before = { role: await phone.textContent('.top h1'), points: await pointsOf(phone), work: await workOn(board) };
  const pages = [desk, board, phone];
  for (const page of pages) await page.evaluate(() => Object.assign(globalThis, { never: 'reloaded' }));

  await server.end('SIGKILL');
  await expect.poll(() => desk.textContent('.link-line'), soon).toContain('Connection lost. The class goes on');
  await expect.poll(() => board.textContent('.behind'), soon).toContain('The board lost its connection.');
  await expect.poll(() => phone.textContent('.link-line'), soon).toContain('Connection lost. Your autopilot plays');
  server = await startServer('--port', String(port), '--data', folder);
  expect(server.restored).toEqual([code]);

  for (const page of [desk, phone]) await expect.poll(() => page.textContent('.link-line'), soon).toBe('');
  await expect.poll(() => board.textContent('.behind'), soon).toBe('');
  expect(await workOn(board), 'not begun anew').toBeGreaterThan(before.work - 5);
  for (const [page, root] of [
    [desk, '.desk'],
    [board, '.board'],
    [phone, '.class'],
  ] as const) {
    await page.waitForSelector(`${root}[data-phase="play"][data-architecture="client-server"]`);
    expect(await page.evaluate(() => 'never' in globalThis), 'nobody reloaded the page').toBe(true);
  }
  await expect.poll(() => desk.textContent('.roster .standing'), soon).toContain('has acted');
  expect(await actedOn(desk)).toBe('1');
  expect(await phone.textContent('.top h1')).toBe(before.role);
  await expect.poll(() => pointsOf(phone), soon).toBeGreaterThanOrEqual(before.points);
  await expect.poll(() => workOn(board), soon).toBeGreaterThan(before.work);
  await tapAndHearYes(phone);
});

async function open(size: { width: number; height: number }, path: string): Promise<Page> {
  const { page } = await openWindow(browser, { size });
  await page.goto(`http://127.0.0.1:${port}${path}`);
  return page;
}

/** Taps what the machine can do until the server has said yes: nothing on its way any more, and no refusal. */
async function tapAndHearYes(phone: Page): Promise<void> {
  const answered = async (): Promise<number> => {
    await phone.locator('.verb[aria-disabled="false"]').first().click();
    await phone.waitForFunction(() => document.querySelector('.verb.sent') === null);
    return phone.locator('.hands .said').count();
  };
  await expect.poll(answered, soon).toBe(0);
}

const actedOn = (desk: Page): Promise<string | null> => desk.locator('.counts dd').last().textContent();
const numberIn = (text: string | null): number => Number(text?.replace(/\D/g, ''));
const pointsOf = async (phone: Page): Promise<number> => numberIn(await phone.textContent('.points'));
/** Percent of the work done. */
const workOn = async (board: Page): Promise<number> =>
  numberIn(await board.locator('.meters div', { hasText: 'Work done' }).locator('dd').textContent());
