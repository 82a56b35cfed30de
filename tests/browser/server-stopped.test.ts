import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { classCatalogue } from '../../server/catalogue.ts';
import { ensureClient } from '../../server/launch/client.mjs';
import { lessonCatalogue } from '../../server/lessons.ts';
import { startTestApp, type TestApp } from '../server/support/app.ts';
import { openDesk } from '../server/support/page.ts';
import { launchBrowser } from '../support/browser.ts';
import { copyPages } from '../support/stage/built-pages.ts';
import { barriers, downwards, keepPicture, LAPTOP, openWindow, PROJECTOR, sideways } from './support.ts';

const TWELVE_HOURS = 12 * 3_600_000;
const soon = { timeout: 30_000 };

let browser: Browser;
let game: TestApp;
beforeAll(async () => {
  await ensureClient();
  game = await startTestApp({
    pages: copyPages(),
    catalogue: classCatalogue(),
    lessons: lessonCatalogue(),
    longestStep: 1_000,
  });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await game.close();
});

async function open(path: string, size: { width: number; height: number }, kept = {}): Promise<Page> {
  const { page } = await openWindow(browser, { size, kept });
  await page.goto(game.url + path);
  return page;
}

test('Desk and board say that the server’s computer slept, and that the clock waited', async () => {
  const { code, key, desk } = await openDesk(game.url, 'first-lesson');
  await desk.skipTo('play');
  const deskPage = await open(`/teach#${code}.${key}`, LAPTOP);
  const boardPage = await open(`/board/${code}`, PROJECTOR);
  for (const [page, root] of [
    [deskPage, '.desk'],
    [boardPage, '.board'],
  ] as const)
    await page.waitForSelector(`${root}[data-phase="play"]`);
  game.clock.skip(100_000);
  const says = expect.stringMatching(/The computer that runs this class slept for 1:(39|40)\. The clock waited\./);
  await expect.poll(() => deskPage.textContent('.notice'), soon).toEqual(says);
  await expect.poll(() => boardPage.textContent('.behind'), soon).toEqual(says);
  expect(await deskPage.getAttribute('.desk', 'data-phase')).toBe('play');
  const small = deskPage.frameLocator('iframe');
  await small.locator('.board[data-phase="play"]').waitFor();
  expect(await small.locator('.behind').textContent(), 'once on a screen').toBe('');
  await keepPicture(deskPage, 'desk-slept', false);
  await keepPicture(boardPage, 'board-slept', false);
  for (const page of [deskPage, boardPage]) {
    expect(await barriers(page)).toEqual([]);
    expect(await sideways(page)).toBe(0);
  }
  await expect.poll(() => downwards(boardPage), soon).toBe(0);
});

test('A desk whose class is over offers its results, today and after a reload', async () => {
  const { code, key } = await openDesk(game.url, 'first-lesson');
  const page = await open(`/teach#${code}.${key}`, LAPTOP);
  await page.waitForSelector('.desk[data-phase="lobby"]');
  game.clock.skip(TWELVE_HOURS + 1_000);
  await game.game.tidy();
  await page.waitForSelector('main.over');
  await page.goto(`${game.url}/teach#${code}`);
  await page.reload();
  await page.waitForSelector('main.over');
  await keepPicture(page, 'desk-over', false);
  expect(await barriers(page)).toEqual([]);
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('text=Spreadsheet (CSV)')]);
  expect(download.suggestedFilename()).toBe(`hub-and-mesh-${code}.csv`);
  expect(readFileSync(await download.path(), 'utf8')).toContain('architecture');
  await page.setViewportSize({ width: 360, height: 640 });
  await keepPicture(page, 'desk-over-phone', false);
  expect(await sideways(page)).toBe(0);
  await page.click('text=All classes');
  await page.waitForSelector('.offers-list');
});
