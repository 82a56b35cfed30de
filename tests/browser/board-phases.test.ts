import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PHASES, type Phase } from '../../shared/protocol/views.ts';
import type { Stage } from '../support/board/main.tsx';
import { type BoardPage, serveBoard } from '../support/board/serve.ts';
import { launchBrowser } from '../support/browser.ts';
import {
  barriers,
  downwards,
  keepPicture,
  LAPTOP,
  openWindow,
  PHONE,
  PROJECTOR,
  sideways,
  type Window,
} from './support.ts';

type Staged = typeof globalThis & { readonly stage: Stage };

let browser: Browser;
let board: BoardPage;

beforeAll(async () => {
  board = await serveBoard();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await board.close();
});

async function show(page: Page, phase: Phase, joined: number): Promise<void> {
  await page.evaluate(
    ([next, count]) => {
      const { stage } = globalThis as Staged;
      stage.begin({ layout: next === 'compare' ? 'mesh' : 'star', nodes: 30, bots: 3, crash: [3, 20] });
      stage.playTo(5);
      stage.phase(next, count);
    },
    [phase, joined] as const,
  );
  await page.locator(`.board[data-phase="${phase}"] main`).waitFor();
  if (phase === 'play') await page.waitForSelector('.canvas canvas');
  // The board asks for it once the lobby stands.
  if (phase === 'lobby') await page.waitForSelector('.how .address');
}

describe.each([
  ['a projector', PROJECTOR],
  ['a laptop', LAPTOP],
] as const)('On %s', (name, size) => {
  let window: Window;
  beforeAll(async () => {
    window = await openWindow(browser, { size, dark: true });
    await window.page.goto(board.url);
    await window.page.waitForFunction(() => 'stage' in globalThis);
  });
  afterAll(() => window.context.close());

  it.each(PHASES)('the board has no serious barrier, scrolls nowhere and cuts no word off in %s', async (phase) => {
    const { page } = window;
    await show(page, phase, 28);
    await keepPicture(page, `board-${phase}-${name.split(' ')[1]}`, false);
    expect(await barriers(page)).toEqual([]);
    expect(await sideways(page)).toBeLessThanOrEqual(0);
    expect(await downwards(page)).toBeLessThanOrEqual(0);
    expect(await cutOff(page)).toEqual([]);
    expect(window.complaints).toEqual([]);
  });
});

describe('For the last row of the room', () => {
  let window: Window;
  beforeAll(async () => {
    window = await openWindow(browser, { size: PROJECTOR, dark: true });
    await window.page.goto(board.url);
    await window.page.waitForFunction(() => 'stage' in globalThis);
  });
  afterAll(() => window.context.close());

  it.each(PHASES)('no text is smaller than 24 pixels in %s', async (phase) => {
    await show(window.page, phase, 28);
    expect(await smallTexts(window.page)).toEqual([]);
  });

  it('the code and the address are at least 120 pixels high in the lobby', async () => {
    await show(window.page, 'lobby', 3);
    const sizes = await window.page.evaluate(() =>
      ['.address', '.class-code'].map((where) =>
        Number.parseFloat(getComputedStyle(document.querySelector(where) as Element).fontSize),
      ),
    );
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(120);
  });

  it.each([0, 1, 12, 30, 48, 49, 300])('a lobby of %i fits', async (joined) => {
    await show(window.page, 'lobby', joined);
    expect(await downwards(window.page)).toBeLessThanOrEqual(0);
    expect(await cutOff(window.page)).toEqual([]);
    expect(await window.page.locator('.crowd li').count()).toBeGreaterThanOrEqual(Math.min(joined, 48));
  });
});

it.each(PHASES)('On a phone the board has no serious barrier and nothing hangs over its side in %s', async (phase) => {
  const window = await openWindow(browser, { size: PHONE, dark: true });
  await window.page.goto(board.url);
  await window.page.waitForFunction(() => 'stage' in globalThis);
  await show(window.page, phase, 28);
  expect(await barriers(window.page)).toEqual([]);
  expect(await sideways(window.page)).toBeLessThanOrEqual(0);
  await window.context.close();
});

it('In a corner of the desk it is the picture alone, without a button', async () => {
  const window = await openWindow(browser, { size: { width: 480, height: 300 }, dark: true });
  await window.page.goto(`${board.url}?small`);
  await window.page.waitForFunction(() => 'stage' in globalThis);
  await show(window.page, 'play', 28);
  const picture = await window.page.locator('.canvas').boundingBox();
  expect(picture).toEqual({ x: 0, y: 0, width: 480, height: 300 });
  expect(await window.page.getByRole('button').count()).toBe(0);
  await window.context.close();
});

/** Elements whose words hang over their own side or over the window's, one line each. The log alone may go on below its end. */
function cutOff(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const own = [...document.querySelectorAll<HTMLElement>('#page *')].filter(
      (element) => !element.closest('.unseen, .log, svg'),
    );
    return own
      .filter((element) => {
        const { right, bottom, left, top } = element.getBoundingClientRect();
        const outside = right > innerWidth + 1 || bottom > innerHeight + 1 || left < -1 || top < -1;
        const clips = getComputedStyle(element).overflow !== 'visible';
        const over = element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1;
        return outside || (clips && over);
      })
      .map((element) => `${element.className || element.tagName}: ${element.textContent?.slice(0, 60)}`);
  });
}

/** Texts that are shown smaller than 24 px, one line each. A drawing's texts are measured as they are shown. */
function smallTexts(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const walker = document.createTreeWalker(document.getElementById('page') as Element, NodeFilter.SHOW_TEXT);
    const small: string[] = [];
    for (let text = walker.nextNode(); text !== null; text = walker.nextNode()) {
      const element = text.parentElement;
      if (element === null || text.textContent?.trim() === '' || element.closest('.unseen') !== null) continue;
      if (element.getClientRects().length === 0) continue;
      const scale = element instanceof SVGGraphicsElement ? (element.getScreenCTM()?.a ?? 1) : 1;
      const size = Number.parseFloat(getComputedStyle(element).fontSize) * scale;
      if (size < 23.9) small.push(`${size.toFixed(1)} px: ${text.textContent}`);
    }
    return small;
  });
}
