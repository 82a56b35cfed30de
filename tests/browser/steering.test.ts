import { rmSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { classCatalogue } from '../../server/catalogue.ts';
import { ensureClient } from '../../server/launch/client.mjs';
import { lessonCatalogue } from '../../server/lessons.ts';
import { startTestApp, type TestApp } from '../server/support/app.ts';
import { launchBrowser } from '../support/browser.ts';
import { copyPages } from '../support/stage/built-pages.ts';
import { everybodyActs, LAPTOP, openWindow, PHONE, PROJECTOR, pressNext } from './support.ts';

const soon = { timeout: 30_000 };

let pages: string;
let game: TestApp;
let browser: Browser;
let desk: Page;
let code: string;

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
beforeEach(async () => {
  for (const context of browser.contexts()) await context.close();
  desk = await open(LAPTOP, '/teach');
  await desk.click('button[aria-label="Start the class: Release day"]');
  code = (await desk.textContent('.invitation .code')) ?? '';
});

async function open(size: { width: number; height: number }, path: string): Promise<Page> {
  const { page } = await openWindow(browser, { size });
  await page.goto(game.url + path);
  return page;
}

async function asks(name: string, page?: Page): Promise<Page> {
  const phone = page ?? (await open(PHONE, `/j/${code}`));
  await phone.fill('#name', name);
  await phone.keyboard.press('Enter');
  return phone;
}

async function joins(name: string): Promise<Page> {
  const phone = await asks(name);
  await phone.waitForSelector('.class main > *');
  return phone;
}

async function goOnTo(phase: string, phone: Page): Promise<void> {
  await pressNext(desk);
  await phone.waitForSelector(`.class[data-phase="${phase}"] main > *`);
}

async function about(name: string, choice: string): Promise<void> {
  await desk.click(`button[aria-label="${name}: …"]`);
  await desk.click(`.student-menu[open] >> text="${choice}"`);
}

async function leaveAndReturn(page: Page): Promise<void> {
  await page.goto('about:blank');
  await page.goBack();
}

const OPEN_VERB = '.verb[aria-disabled="false"]';

/** Pauses while the phone has something to tap. Its last open button can close before the desk's pause is there: then once more. */
async function pauseWhileOpen(phone: Page): Promise<void> {
  for (;;) {
    await phone.waitForSelector(OPEN_VERB);
    await desk.click('text="Pause"');
    await says(phone, '.class-line').toContain('Paused by your teacher');
    if ((await phone.locator(OPEN_VERB).count()) > 0) return;
    await desk.click('text="Go on"');
    await says(phone, '.class-line').toBe('');
  }
}

const says = (page: Page, where: string) => expect.poll(() => page.textContent(where), soon);
const secondsLeft = async (page: Page): Promise<number> => {
  const [minutes, seconds] = ((await page.textContent('.time')) ?? '').split(':').map(Number);
  return (minutes ?? Number.NaN) * 60 + (seconds ?? Number.NaN);
};

describe('The instructor', () => {
  it('closes the door and opens it again: who comes meanwhile is told', async () => {
    await desk.click('text=Close the door');
    await says(await open(PHONE, `/j/${code}`), '.said').toBe(
      'The class is closed for new students. Ask your teacher to open it.',
    );
    await desk.click('text=Close the door');
    await joins('Ana');
  });

  it('gives a student another name, which every page shows', async () => {
    const [ana, board] = [await joins('Ana'), await open(PROJECTOR, `/board/${code}`)];
    await about('Ana', 'Rename');
    await desk.getByLabel('New name for Ana').fill('Anna Lena');
    await desk.keyboard.press('Enter');
    await says(ana, '.lobby h2').toBe('Anna Lena');
    await says(board, '.crowd .name').toBe('Anna Lena');
    await says(desk, '.roster .name b').toBe('Anna Lena');
    await about('Anna Lena', 'Other name');
    await says(ana, '.lobby h2').not.toBe('Anna Lena');
  });

  it('takes a student out, who is told and stays out on this device', async () => {
    const ana = await joins('Ana');
    await about('Ana', 'Remove');
    await desk.click('text=Really remove?');
    const sentence = 'Your teacher has taken you out of this class on this device.';
    await says(ana, '.said').toBe(sentence);
    await says(desk, '.roster').toContain('Nobody has joined yet.');
    await ana.goto(`${game.url}/j/${code}`);
    await asks('Somebody Else', ana);
    await says(ana, '.said').toBe(sentence);
  });

  it('pauses, goes on, gives more time, goes back, and ends the class: each student’s page follows', async () => {
    const ana = await joins('Ana');
    for (const phase of ['brief', 'predict', 'play']) await goOnTo(phase, ana);
    await pauseWhileOpen(ana);
    const standing = await secondsLeft(ana);
    await ana.locator(OPEN_VERB).first().click();
    await says(ana, '.hands .said').toBe('The class is paused. Wait until it goes on.');
    game.clock.skip(30_000);
    await desk.click('text="Go on"');
    await says(ana, '.class-line').toBe('');
    expect(standing - (await secondsLeft(ana)), 'no time has passed in the pause').toBeLessThan(15);
    await desk.click('text=+30 s');
    await expect.poll(() => secondsLeft(ana), soon).toBeGreaterThan(standing);
    await goOnTo('reveal', ana);
    await desk.click('text="Back: play it again"');
    await desk.click('text=Really play it again from its start?');
    await ana.waitForSelector('.class[data-phase="play"] .verb');
    await desk.click('text=End the class');
    await desk.click('text=Really end it?');
    await ana.waitForSelector('.class[data-phase="end"] .podium, .class[data-phase="end"] main > *');
  });
});

describe('The desk', () => {
  it('moves to another device with its link, and comes back after a reload', async () => {
    const ana = await joins('Ana');
    const link = await desk.inputValue('.key-link input');
    const other = await open(PHONE, new URL(link).pathname + new URL(link).hash);
    await pressNext(other);
    await ana.waitForSelector('.class[data-phase="brief"]');
    expect(other.url(), 'the key does not stay in the address bar').toBe(`${game.url}/teach#${code}`);
    await other.reload();
    await pressNext(other);
    await ana.waitForSelector('.class[data-phase="predict"]');
    await desk.waitForSelector('.desk[data-phase="predict"]');
  });
});

describe('A student', () => {
  it('who reloads, or goes back and forward, is who they were', async () => {
    const ana = await joins('Ana');
    for (const phase of ['brief', 'predict', 'play']) await goOnTo(phase, ana);
    const role = await ana.textContent('.top h1');
    for (const again of [() => ana.reload(), () => ana.reload(), () => leaveAndReturn(ana)]) {
      await again();
      await ana.waitForSelector('.class[data-phase="play"] .verb');
      expect(await ana.textContent('.top h1')).toBe(role);
      expect(await ana.textContent('.top .who p')).toMatch(/^Ana /);
    }
    await expect.poll(() => desk.locator('.counts dd').allTextContents(), soon).toEqual(['1', '1', '0']);
  });

  it('who comes late plays at once, in the network that the others are in', async () => {
    const ana = await joins('Ana');
    for (const phase of ['brief', 'predict', 'play']) await goOnTo(phase, ana);
    const late = await joins('Late');
    await late.waitForSelector('.class[data-phase="play"][data-architecture="client-server"] .verb');
    await everybodyActs(desk, [late]);
  });

  it('is told why a name can’t be had, and gets another', async () => {
    await joins('Ana');
    const phone = await asks('Ana');
    await says(phone, '.taken h2').toBe('Ana is taken. Is it you, on another device?');
    await says(phone, '.taken').toMatch(/No, join as .+Take another name/);
    await phone.click('text=Take another name');
    await asks('  ', phone);
    await says(phone, '.said').toMatch(/^Type a name, or take a suggested one\.$/);
    await asks('x\u202ey', phone);
    await says(phone, '.said').toMatch(/^(That name has signs that can’t be shown|That name can’t be used)/);
    await asks('Ben', phone);
    await phone.waitForSelector('.lobby');
  });
});
