import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { ensureClient } from '../../server/launch/client.mjs';
import { startServer } from '../server/support/process.ts';
import { launchBrowser } from '../support/browser.ts';
import { type PathProxy, startPathProxy } from '../support/path-proxy.ts';
import { LAPTOP, openWindow, PHONE, PROJECTOR, type Window } from './support.ts';

const soon = { timeout: 60_000 };
let browser: Browser;
let folder: string;

beforeAll(async () => {
  await ensureClient();
  folder = mkdtempSync(join(tmpdir(), 'path-'));
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A server of its own behind a proxy. @param settings of the server, by the proxy's address */
async function behind(proxy: PathProxy, ...settings: readonly string[]): Promise<void> {
  const data = mkdtempSync(join(folder, 'data-'));
  const server = await startServer('--port', '0', '--data', data, ...settings);
  proxy.leadTo(server.port);
  onTestFinished(async () => {
    for (const context of browser.contexts()) await context.close();
    await server.end('SIGTERM');
    await proxy.close();
  });
}

async function open(size: { width: number; height: number }, url: string): Promise<Window> {
  const window = await openWindow(browser, { size });
  await window.page.goto(url);
  return window;
}

/** Plays the beginning of a class through the proxy, on all three kinds of pages. @param home what a student types */
async function playThrough({ url, strays }: PathProxy, home = url): Promise<void> {
  const desk = await open(LAPTOP, `${url}/teach`);
  await desk.page.click('button[aria-label="Start the class: Release day"]');
  const code = (await desk.page.textContent('.invitation .code')) ?? '';
  expect(desk.page.url()).toBe(`${url}/teach#${code}`);
  const link = await desk.page.locator('.bar-top nav a').first().getAttribute('href');
  const board = await open(PROJECTOR, new URL(link ?? '', url).href);
  expect(board.page.url().replace(/#.*/, '')).toBe(`${url}/board/${code}`);
  const phone = await open(PHONE, `${url}/j/${code}`);
  await phone.page.fill('#name', 'Ana');
  await phone.page.keyboard.press('Enter');
  await phone.page.waitForSelector('.lobby');
  expect(phone.page.url()).toBe(`${url}/j/${code}`);
  await expect.poll(() => board.page.textContent('.crowd'), soon).toContain('Ana');
  await desk.page.click('button.next');
  await phone.page.waitForSelector('.class[data-phase="brief"]');
  // Its time would be over before a busy machine has all three pages again.
  await desk.page.click('button:has-text("Pause")');
  await phone.page.waitForSelector('text=Paused');
  for (const { page } of [desk, phone, board]) await page.reload();
  await desk.page.waitForSelector('.desk[data-phase="brief"]');
  await phone.page.waitForSelector('.class[data-phase="brief"]');
  await board.page.waitForSelector('.board[data-phase="brief"]');
  const { page: typed } = await open(PHONE, home);
  await typed.waitForSelector('main.join');
  expect(strays, 'nothing was looked for outside of the path').toEqual([]);
  expect([desk, board, phone].flatMap(({ complaints }) => complaints)).toEqual([]);
}

describe('A class is played under a path of a school’s server', () => {
  it.each(['keep', 'strip'] as const)('whose proxy may %s the path, where the public URL names it', async (style) => {
    const proxy = await startPathProxy('/games/hub', style);
    await behind(proxy, '--public-url', proxy.url);
    await playThrough(proxy);
    const desk = await open(LAPTOP, `${proxy.url}/teach`);
    await desk.page.click('button[aria-label="Start the class: Release day"]');
    const shown = proxy.url.replace('http://', '');
    await expect.poll(() => desk.page.textContent('.invitation .url'), soon).toBe(shown);
    expect(await desk.page.inputValue('.key-link input')).toMatch(new RegExp(`^${proxy.url}/teach#`));
    const picture = desk.page.locator('.invitation img');
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth), soon).toBeGreaterThan(0);
  });

  it('whose proxy alone knows the path', async () => {
    const proxy = await startPathProxy('/hub', 'strip');
    await behind(proxy);
    await playThrough(proxy, `${proxy.url}/`);
  });
});
