import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { classCatalogue } from '../../server/catalogue.ts';
import { ensureClient } from '../../server/launch/client.mjs';
import { lessonCatalogue } from '../../server/lessons.ts';
import { startTestApp, type TestApp } from '../server/support/app.ts';
import { ask, openClass } from '../server/support/ask.ts';
import { launchBrowser } from '../support/browser.ts';
import { copyPages } from '../support/stage/built-pages.ts';
import {
  barriers,
  joinedStudent,
  keepPicture,
  LAPTOP,
  openWindow,
  PROJECTOR,
  SMALLEST,
  sideways,
  type Window,
} from './support.ts';

const SMALL_PHONE = { width: 360, height: 640 };

let browser: Browser;
let server: TestApp;
beforeAll(async () => {
  await ensureClient();
  server = await startTestApp({ catalogue: classCatalogue(), lessons: lessonCatalogue(), pages: copyPages() });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

interface Classroom {
  readonly code: string;
  readonly key: string;
  readonly desk: Page;
}

async function openDesk(): Promise<Classroom> {
  const { code, key } = await openClass(server.url, 'first-lesson');
  const { page } = await openWindow(browser, { size: LAPTOP });
  await page.goto(`${server.url}/teach#${code}.${key}`);
  await page.waitForSelector('.desk[data-phase="lobby"]');
  return { code, key, desk: page };
}

async function goOnToPlay(desk: Page): Promise<void> {
  for (const phase of ['brief', 'predict', 'play']) {
    await desk.click('button.next');
    await desk.waitForSelector(`.desk[data-phase="${phase}"]`);
  }
}

/** A phone that comes to the class with the name of somebody who is there. */
async function comesWith(code: string, name: string): Promise<Window> {
  const phone = await openWindow(browser, { size: SMALL_PHONE });
  await phone.page.goto(`${server.url}/j/${code}`);
  await phone.page.fill('#name', name);
  await phone.page.keyboard.press('Enter');
  await phone.page.waitForSelector('.taken');
  return phone;
}

const seatCodeOf = (page: Page): Promise<string> => page.locator('.top .seat-code b').innerText();
const text = (page: Page, selector: string): Promise<string> => page.locator(selector).first().innerText();

describe('A phone that dies', () => {
  it('in mid-play is followed by another, with name and seat code: same machine, role and points', async () => {
    const { code, desk } = await openDesk();
    const first = await joinedStudent(browser, server.url, code, 'Ana');
    const ben = await joinedStudent(browser, server.url, code, 'Ben');
    const seatCode = await seatCodeOf(first.page);
    expect(seatCode).toMatch(/^[3479CDFGHJKMNPRTVWXY]{5}$/);
    expect(await text(first.page, '.lobby .seat-code')).toContain(seatCode);
    expect(await seatCodeOf(ben.page)).not.toBe(seatCode);
    await goOnToPlay(desk);
    await first.page.waitForSelector('.top .points');
    let shown = '';
    await expect
      .poll(
        async () => {
          await first.page.evaluate(() =>
            document.querySelector<HTMLButtonElement>('.hands button[aria-disabled="false"]')?.click(),
          );
          shown = await text(first.page, '.top .points');
          return shown;
        },
        { timeout: 60_000 },
      )
      .toMatch(/^[1-9]/);
    const [role, points] = [await text(first.page, '.top h1'), Number.parseInt(shown, 10)];
    // The battery is empty: no word to anybody.
    await first.context.close();

    const second = await comesWith(code, 'ana');
    await keepPicture(second.page, 'second-phone-taken');
    expect(await barriers(second.page)).toEqual([]);
    await second.page.fill('#seat-code', seatCode.toLowerCase());
    await second.page.keyboard.press('Enter');
    await second.page.waitForSelector('.top .points');
    expect(await text(second.page, '.top h1')).toBe(role);
    expect(await text(second.page, '.top')).toContain('Ana');
    expect(Number.parseInt(await text(second.page, '.top .points'), 10)).toBeGreaterThanOrEqual(points);
    expect(await seatCodeOf(second.page)).toBe(seatCode);
    await second.page.waitForSelector('.hands .verb');
    await keepPicture(second.page, 'second-phone-play', false);
    // The browser's own line about the name that was taken.
    expect(second.complaints.filter((line) => !line.includes('409'))).toEqual([]);
    await expect.poll(() => desk.locator('.roster li').count()).toBe(2);
    await second.page.reload();
    await second.page.waitForSelector('.hands .verb');
    expect(await text(second.page, '.top h1')).toBe(role);
    for (const { context } of [second, ben]) await context.close();
    await desk.context().close();
  });

  it('and comes to life again is told where its seat is, and gets it back with the code', async () => {
    const { code, desk } = await openDesk();
    const first = await joinedStudent(browser, server.url, code, 'Ana');
    const seatCode = await seatCodeOf(first.page);
    await first.page.close();
    const second = await comesWith(code, 'Ana');
    await second.page.fill('#seat-code', seatCode);
    await second.page.click('text=Go on here');
    await second.page.waitForSelector('.lobby');
    const revived = await first.context.newPage();
    await revived.goto(`${server.url}/j/${code}`);
    await revived.waitForSelector('.join .said:not(:empty)');
    expect(await text(revived, '.join .said')).toContain('Your seat is on another device now');
    await revived.click('text=Continue');
    await revived.click('text=Were you here before, on another device?');
    await revived.fill('#name', 'Ana');
    await revived.fill('#seat-code', seatCode);
    await revived.keyboard.press('Enter');
    await revived.waitForSelector('.lobby');
    await second.page.waitForSelector('.join .said:not(:empty)');
    expect(await text(second.page, '.join .said')).toContain('Your seat is on another device now');
    for (const { context } of [first, second]) await context.close();
    await desk.context().close();
  });

  it('whose student knows no code is helped by the desk, with one click, and then with a new code', async () => {
    const { code, desk } = await openDesk();
    const first = await joinedStudent(browser, server.url, code, 'Ana');
    const seatCode = await seatCodeOf(first.page);
    await desk.click('button[aria-label="Ana: …"]');
    expect(await text(desk, 'body')).not.toContain(seatCode);
    await desk.click('text=Show the seat code');
    await desk.waitForSelector('.student-menu .seat-code b');
    expect(await text(desk, '.student-menu .seat-code b')).toBe(seatCode);
    expect(await barriers(desk)).toEqual([]);
    await keepPicture(desk, 'second-phone-desk', false);
    await desk.click('text=Make a new code');
    await expect.poll(() => text(desk, '.student-menu .seat-code b')).not.toBe(seatCode);
    const renewed = await text(desk, '.student-menu .seat-code b');
    await expect.poll(() => seatCodeOf(first.page)).toBe(renewed);
    await desk.click('.student-menu[open] >> text=Close');
    await desk.click('button[aria-label="Ana: …"]');
    expect(await text(desk, '.student-menu[open]')).not.toContain(renewed);
    await first.context.close();
    await desk.context().close();
  });
});

describe('The pages to join, and the lobby,', () => {
  it.each([SMALLEST, SMALL_PHONE, LAPTOP, PROJECTOR])('fit a window of %o', async (size) => {
    const { code, key } = await openClass(server.url, 'first-lesson');
    const { page, context } = await openWindow(browser, { size });
    const look = async (name: string): Promise<void> => {
      await keepPicture(page, `join-${name}-${size.width}`, false);
      expect(await sideways(page), name).toBe(0);
      expect(await barriers(page), name).toEqual([]);
    };
    await page.goto(`${server.url}/`);
    await page.fill('#code', 'hello');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.said:not(:empty)');
    await look('code');
    await page.goto(`${server.url}/j/${code}`);
    await page.waitForSelector('#name');
    await look('name');
    const longest = 'W'.repeat(20);
    await ask(`${server.url}/api/classes/${code}/seats`, { name: longest, device: 'another-device-of-its-own' });
    await page.fill('#name', longest);
    await page.keyboard.press('Enter');
    await page.waitForSelector('.taken');
    await page.fill('#seat-code', 'cdfgh');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.said:not(:empty)');
    await look('taken');
    await page.click('button:has-text("No, join as")');
    await page.waitForSelector('.lobby');
    await look('lobby');
    expect(key).not.toBe('');
    await context.close();
  });
});
