import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type BoardPage, serveBoard } from '../support/board/serve.ts';
import { launchBrowser } from '../support/browser.ts';
import { drawn, look, play, STAR, type Staged } from './board-stage.ts';
import { keepPicture, openWindow, type Window } from './support.ts';

/** Small, so that a software's WebGL keeps up. */
const SMALL = { width: 700, height: 400 };

let browser: Browser;
let board: BoardPage;
let window: Window;
let page: Page;

beforeAll(async () => {
  board = await serveBoard();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await board.close();
});
beforeEach(async () => {
  window = await openWindow(browser, { size: SMALL, dark: true });
  ({ page } = window);
});
afterEach(() => window.context.close());

async function open(): Promise<void> {
  await page.goto(board.url);
  await page.waitForFunction(() => 'stage' in globalThis);
  await play(page, STAR, 2);
}

const drawnWith = (renderer: 'canvas' | 'webgl') =>
  page.waitForFunction((wanted) => {
    const canvas = document.querySelector<HTMLCanvasElement>('.canvas canvas');
    return canvas !== null && (canvas.getContext('2d') === null) === (wanted === 'webgl');
  }, renderer);

async function goesOn(): Promise<void> {
  expect(await page.locator('.canvas canvas').count()).toBe(1);
  const before = await look(page);
  await page.evaluate(() => (globalThis as Staged).stage.playTo(4));
  expect((await look(page)) === before).toBe(false);
}

describe('A graphics card that is taken away', () => {
  beforeEach(async () => {
    // Keeps from the page that there is no card here, and how slow a software is in its place.
    await page.addInitScript(() => {
      const known = WebGLRenderingContext.prototype.getParameter;
      WebGLRenderingContext.prototype.getParameter = function (this: WebGLRenderingContext, name: number) {
        const UNMASKED_RENDERER = 0x9246;
        return name === UNMASKED_RENDERER ? 'a card like any other' : known.call(this, name);
      };
      let now = 0;
      performance.now = () => {
        now += 0.1;
        return now;
      };
    });
    await open();
    await drawnWith('webgl');
  });

  it('leaves the picture to the Canvas, and the next one may have it again', async () => {
    await page.evaluate(() => {
      const gl = document.querySelector<HTMLCanvasElement>('.canvas canvas')?.getContext('webgl');
      gl?.getExtension('WEBGL_lose_context')?.loseContext();
    });
    await drawnWith('canvas');
    await goesOn();
    expect(await page.locator('.no-picture').count()).toBe(0);
    await page.evaluate(() => (globalThis as Staged).stage.phase('reveal', 11));
    await page.locator('.canvas canvas').waitFor({ state: 'detached' });
    await play(page, { ...STAR, runId: 'second' }, 2);
    await drawnWith('webgl');
    expect(window.complaints).toEqual([]);
  });
});

describe('A picture that breaks', () => {
  /** From now on so many pictures can't be drawn. */
  const breakNext = (times: number) =>
    page.evaluate((left) => {
      const draw = CanvasRenderingContext2D.prototype.drawImage as (...all: unknown[]) => void;
      let broken = left;
      CanvasRenderingContext2D.prototype.drawImage = function (...all: unknown[]) {
        if (broken-- > 0) throw new Error('nothing to draw with');
        draw.apply(this, all);
      };
    }, times);

  it('is begun anew, and goes on', async () => {
    await open();
    await breakNext(1);
    await expect.poll(() => window.complaints).toEqual(['nothing to draw with']);
    await page.waitForSelector('.canvas canvas');
    await drawn(page);
    await goesOn();
  });

  it('again and again is given up, and words say so', async () => {
    await open();
    await breakNext(Number.MAX_SAFE_INTEGER);
    await page.locator('.no-picture', { hasText: 'The picture can’t be shown here' }).waitFor();
    await page.locator('.canvas canvas').waitFor({ state: 'detached' });
    await keepPicture(page, 'board-picture-broken');
    expect(window.complaints).toEqual(Array.from({ length: 3 }, () => 'nothing to draw with'));
  });

  it('because what was painted is lost is painted again', async () => {
    await page.addInitScript(() => {
      const create = document.createElement.bind(document);
      const made: HTMLCanvasElement[] = [];
      Object.assign(globalThis, { made });
      document.createElement = ((name: string) => {
        const element = create(name);
        if (element instanceof HTMLCanvasElement) made.push(element);
        return element;
      }) as typeof document.createElement;
    });
    await open();
    const before = await look(page);
    await page.evaluate(() => {
      const { made } = globalThis as typeof globalThis & { readonly made: readonly HTMLCanvasElement[] };
      for (const canvas of made.filter((each) => !each.isConnected)) {
        canvas.getContext('2d')?.reset();
        for (const told of ['contextlost', 'contextrestored']) canvas.dispatchEvent(new Event(told));
      }
    });
    await expect.poll(async () => (await look(page)) === before, { timeout: 60_000 }).toBe(true);
    expect(window.complaints).toEqual([]);
  });
});
