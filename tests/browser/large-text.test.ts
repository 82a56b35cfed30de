import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ensureClient } from '../../server/launch/client.mjs';
import { launchBrowser } from '../support/browser.ts';
import { cutTexts } from '../support/cut-texts.ts';
import { copyPages } from '../support/stage/built-pages.ts';
import { openStage, type Stage } from '../support/stage/class.ts';
import { FREE_NAMES, LESSONS } from '../support/stage/offers.ts';
import { SCENES, type SceneName } from '../support/stage/scenes.ts';
import { barriers, keepPicture, openWindow, SMALLEST, sideways, type Window } from './support.ts';

const CODE = SCENES.lobby.view.code;
const KEPT_SEAT = { [`hub-and-mesh.seat.${CODE}`]: { code: CODE, seat: 'seat-0', token: 'staged', name: 'Ana' } };
const KEPT_DESK = { [`hub-and-mesh.desk.${CODE}`]: { code: CODE, key: 'staged', title: 'Release day' } };
const NAMES = Object.keys(SCENES) as readonly SceneName[];
const SHARED = ['lobby', 'predict', 'play-client', 'reveal', 'end'] as const;
/** Twice what browsers begin with. */
const TWICE = 'html { font-size: 212.5% !important; }';

let stage: Stage;
let window: Window;

beforeAll(async () => {
  await ensureClient();
  stage = await openStage({ pages: copyPages(), scene: SCENES.lobby, lessons: LESSONS, names: FREE_NAMES });
});
afterAll(() => stage.close());
afterEach(() => window.context.close());

/** What a browser starts with whose owner has set letters twice as large. */
const LARGE = ['--blink-settings=defaultFontSize=32'];

async function expectWhole(page: Page, name: string): Promise<void> {
  await page.waitForFunction(() => document.fonts.status === 'loaded');
  await keepPicture(page, `large-${name}`);
  expect(await page.evaluate(cutTexts)).toEqual([]);
  expect(await sideways(page)).toBeLessThanOrEqual(0);
  expect(window.complaints).toEqual([]);
}
const sizeOf = (page: Page): Promise<string> =>
  page.evaluate(() => getComputedStyle(document.documentElement).fontSize);

/** Large letters are asked for in two ways: of the browser, or of the page itself, as its tools and extensions do. */
describe.each([
  ['the browser', NAMES, SHARED],
  ['the page', ['lobby', 'predict', 'play-peer', 'compare'], ['play-client']],
] as const)('With text twice as large by %s on the narrowest phone', (by, students, desks) => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser(by === 'the browser' ? LARGE : []);
  });
  afterAll(() => browser.close());

  async function open(path: string, ready: string, kept = {}): Promise<Page> {
    window = await openWindow(browser, { size: SMALLEST, kept });
    const { page } = window;
    await page.goto(stage.url + path);
    await page.waitForSelector(ready);
    if (by === 'the page') await page.addStyleTag({ content: TWICE });
    expect(await sizeOf(page)).toBe('34px');
    return page;
  }

  it('nothing is cut off where a student joins', async () => {
    const page = await open('/', '#code');
    await page.fill('#code', 'WWWWWW');
    await expectWhole(page, 'join');
    await page.fill('#code', CODE);
    await page.keyboard.press('Enter');
    await page.waitForSelector('#name');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.said:not(:empty)');
    await expectWhole(page, 'join-name');
    expect(await barriers(page)).toEqual([]);
  });

  it.each(students)('nothing is cut off on a student’s page in scene %s', async (name) => {
    stage.show(SCENES[name]);
    const page = await open(`/j/${CODE}`, `.class[data-phase="${SCENES[name].view.phase}"] main > *`, KEPT_SEAT);
    await expectWhole(page, `student-${name}`);
    const header = await page.locator('.top').boundingBox();
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    const kept = await page.locator('.top').evaluate((top) => top.getBoundingClientRect().bottom);
    expect(kept).toBeLessThan(Math.max(header?.height ?? 0, SMALLEST.height / 3) + 1);
    expect(kept).toBeLessThan(SMALLEST.height / 3);
  });

  it('nothing is cut off where a teacher starts', async () => {
    await expectWhole(await open('/teach', '.start button', KEPT_DESK), 'start');
  });

  it.each(desks)('nothing is cut off on the desk in scene %s', async (name) => {
    stage.show(SCENES[name]);
    const page = await open(`/teach#${CODE}`, `.desk[data-phase="${SCENES[name].view.phase}"] main > *`, KEPT_DESK);
    await expectWhole(page, `desk-${name}`);
  });
});

describe('With text twice as large on the narrowest phone', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser(LARGE);
  });
  afterAll(() => browser.close());

  it.each(SHARED)('nothing is cut off on the board in scene %s', async (name) => {
    stage.show(SCENES[name]);
    window = await openWindow(browser, { size: SMALLEST });
    const { page } = window;
    await page.goto(`${stage.url}/board/${CODE}`);
    await page.waitForSelector(`.board[data-phase="${SCENES[name].view.phase}"] main > *`);
    expect(await sizeOf(page)).toBe('24px');
    await expectWhole(page, `board-${name}`);
  });
});
