import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, startApp } from '../../server/app.ts';
import { classCatalogue } from '../../server/catalogue.ts';
import { openSqliteJournal } from '../../server/journal/sqlite.ts';
import { ensureClient } from '../../server/launch/client.mjs';
import { lessonCatalogue } from '../../server/lessons.ts';
import { type TestClock, testClock } from '../server/support/app.ts';
import { launchBrowser } from '../support/browser.ts';
import { copyPages } from '../support/stage/built-pages.ts';
import { evidenceTexts } from './evidence.ts';
import { expectTheOutage } from './outage-evidence.ts';
import {
  barriers,
  everybodyActs,
  keepPicture,
  LAPTOP,
  openWindow,
  PHONE,
  PROJECTOR,
  pressNext,
  sideways,
  type Window,
} from './support.ts';

const NAMES = ['Ana', 'Ben', 'Chidi'];
/** ms of class time into a run when the server is down: it fails at 30 s and comes back at 80 s. */
const INTO_THE_OUTAGE = 35_000;
const FURTHER_INTO_IT = 10_000;
const TO_THE_END = 50_000;
/** So much slower class time passes while the outage is looked at: a busy machine takes long to draw it. */
const REST = 0.1;
/** Of both runs, on every page that says so. */
const FINISHED = ['0 of 14 finished', '14 of 14 finished'];

let folder: string;
let pages: string;
let game: App;
let clock: TestClock;
let browser: Browser;
let url: string;
let desk: Window;
let board: Window;
let students: readonly Window[] = [];

beforeAll(async () => {
  await ensureClient();
  pages = copyPages();
  folder = mkdtempSync(join(tmpdir(), 'lesson-'));
  clock = testClock();
  game = await startApp({
    settings: {
      port: 0,
      host: '127.0.0.1',
      folder,
      publicUrl: null,
      isTrusted: () => false,
      keepDays: 30,
      teacherPassword: null,
    },
    pages,
    journal: openSqliteJournal(folder),
    catalogue: classCatalogue(),
    lessons: lessonCatalogue(),
    now: clock.now,
    uptime: clock.now,
    longestStep: Number.POSITIVE_INFINITY,
    wallClock: () => Date.now(),
    report: (sentence) => {
      // A machine with much else to do may be late with a class; that is no fault of the lesson's.
      if (!sentence.includes('is too much for this server')) throw new Error(sentence);
    },
  });
  url = `http://127.0.0.1:${game.port}`;
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await game.close();
  for (const each of [folder, pages]) rmSync(each, { recursive: true, force: true });
});

/** Everybody's page shows the phase. */
async function allIn(phase: string): Promise<void> {
  await desk.page.waitForSelector(`.desk[data-phase="${phase}"]`, { timeout: 60_000 });
  await board.page.waitForSelector(`.board[data-phase="${phase}"]`);
  for (const { page } of students) await page.waitForSelector(`.class[data-phase="${phase}"] main > *`);
}

/** As soon as the desk says so; a busy machine may take its time. */
const soon = { timeout: 20_000 };

const next = (): Promise<void> => pressNext(desk.page);

/** Pictures for people, and no serious barrier on any of the three pages. */
async function look(name: string): Promise<void> {
  const [ana] = students as [Window, ...Window[]];
  await keepPicture(ana.page, `lesson-${name}-student`);
  await keepPicture(desk.page, `lesson-${name}-desk`, false);
  await keepPicture(board.page, `lesson-${name}-board`, false);
  for (const { page } of [ana, desk, board]) {
    expect(await barriers(page)).toEqual([]);
    expect(await sideways(page)).toBeLessThanOrEqual(0);
  }
}

/** Taps the first thing that a student's machine can do now. A seed has nothing to ask for. */
async function tapSomething(page: Page): Promise<void> {
  if ((await page.textContent('.top h1')) === 'Seed') return;
  await page.locator('.verb[aria-disabled="false"]').first().click();
}

const workDone = (): Promise<string | null> =>
  board.page.locator('.meters div', { hasText: 'Work done' }).locator('dd').textContent();

async function finishedOn(page: Window['page']): Promise<readonly string[]> {
  const sentences = await page.locator('.run-summary .finished b').allTextContents();
  return sentences.map((sentence) => sentence.trim());
}

/** What a student is told while the server is down: its own student why, each other one what a client can know. */
async function down(page: Page): Promise<RegExp> {
  return (await page.textContent('.top h1')) === 'Server'
    ? /^Your server is DOWN: nobody gets an answer\. .* Why: it has crashed\.$/
    : /^Server is DOWN or cut off: no answer for \d+ seconds\. Your (request is|\d+ requests are) waiting\.\s*$/;
}

describe('a lesson with an instructor, three students and a board', () => {
  it('is started from the list of what there is to play', async () => {
    desk = await openWindow(browser, { size: LAPTOP });
    await desk.page.goto(`${url}/teach`);
    await desk.page.click('button[aria-label="Start the class: Release day"]');
    await desk.page.waitForSelector('.invitation .code');
    expect(await desk.page.textContent('.invitation .code')).toMatch(/^[A-Z0-9]{6}$/);
  });

  it('is joined with the code, and the board and the desk count who is there', async () => {
    const code = (await desk.page.textContent('.invitation .code')) ?? '';
    board = await openWindow(browser, { size: PROJECTOR, calm: true });
    await board.page.goto(`${url}/board/${code}`);
    students = await Promise.all(NAMES.map(() => openWindow(browser, { size: PHONE })));
    for (const [index, { page }] of students.entries()) {
      await page.goto(url);
      await page.fill('#code', code);
      await page.keyboard.press('Enter');
      await page.fill('#name', NAMES[index] ?? '');
      await page.keyboard.press('Enter');
      await page.waitForSelector('.lobby');
    }
    await expect.poll(() => desk.page.locator('.counts dd').allTextContents(), soon).toEqual(['3', '3', '0']);
    await expect.poll(() => desk.page.locator('.roster .name b').allTextContents(), soon).toEqual(NAMES);
    await allIn('lobby');
    await look('1-lobby');
  });

  it('tells everybody the job and their role', async () => {
    await next();
    await allIn('brief');
    for (const { page } of students) expect(await page.textContent('.role h2')).toMatch(/Client|Server/);
    await look('2-brief');
  });

  it('takes everybody’s prediction and locks it', async () => {
    await next();
    await allIn('predict');
    await look('3-predict');
    for (const { page } of students) {
      await page.locator('.choice[data-value="peer-to-peer"] input').check();
      await page.locator('.choice[data-value="2"] input').check();
      await page.click('text=Lock it in');
      await page.waitForSelector('.predict.locked');
    }
    await expect.poll(() => desk.page.locator('.counts dd').allTextContents(), soon).toEqual(['3', '3', '3']);
  });

  it('is played as a client-server network: the server fails, and every page says so', async () => {
    await next();
    await allIn('play');
    await everybodyActs(
      desk.page,
      students.map(({ page }) => page),
    );
    clock.skip(INTO_THE_OUTAGE);
    clock.rate(REST);
    const serverDown = /^Server down: (one request waits|\d+ requests wait)$/;
    await expect.poll(() => board.page.textContent('.banner'), soon).toMatch(serverDown);
    await expect.poll(() => desk.page.textContent('.news .headline'), soon).toMatch(serverDown);
    const why = /Why: Crash the server, over in 0:\d\d\. The server goes down: it forgets the requests that wait there/;
    await expect.poll(() => desk.page.textContent('.news'), soon).toMatch(why);
    for (const { page } of students)
      await expect.poll(() => page.textContent('.status'), soon).toMatch(await down(page));
    await look('4-play-client-server');
    const before = await workDone();
    clock.skip(FURTHER_INTO_IT);
    await expect.poll(() => desk.page.textContent('.news'), soon).toMatch(/over in 0:[0123]\d/);
    expect(await workDone(), 'everybody waits').toBe(before);
    clock.rate(1);
    clock.skip(TO_THE_END);
    await allIn('reveal');
  });

  it('shows what happened', async () => {
    for (const { page } of students) await page.waitForSelector('.run-summary .finished');
    await desk.page.waitForSelector('.timeline .progress');
    await look('5-reveal');
  });

  it('is played again as a peer-to-peer network, which goes on and finishes', async () => {
    await next();
    await allIn('brief');
    for (const { page } of students) expect(await page.textContent('.role h2')).toMatch(/Peer|Seed/);
    await next();
    await allIn('play');
    for (const { page } of students) await tapSomething(page);
    clock.skip(INTO_THE_OUTAGE);
    clock.rate(REST);
    const goesOn = 'The original is down: the others go on';
    await expect.poll(() => board.page.textContent('.banner'), soon).toBe(goesOn);
    await expect.poll(() => desk.page.textContent('.news .headline'), soon).toBe(goesOn);
    await look('6-play-peer-to-peer');
    clock.rate(1);
    clock.skip(FURTHER_INTO_IT + TO_THE_END);
    await allIn('compare');
    expect(await finishedOn(desk.page)).toEqual(FINISHED);
  });

  it('puts the evidence side by side, each number with the events that it was counted from', async () => {
    await desk.page.waitForSelector('.evidence tbody .value');
    await expect.poll(() => desk.page.locator('.evidence .trace summary').count(), soon).toBeGreaterThan(5);
    expectTheOutage(await evidenceTexts(desk.page));
    for (const { page } of students) {
      await page.locator('.vote .choice[data-value="peer-to-peer"] input').click();
      await page.waitForSelector('.vote .said:not(:empty)');
    }
    await expect.poll(() => desk.page.locator('.counts dd').last().textContent(), soon).toBe('3');
    await look('7-compare');
    await keepPicture(desk.page, 'lesson-7-compare-desk-whole');
  });

  it('ends with several kinds of good, and results to keep', async () => {
    await next();
    await allIn('end');
    await desk.page.waitForSelector('.podium li');
    expect(await finishedOn(board.page)).toEqual(FINISHED);
    await look('8-end');
    const download = desk.page.waitForEvent('download');
    await desk.page.click('text=Spreadsheet (CSV)');
    expect((await download).suggestedFilename()).toMatch(/^hub-and-mesh-[A-Z0-9]{6}\.csv$/);
  });

  it('gave no page anything to complain about', () => {
    expect([desk, board, ...students].flatMap(({ complaints }) => complaints)).toEqual([]);
  });
});
