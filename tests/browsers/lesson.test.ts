import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { classCatalogue } from '../../server/catalogue.ts';
import { lessonCatalogue } from '../../server/lessons.ts';
import { startTestApp, type TestApp } from '../server/support/app.ts';
import { copyPages } from '../support/stage/built-pages.ts';
import { launchFirefox } from './firefox.ts';
import { launchWebKit } from './webkit.ts';
import { type BrowserWindow, type DrivenBrowser, PATIENCE } from './window.ts';

const PHONE = { width: 390, height: 740 };
const LAPTOP = { width: 1366, height: 768 };
/** Smaller than most: without a graphics card its picture takes all that a computer has. */
const PROJECTOR = { width: 1280, height: 720 };
/** ms of class time into a run when the server is down: it fails at 30 s and comes back at 80 s. */
const INTO_THE_OUTAGE = 35_000;
const TO_THE_END = 60_000;

const soon = { timeout: PATIENCE };

let pages: string;
let game: TestApp;

beforeAll(() => {
  pages = copyPages();
});
afterAll(() => {
  rmSync(pages, { recursive: true, force: true });
});

describe.each([
  ['Firefox', launchFirefox],
  ['WebKit', launchWebKit],
])('A lesson in %s', (_, launch) => {
  let browser: DrivenBrowser;
  let desk: BrowserWindow;
  let board: BrowserWindow;
  let students: readonly BrowserWindow[] = [];

  beforeAll(async () => {
    game = await startTestApp({ catalogue: classCatalogue(), lessons: lessonCatalogue(), pages });
    // However slow the browsers are, a run hardly goes on until it is told to.
    game.clock.rate(0.2);
    browser = await launch();
  });
  afterAll(async () => {
    await browser.close();
    await game.close();
  });

  const text = async (window: BrowserWindow, selector: string) => (await window.texts(selector)).join(' ');
  const shows = (window: BrowserWindow, selector: string) => expect.poll(() => text(window, selector), soon);
  const roles = () => Promise.all(students.map((student) => text(student, '.role h2')));

  /** Takes the desk's next step, says yes where it asks, and waits until everybody's page is there. */
  async function goOnTo(phase: string): Promise<void> {
    await desk.press('.desk[data-settled] button.next');
    await allIn(phase);
  }

  async function allIn(phase: string): Promise<void> {
    for (const page of [desk, board, ...students]) await page.waitFor(`[data-phase="${phase}"] main > *`);
  }

  async function look(step: string): Promise<void> {
    await desk.picture(`${step}-desk`);
    await board.picture(`${step}-board`);
    await students[0]?.picture(`${step}-student`);
  }

  it('is opened, shown, and joined by a code and by a link', async () => {
    desk = await browser.open(LAPTOP);
    await desk.visit(`${game.url}/teach`);
    await desk.press('button[aria-label="Start the class: Release day"]');
    await desk.waitFor('.invitation .code');
    const code = await text(desk, '.invitation .code');
    board = await browser.open(PROJECTOR);
    await board.visit(`${game.url}/board/${code}`);
    students = [await browser.open(PHONE), await browser.open(PHONE)];
    const [ana, ben] = students as [BrowserWindow, BrowserWindow];
    await ana.visit(game.url);
    await ana.type('#code', code);
    await ana.press('button.primary');
    await ben.visit(`${game.url}/j/${code}`);
    for (const [student, who] of [
      [ana, 'Ana'],
      [ben, 'Ben'],
    ] as const) {
      await student.type('#name', who);
      await student.press('button.primary');
      await student.waitFor('.lobby');
    }
    await shows(desk, '.counts dd').toBe('2 2 0');
    await shows(board, '.crowd .name').toBe('Ana Ben');
    await look('1-lobby');
  });

  it('goes on to the brief and takes predictions', async () => {
    await goOnTo('brief');
    expect((await roles()).sort()).toEqual(['Client', 'Server']);
    await goOnTo('predict');
    for (const student of students) {
      await student.press('.choice[data-value="peer-to-peer"]');
      await student.press('.choice[data-value="2"]');
      await student.press('button.primary');
      await student.waitFor('.predict.locked');
    }
    await shows(desk, '.counts dd').toBe('2 2 2');
  });

  it('is played as client-server: who is reloaded is who they were, taps count, and the outage is seen', async () => {
    await goOnTo('play');
    await board.waitFor('.canvas canvas');
    await students[0]?.reload();
    await allIn('play');
    for (const student of students) await student.press('.verb[aria-disabled="false"]');
    game.clock.skip(INTO_THE_OUTAGE);
    await shows(board, '.banner').toMatch(/^Server down: /);
    await shows(desk, '.news .headline').toMatch(/^Server down: /);
    await look('2-outage');
    game.clock.skip(TO_THE_END);
    await allIn('reveal');
    await look('3-reveal');
  });

  it('is played again as peer-to-peer, and compared on its own figures', async () => {
    await goOnTo('brief');
    await goOnTo('play');
    game.clock.skip(INTO_THE_OUTAGE);
    await shows(board, '.banner').toBe('The original is down: the others go on');
    await look('4-peers');
    game.clock.skip(TO_THE_END);
    await allIn('compare');
    await desk.waitFor('.evidence tbody .value');
    expect(await desk.texts('.run-summary .finished b')).toEqual(['0 of 14 finished', '14 of 14 finished']);
    for (const student of students) {
      await student.press('.vote .choice[data-value="peer-to-peer"]');
      await student.waitFor('.vote .said:not(:empty)');
    }
    await look('5-compare');
  });

  it('ends, and gave no page anything to complain about', async () => {
    await goOnTo('end');
    await desk.waitFor('.podium li');
    await look('6-end');
    expect([desk, board, ...students].flatMap((page) => page.complaints())).toEqual([]);
  });
});
