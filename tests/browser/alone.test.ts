import { rmSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { classCatalogue } from '../../server/catalogue.ts';
import { ensureClient } from '../../server/launch/client.mjs';
import { lessonCatalogue } from '../../server/lessons.ts';
import { stepsOf } from '../../shared/class/lesson/steps.ts';
import { startTestApp, type TestApp } from '../server/support/app.ts';
import { launchBrowser } from '../support/browser.ts';
import { copyPages } from '../support/stage/built-pages.ts';
import { barriers, downwards, keepPicture, LAPTOP, openWindow, sideways, type Window } from './support.ts';

const LESSON = 'first-lesson';
const lessons = lessonCatalogue();

let pages: string;
let game: TestApp;
let browser: Browser;
let desk: Window;

beforeAll(async () => {
  await ensureClient();
  pages = copyPages();
  game = await startTestApp({ catalogue: classCatalogue(), lessons, pages });
  browser = await launchBrowser();
  desk = await openWindow(browser, { size: LAPTOP, dark: true });
});
afterAll(async () => {
  await browser.close();
  await game.close();
  rmSync(pages, { recursive: true, force: true });
});

it('“Try it alone” plays a whole lesson with bots after one click, and says so at every step', async () => {
  const plan = lessons.find({ lesson: LESSON });
  if (plan === undefined) throw new Error(`no lesson ${LESSON}`);
  const { page } = desk;
  await page.goto(`${game.url}/teach`);
  await page.click(`button[aria-label="Try it alone: ${plan.title}"]`);
  for (const { phase, round, run, seconds } of stepsOf(plan).slice(1)) {
    await page.waitForSelector(`.desk[data-phase="${phase}"]`, { timeout: 60_000 });
    await look(`alone-${round}-${run}-${phase}`);
    if (phase === 'end') continue;
    expect(await page.textContent('.alone')).toMatch(/^No students: the bots play\. Each step ends by itself/);
    expect(await page.textContent('.state .bots')).toBe('and 13 bots');
    expect(await page.textContent('.where')).toContain(`Round ${round + 1} of 2`);
    if (phase === 'play') await page.frameLocator('.small-board iframe').locator('canvas').waitFor();
    game.clock.skip((seconds ?? 0) * 1_000);
  }
  expect(await page.locator('.alone').count()).toBe(0);
  expect(await page.locator('.evidence .value').count()).toBeGreaterThan(10);
  expect(desk.complaints).toEqual([]);
});

it('leads on to what a class would see', async () => {
  const [board] = await Promise.all([desk.context.waitForEvent('page'), desk.page.click('text=Open the big screen')]);
  await board.waitForSelector('.board[data-phase="end"]');
});

async function look(name: string): Promise<void> {
  const { page } = desk;
  await keepPicture(page, name, false);
  expect(await barriers(page)).toEqual([]);
  expect(await sideways(page)).toBeLessThanOrEqual(0);
  if (name.endsWith('play')) expect(await downwards(page)).toBeLessThanOrEqual(0);
}
