import { rmSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { classCatalogue } from '../../server/catalogue.ts';
import { ensureClient } from '../../server/launch/client.mjs';
import { lessonCatalogue } from '../../server/lessons.ts';
import { startTestApp, type TestApp } from '../server/support/app.ts';
import { launchBrowser } from '../support/browser.ts';
import { copyPages } from '../support/stage/built-pages.ts';
import { LAPTOP, openWindow, SMALLEST } from './support.ts';

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

it('An instructor and a student play a whole round with their keyboards alone', async () => {
  const { page: desk } = await openWindow(browser, { size: LAPTOP });
  await desk.goto(`${game.url}/teach`);
  await desk.waitForSelector('.offers-list');
  await tabTo(desk, 'button[aria-label="Start the class: Release day"]');
  await desk.keyboard.press('Enter');
  const code = (await desk.textContent('.invitation .code')) ?? '';

  const { page: student } = await openWindow(browser, { size: SMALLEST });
  await student.goto(game.url);
  await tabTo(student, '#code');
  await student.keyboard.type(code);
  await student.keyboard.press('Enter');
  await student.waitForSelector('#name:focus');
  await student.keyboard.type('Ana');
  await student.keyboard.press('Enter');
  await student.waitForSelector('.lobby');
  const both = [desk, student] as const;

  await goOnTo(both, 'brief');
  await goOnTo(both, 'predict');
  await tabTo(student, 'input[name="better"]');
  await student.keyboard.press('ArrowDown');
  await tabTo(student, 'input[name="sure"]');
  await student.keyboard.press('Space');
  await tabTo(student, '#finish');
  await student.keyboard.press('ArrowRight');
  await tabTo(student, '.predict button[type="submit"]');
  await student.keyboard.press('Enter');
  await student.waitForSelector('.predict.locked');

  await goOnTo(both, 'play');
  await student.waitForSelector('.verb[aria-disabled="false"]');
  // What is offered can be gone by the time that the key comes down.
  const act = async (): Promise<string | null> => {
    await tabTo(student, '.verb[aria-disabled="false"]');
    await student.keyboard.press('Space');
    return desk.locator('.counts dd').last().textContent();
  };
  await expect.poll(act, soon).toBe('1');
  await desk.keyboard.press('Space');
  await expect.poll(() => student.textContent('.class-line'), soon).toContain('Paused by your teacher');
  // The key means what the desk shows, and the student's page may have been told first.
  await desk.getByRole('button', { name: 'Go on', exact: true }).waitFor();
  await desk.keyboard.press('Space');
  await expect.poll(() => student.textContent('.class-line'), soon).toBe('');
  await desk.keyboard.press('1');
  await expect.poll(() => desk.textContent('.news .headline'), soon).toMatch(/^Server down: /);

  for (const phase of ['reveal', 'brief', 'play', 'compare']) await goOnTo(both, phase);
  await tabTo(student, 'input[name="vote"]');
  await student.keyboard.press('Space');
  await expect.poll(() => student.textContent('.vote .said'), soon).toMatch(/^Your vote: /);
  await goOnTo(both, 'end');
});

/** Presses Tab until this has the focus, which is then to be seen. */
async function tabTo(page: Page, selector: string): Promise<void> {
  const focused = page.locator(`:is(${selector}):focus`);
  for (let presses = 0; presses < 80; presses++) {
    await page.keyboard.press('Tab');
    if ((await focused.count()) === 1) return;
  }
  throw new Error(`Tab never comes to ${selector}`);
}

async function goOnTo([desk, student]: readonly [Page, Page], phase: string): Promise<void> {
  await desk.waitForSelector('.desk[data-settled]');
  const playing = (await desk.getAttribute('.desk', 'data-phase')) === 'play';
  await desk.keyboard.press('n');
  if (playing) {
    await desk.waitForSelector('button.next[aria-disabled="false"]:has-text("End this run now?")');
    await desk.keyboard.press('n');
  }
  await desk.waitForSelector(`.desk[data-phase="${phase}"]`);
  await student.waitForSelector(`.class[data-phase="${phase}"] main > *`);
}
