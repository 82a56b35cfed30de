import { rmSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { classCatalogue } from '../../server/catalogue.ts';
import { ensureClient } from '../../server/launch/client.mjs';
import { lessonCatalogue } from '../../server/lessons.ts';
import { computer } from '../server/addresses/computers.ts';
import { startTestApp, type TestApp } from '../server/support/app.ts';
import { joinStudent } from '../server/support/page.ts';
import { launchBrowser } from '../support/browser.ts';
import { copyPages } from '../support/stage/built-pages.ts';
import { barriers, keepPicture, LAPTOP, openWindow, PHONE, PROJECTOR, sideways } from './support.ts';

const PASSWORD = 'open sesame';
const START = 'button[aria-label="Start the class: Release day"]';
const WIFI = computer(['wlan0 192.168.1.20/24 a4:c3:f0:11:22:33'], '192.168.1.20').network;
const soon = { timeout: 30_000 };

let pages: string;
let app: TestApp;
let browser: Browser;
let desk: Page;
let code = '';

beforeAll(async () => {
  await ensureClient();
  pages = copyPages();
  const parts = { catalogue: classCatalogue(), lessons: lessonCatalogue(), pages };
  app = await startTestApp({
    ...parts,
    settings: { host: '::', teacherPassword: PASSWORD },
    readNetwork: async () => WIFI,
  });
  browser = await launchBrowser();
  ({ page: desk } = await openWindow(browser, { size: LAPTOP }));
});
afterAll(async () => {
  await browser.close();
  await app.close();
  rmSync(pages, { recursive: true, force: true });
});

async function looksRight(page: Page, name: string): Promise<void> {
  for (const [kind, size] of Object.entries({ phone: PHONE, laptop: LAPTOP, projector: PROJECTOR })) {
    await page.setViewportSize(size);
    await keepPicture(page, `${name}-${kind}`, false);
    expect(await sideways(page), kind).toBeLessThanOrEqual(0);
  }
  await page.setViewportSize(LAPTOP);
  expect(await barriers(page)).toEqual([]);
}

describe('A teacher', () => {
  it('is asked for the password when it is needed, and no sooner', async () => {
    await desk.goto(`${app.url}/teach`);
    await desk.waitForSelector('.offers-list');
    expect(await desk.locator('#teacher-password').count()).toBe(0);
    await desk.click(START);
    await desk.waitForSelector('#teacher-password');
    expect(await desk.textContent('.said')).toContain('Type their password');
    await desk.fill('#teacher-password', 'something else');
    await desk.click(START);
    await expect.poll(() => desk.textContent('.said'), soon).toContain('not the password');
    await looksRight(desk, 'teacher-password');
    // Wherever the page was scrolled to, the field is in sight, and Enter starts what was to be started.
    expect(await desk.evaluate(() => document.activeElement?.id)).toBe('teacher-password');
    await desk.fill('#teacher-password', PASSWORD);
    await desk.keyboard.press('Enter');
    await desk.waitForSelector('.invitation .code');
    code = (await desk.textContent('.invitation .code')) ?? '';
  });

  it('removes all who came in the last minute with one question, which says how many', async () => {
    for (const name of ['Ada', 'Grace', 'Fay']) await joinStudent(app.url, code, name);
    await desk.click('button:has-text("Remove the 3 who came in the last minute")');
    await desk.waitForSelector('button:has-text("Really remove 3?")');
    await looksRight(desk, 'newcomers');
    // Looking at it on other screens took the question back.
    await desk.click('button:has-text("who came in the last minute")');
    await desk.click('button:has-text("Really remove 3?"):not([aria-disabled="true"])');
    await expect.poll(() => desk.locator('.roster li').count(), soon).toBe(0);
  });

  it('opens a board that shows nothing of its secret to the server’s log, sees it listed, and closes it', async () => {
    const [board] = await Promise.all([desk.context().waitForEvent('page'), desk.click('text=Open the big screen')]);
    const asked: string[] = [];
    board.on('request', (request) => asked.push(request.url()));
    await board.waitForSelector('.lobby .qr img');
    const secret = new URL(board.url()).hash.slice(1);
    expect(secret).toMatch(/^[\w-]{16}$/);
    expect(asked.filter((url) => new URL(url).href.replace(/#.*/, '').includes(secret))).toEqual([]);
    await desk.click('.boards summary');
    await desk.waitForSelector('.boards li:has-text("opened on a desk")');
    await looksRight(desk, 'boards');
    await desk.click('.boards li button');
    await desk.click('.boards li button:has-text("Really close?"):not([aria-disabled="true"])');
    await expect.poll(() => board.textContent('.notice'), soon).toContain('The desk has closed this board.');
    await desk.waitForSelector('.boards p:has-text("No board is open.")');
    await board.close();
    await desk.click('.boards summary');
  });

  it('has a link for students that needs no code typed, also where wrong ones were', async () => {
    await desk.click('.student-link summary');
    const link = new URL(await desk.inputValue('.student-link input'));
    await keepPicture(desk, 'student-link', false);
    // No time passes: no further try comes up.
    app.clock.rate(0);
    for (let wrong = 0; wrong < 110; wrong += 1)
      await fetch(`${app.url}/api/classes/CCC${wrong % 10 > 4 ? 'CCC' : 'DDD'}`);
    const { page: typist } = await openWindow(browser, { size: PHONE });
    await typist.goto(`${app.url}/j/${code}`);
    await expect.poll(() => typist.textContent('.said'), soon).toContain('Scan the QR code or open the link');
    await keepPicture(typist, 'code-wait', false);
    app.clock.rate(1);
    await typist.goto(`${app.url}${link.pathname}${link.hash}`);
    await typist.reload();
    await typist.waitForSelector('#name');
    await typist.fill('#name', 'Barbara');
    await typist.keyboard.press('Enter');
    await typist.waitForSelector('.lobby');
  });
});
