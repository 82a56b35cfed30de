import { rmSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { classCatalogue } from '../../server/catalogue.ts';
import { ensureClient } from '../../server/launch/client.mjs';
import { lessonCatalogue } from '../../server/lessons.ts';
import { startTestApp, type TestApp } from '../server/support/app.ts';
import { type Page as Connection, openDesk } from '../server/support/page.ts';
import { launchBrowser } from '../support/browser.ts';
import { copyPages } from '../support/stage/built-pages.ts';
import { barriers, keepPicture, LAPTOP, openWindow, SMALLEST, sideways, type Window } from './support.ts';

type Kept = { readonly code: string; readonly key: string };

/** A busy machine may take its time. */
const soon = { timeout: 30_000 };

let pages: string;
let game: TestApp;
let browser: Browser;

beforeAll(async () => {
  await ensureClient();
  pages = copyPages();
  game = await startTestApp({ catalogue: classCatalogue(), lessons: lessonCatalogue(), pages });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await game.close();
  rmSync(pages, { recursive: true, force: true });
});

async function classes(count: number): Promise<readonly (Kept & { readonly desk: Connection })[]> {
  return Promise.all(Array.from({ length: count }, () => openDesk(game.url, 'first-lesson')));
}

async function startPage(kept: readonly Kept[], size = LAPTOP): Promise<Window> {
  const records = kept.map(({ code, key }) => [`hub-and-mesh.desk.${code}`, { code, key, title: 'A lesson' }] as const);
  const window = await openWindow(browser, { size, kept: Object.fromEntries(records) });
  await window.page.goto(`${game.url}/teach`);
  await window.page.waitForSelector('.offers-list');
  return window;
}

const codesIn = (page: Page, list: string) => page.locator(`${list} li b`).allTextContents();
const topOfLessons = (page: Page) =>
  page.evaluate(() => document.querySelector('.offers-list')?.getBoundingClientRect().y);

describe('the start page', () => {
  it('shows ended classes, and those that the server does not know, as such below the lessons', async () => {
    const [open, ended] = await classes(2);
    if (open === undefined || ended === undefined) throw new Error('no classes');
    await ended.desk.instruct({ type: 'end' });
    const gone = { code: 'K7MX3P', key: 'whatever' };
    const { page, context } = await startPage([open, ended, gone]);
    expect(await codesIn(page, '.open-classes')).toEqual([open.code]);
    expect(await codesIn(page, '.ended-classes')).toEqual([ended.code, gone.code].sort());
    await page.click('text=2 classes that have ended');
    expect(await page.textContent(`.ended-classes li:has-text("${gone.code}")`)).toContain(
      'not on this server any more',
    );
    await keepPicture(page, 'start-classes');
    expect(await barriers(page)).toEqual([]);
    await page.setViewportSize(SMALLEST);
    expect(await sideways(page)).toBeLessThanOrEqual(0);
    await context.close();
  });

  it('is as high above the lessons as without any class when all have ended', async () => {
    const all = await classes(4);
    for (const { desk } of all) await desk.instruct({ type: 'end' });
    const [with_, without] = [await startPage(all), await startPage([])];
    expect(await topOfLessons(with_.page)).toBe(await topOfLessons(without.page));
    for (const { context } of [with_, without]) await context.close();
  });

  it('shows three open classes, and the others when asked for', async () => {
    const { page, context } = await startPage(await classes(5));
    expect(await page.locator('.open-classes li:visible').count()).toBe(3);
    await page.click('text=2 more');
    expect(await page.locator('.open-classes li:visible').count()).toBe(5);
    await context.close();
  });

  it('takes a class off after a question, for good', async () => {
    const [ended] = await classes(1);
    if (ended === undefined) throw new Error('no class');
    await ended.desk.instruct({ type: 'end' });
    const { page, context } = await startPage([ended]);
    await page.click('text=One class that has ended');
    await page.click('text=Take off this list');
    await page.click('text=Really? Its key is gone then.');
    await expect.poll(() => page.locator('.ended-classes').count(), soon).toBe(0);
    expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('.desk.')))).toEqual([]);
    await context.close();
  });

  it('opens the desk of an ended class, which goes on with “back”', async () => {
    const [ended] = await classes(1);
    if (ended === undefined) throw new Error('no class');
    await ended.desk.instruct({ type: 'end' });
    const { page, context } = await startPage([ended]);
    await page.click('text=One class that has ended');
    await page.click('text=Open the desk');
    await page.click('text=Back to the lobby');
    await page.click('text=Really go back?');
    await page.waitForSelector('.desk[data-phase="lobby"]');
    await context.close();
  });

  it('keeps the key of a class that the server does not know when its desk is opened', async () => {
    const { page, context } = await startPage([{ code: 'K7MX4', key: 'whatever' }]);
    await page.click('text=One class that has ended');
    await page.click('text=Open the desk');
    await expect.poll(() => page.textContent('.start > .said'), soon).toMatch(/^No class has this code/);
    await expect.poll(() => codesIn(page, '.ended-classes'), soon).toEqual(['K7MX4']);
    await context.close();
  });
});
