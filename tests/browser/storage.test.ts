import { rmSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { classCatalogue } from '../../server/catalogue.ts';
import { ensureClient } from '../../server/launch/client.mjs';
import { lessonCatalogue } from '../../server/lessons.ts';
import { startTestApp, type TestApp } from '../server/support/app.ts';
import { launchBrowser } from '../support/browser.ts';
import { copyPages } from '../support/stage/built-pages.ts';
import { barriers, deskIn, forbidStorage, keepPicture, LAPTOP, openWindow, pressNext, sideways } from './support.ts';

const WARNING = /^This browser keeps nothing: if this tab is closed, the desk is gone\./;

/** A busy machine may take its time. */
const soon = { timeout: 30_000 };

let pages: string;
let game: TestApp;
let browser: Browser;
let forbidding: BrowserContext;

beforeAll(async () => {
  await ensureClient();
  pages = copyPages();
  game = await startTestApp({ catalogue: classCatalogue(), lessons: lessonCatalogue(), pages });
  browser = await launchBrowser();
  forbidding = await browser.newContext({ viewport: LAPTOP, locale: 'en-GB' });
  await forbidStorage(forbidding, 'localStorage', 'sessionStorage', 'indexedDB');
});
afterAll(async () => {
  await forbidding.close();
  await browser.close();
  await game.close();
  rmSync(pages, { recursive: true, force: true });
});
afterEach(async () => {
  for (const page of forbidding.pages()) await page.goto('about:blank');
});

async function startClass(page: Page): Promise<string> {
  await page.goto(`${game.url}/teach`);
  await page.click('button[aria-label="Start the class: Release day"]');
  await deskIn(page, 'lobby');
  return (await page.textContent('.invitation .code')) ?? '';
}

describe('where the browser forbids storage', () => {
  it('the desk says so and offers its link, and is there again after a reload, without a key in the address', async () => {
    const page = await forbidding.newPage();
    await page.setViewportSize(LAPTOP);
    const code = await startClass(page);
    const forbidden = page.evaluate(() => localStorage.length);
    await expect(forbidden).rejects.toThrow(/SecurityError|Access is denied/);
    for (const phase of ['brief', 'predict']) {
      await expect.poll(() => page.textContent('.unkept'), soon).toMatch(WARNING);
      expect(page.url()).toBe(`${game.url}/teach#${code}`);
      await pressNext(page);
      await deskIn(page, phase);
      await page.reload();
      await deskIn(page, phase);
    }
    expect(await page.locator('.unkept input').count(), 'a projector may show the desk').toBe(0);
    await page.click('text=Show the link');
    const link = await page.inputValue('.unkept input');
    expect(link).toMatch(new RegExp(`/teach#${code}\\..{20}`));
    const { page: another, context } = await openWindow(browser, { size: LAPTOP });
    await another.goto(link);
    await deskIn(another, 'predict');
    await context.close();
    await keepPicture(page, 'desk-unkept', false);
    expect(await barriers(page)).toEqual([]);
    expect(await sideways(page)).toBeLessThanOrEqual(0);
  });

  it('the desk is on the list of the start page, after a reload too', async () => {
    const page = await forbidding.newPage();
    const code = await startClass(page);
    await page.click('text=All classes');
    await page.waitForSelector(`.open-classes li:has-text("${code}")`);
    await page.reload();
    await page.click(`.open-classes li:has-text("${code}") >> text=Open the desk`);
    await deskIn(page, 'lobby');
  });

  it('a student who reloads is who they were', async () => {
    const desk = await openWindow(browser, { size: LAPTOP });
    const code = await startClass(desk.page);
    const page = await forbidding.newPage();
    await page.goto(`${game.url}/j/${code}`);
    await page.fill('#name', 'Ana');
    await page.keyboard.press('Enter');
    for (let times = 0; times < 2; times++) {
      await page.waitForSelector('.lobby h2:has-text("Ana")');
      await page.reload();
    }
    await page.waitForSelector('.lobby h2:has-text("Ana")');
    expect(await desk.page.locator('.roster li').count()).toBe(1);
    await desk.context.close();
  });
});

describe('where storage', () => {
  it('is emptied while the desk is open, nothing is lost: a reload finds the desk, and keeps it anew', async () => {
    const { page, context } = await openWindow(browser, { size: LAPTOP });
    const code = await startClass(page);
    expect(await page.locator('.unkept').count()).toBe(0);
    await page.evaluate(() => localStorage.clear());
    await page.reload();
    await deskIn(page, 'lobby');
    const another = await context.newPage();
    await another.goto(`${game.url}/teach#${code}`);
    await deskIn(another, 'lobby');
    await context.close();
  });

  it('is emptied while the desk is open, the open desk keeps itself again', async () => {
    const { page, context } = await openWindow(browser, { size: LAPTOP });
    const code = await startClass(page);
    await page.evaluate(() => localStorage.clear());
    await page.waitForFunction(() => localStorage.length > 0);
    const another = await context.newPage();
    await another.goto(`${game.url}/teach#${code}`);
    await deskIn(another, 'lobby');
    await context.close();
  });

  it('is full, the class is opened, and the desk warns', async () => {
    const { page, context, complaints } = await openWindow(browser, { size: LAPTOP });
    await page.goto(`${game.url}/teach`);
    await page.evaluate(() => {
      for (let size = 4_000_000; size >= 1; size /= 2) {
        try {
          for (let index = 0; ; index++) localStorage.setItem(`${size} ${index}`, 'x'.repeat(size));
        } catch {
          // The next half fits, or nothing does.
        }
      }
    });
    await startClass(page);
    await expect.poll(() => page.textContent('.unkept'), soon).toMatch(WARNING);
    await page.reload();
    await deskIn(page, 'lobby');
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('does not hold the key that an address needs, the page says what does', async () => {
    const { page, context } = await openWindow(browser, { size: LAPTOP });
    await page.goto(`${game.url}/teach#K7MX3P`);
    const sentence = /^This browser does not have the key of class K7MX3P\. Open its desk with the link/;
    await expect.poll(() => page.textContent('.start > .said'), soon).toMatch(sentence);
    await context.close();
  });
});
