import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ensureClient } from '../../server/launch/client.mjs';
import { launchBrowser } from '../support/browser.ts';
import { cutTexts } from '../support/cut-texts.ts';
import { copyPages, openStage, type Stage } from '../support/stage/class.ts';
import { FREE_NAMES, LESSONS } from '../support/stage/offers.ts';
import { SCENES, type SceneName } from '../support/stage/scenes.ts';
import { barriers, keepPicture, openWindow, SMALLEST, sideways, type Window } from './support.ts';

const CODE = SCENES.lobby.view.code;
const KEPT_SEAT = { [`hub-and-mesh.seat.${CODE}`]: { code: CODE, seat: 'seat-0', token: 'staged', name: 'Ana' } };
const KEPT_DESK = { [`hub-and-mesh.desk.${CODE}`]: { code: CODE, key: 'staged', title: 'Release day' } };
const NAMES = Object.keys(SCENES) as readonly SceneName[];
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

/** Large letters are asked for in two ways: of the browser, or of the page itself, as its tools and extensions do. */
describe.each(['the browser', 'the page'])('With text twice as large by %s on the narrowest phone', (by) => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser(by === 'the browser' ? ['--blink-settings=defaultFontSize=32'] : []);
  });
  afterAll(() => browser.close());

  async function open(path: string, ready: string, kept = {}): Promise<Page> {
    window = await openWindow(browser, { size: SMALLEST, kept });
    const { page } = window;
    await page.goto(stage.url + path);
    await page.waitForSelector(ready);
    if (by === 'the page') await page.addStyleTag({ content: TWICE });
    await page.waitForFunction(() => document.fonts.status === 'loaded');
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe('34px');
    return page;
  }

  async function expectWhole(page: Page, name: string): Promise<void> {
    await keepPicture(page, `large-${name}`);
    expect(await page.evaluate(cutTexts)).toEqual([]);
    expect(await sideways(page)).toBeLessThanOrEqual(0);
    expect(window.complaints).toEqual([]);
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

  it.each(NAMES)('nothing is cut off on a student’s page in scene %s', async (name) => {
    stage.show(SCENES[name]);
    const page = await open(`/j/${CODE}`, `.class[data-phase="${SCENES[name].view.phase}"] main > *`, KEPT_SEAT);
    await expectWhole(page, `student-${name}`);
    const header = await page.locator('.top').boundingBox();
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    const kept = await page.locator('.top').evaluate((top) => top.getBoundingClientRect().bottom);
    expect(kept).toBeLessThan(Math.max(header?.height ?? 0, SMALLEST.height / 3) + 1);
    expect(kept).toBeLessThan(SMALLEST.height / 3);
  });

  it.each(['lobby', 'predict', 'play-client', 'reveal', 'end'] as const)(
    'the desk keeps to its width in scene %s',
    async (name) => {
      stage.show(SCENES[name]);
      const page = await open(`/teach#${CODE}`, `.desk[data-phase="${SCENES[name].view.phase}"] main > *`, KEPT_DESK);
      await keepPicture(page, `large-desk-${name}`);
      expect(await sideways(page)).toBeLessThanOrEqual(0);
    },
  );
});

it.each(['lobby', 'predict', 'play-client', 'reveal', 'end'] as const)(
  'On the narrowest phone the board keeps to its width in scene %s',
  async (name) => {
    const browser = await launchBrowser(['--blink-settings=defaultFontSize=32']);
    stage.show(SCENES[name]);
    window = await openWindow(browser, { size: SMALLEST });
    await window.page.goto(`${stage.url}/board/${CODE}`);
    await window.page.waitForSelector(`.board[data-phase="${SCENES[name].view.phase}"] main > *`);
    await keepPicture(window.page, `large-board-${name}`);
    expect(await sideways(window.page)).toBeLessThanOrEqual(0);
    await browser.close();
  },
);
