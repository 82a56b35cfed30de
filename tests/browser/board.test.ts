import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { BoardFrame } from '../../shared/protocol/views.ts';
import { type BoardPage, serveBoard } from '../support/board/serve.ts';
import { type StreamPlan, streamOf } from '../support/board/stream.ts';
import { launchBrowser } from '../support/browser.ts';
import { canvasSize, drawn, frameOf, look, play, STAR, type Staged, sendOneMessage } from './board-stage.ts';
import { keepPicture, openWindow, PROJECTOR, type Window } from './support.ts';

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
  await open();
});
afterEach(async () => {
  const { complaints } = window;
  await window.context.close();
  expect(complaints).toEqual([]);
});

async function open(calm = false): Promise<void> {
  window = await openWindow(browser, { size: PROJECTOR, dark: true, calm });
  page = window.page;
  await page.goto(board.url);
  await page.waitForFunction(() => 'stage' in globalThis);
}

/** Opens the window again as somebody has it who wants no motion. */
async function openCalm(): Promise<void> {
  await window.context.close();
  await open(true);
}

describe('In play the board', () => {
  it('draws the network and says in words what happens beside it', async () => {
    await play(page, { ...STAR, crash: [3, 20] }, 6);
    await keepPicture(page, 'board-server-down');
    expect(await page.locator('.head .architecture').textContent()).toContain('Client-server');
    expect(await page.locator('.log li').first().textContent()).toMatch(/0:03.*Server/);
    expect(await page.locator('.meters').textContent()).toContain('61%');
    expect(await page.locator('.canvas').getAttribute('aria-hidden')).toBe('true');
  });

  it('names what happened last first', async () => {
    await play(page, { layout: 'mesh', nodes: 5, items: 2, rate: 3, way: 0.6 }, 8);
    expect(await page.locator('.log li').first().textContent()).toContain('Everybody');
    expect(await page.locator('.log li').count()).toBe(6);
  });

  it('shows a banner for a big moment, and no longer than that', async () => {
    await play(page, STAR, 2);
    await page.evaluate(() => {
      const { stage } = globalThis as Staged;
      stage.phase('play', 11, { banner: { said: { key: 'banner.server-down', args: { waiting: 37 } }, mood: 'bad' } });
    });
    const banner = page.locator('.banner[role=status] p');
    await banner.waitFor();
    expect(await banner.textContent()).toMatch(/server down.*37/i);
    await page.evaluate(() => (globalThis as Staged).stage.phase('play', 11));
    await banner.waitFor({ state: 'detached' });
  });

  it('draws what had happened before the picture was there', async () => {
    await play(page, { ...STAR, crash: [1, 90] }, 4);
    const late = await look(page);
    await page.evaluate(() => {
      const { stage } = globalThis as Staged;
      stage.phase('predict', 11);
      stage.phase('play', 11);
    });
    await page.waitForSelector('.canvas canvas');
    expect((await look(page)) === late).toBe(true);
  });

  it('moves its messages as time goes on, and stands still when time does', async () => {
    await sendOneMessage(page);
    const before = await look(page);
    expect((await look(page)) === before).toBe(true);
    await page.evaluate(() => (globalThis as Staged).stage.wait(400));
    expect((await look(page)) === before).toBe(false);
  });

  it('moves nothing for those who want no motion, and says how many messages are on a link', async () => {
    await openCalm();
    await sendOneMessage(page);
    const before = await look(page);
    await page.evaluate(() => (globalThis as Staged).stage.wait(400));
    expect((await look(page)) === before).toBe(true);
    const another: BoardFrame = { ...frameOf(1), departures: [[2, 2, 0, 0, 1e6, 9e6]] };
    await page.evaluate((frame) => (globalThis as Staged).stage.session.sendFrame(frame), another);
    expect((await look(page)) === before).toBe(false);
  });

  it('takes the size of its window', async () => {
    await play(page, STAR, 2);
    const before = await canvasSize(page);
    await page.setViewportSize({ width: 1_000, height: 700 });
    await page.waitForFunction(
      ([width]) => document.querySelector<HTMLCanvasElement>('.canvas canvas')?.width !== width,
      [before.width],
    );
    const place = await page.locator('.canvas').boundingBox();
    const now = await canvasSize(page);
    expect(now.width).toBe(Math.round(place?.width ?? 0));
    expect(now.height).toBe(Math.round(place?.height ?? 0));
  });

  it('takes its picture off when play is over, and puts a new one on for the next run', async () => {
    await play(page, STAR, 2);
    await page.evaluate(() => (globalThis as Staged).stage.phase('reveal', 11));
    await page.locator('.canvas canvas').waitFor({ state: 'detached' });
    await play(page, { ...STAR, layout: 'mesh', runId: 'second' }, 2);
    expect(await page.locator('.canvas canvas').count()).toBe(1);
    expect(await page.locator('.head .architecture').textContent()).toContain('Peer-to-peer');
  });

  it.each(['before', 'after'])(
    'stays until the cheer is over when the class goes on %s the last frame came',
    async (order) => {
      const swarm: StreamPlan = { layout: 'mesh', nodes: 5, items: 2, rate: 3, way: 0.6 };
      const frames = streamOf(swarm).frames(0, 30);
      const last = frames.findLast(({ finished }) => finished.length > 0);
      await play(page, swarm, 0.5);
      await page.evaluate(
        ([second, first]) => {
          const { stage } = globalThis as Staged;
          if (first) stage.phase('compare', 4);
          stage.playTo(second);
          if (!first) stage.phase('compare', 4);
        },
        [(last?.t ?? 0) / 1e6, order === 'before'] as const,
      );
      await page.locator('.banner p[data-mood=good]').waitFor();
      expect(await page.locator('main.play').count()).toBe(1);
      await page.locator('main.compare').waitFor();
      expect(await page.locator('main.play').count()).toBe(0);
    },
  );
});

describe('The board says that it is not up to date', () => {
  const behind = () => page.locator('.behind[role=status] p');

  it('when no frames come for longer than a second and a half, until they come again', async () => {
    await play(page, STAR, 2);
    await page.evaluate(() => (globalThis as Staged).stage.wait(1_300));
    await drawn(page);
    expect(await behind().count()).toBe(0);
    await page.evaluate(() => (globalThis as Staged).stage.wait(1_900));
    await behind().waitFor();
    expect(await behind().textContent()).toContain('3 s behind');
    await page.evaluate(() => (globalThis as Staged).stage.playTo(5.5));
    await behind().waitFor({ state: 'detached' });
  });

  it('when its connection is lost', async () => {
    await play(page, STAR, 2);
    await page.evaluate(() => {
      (globalThis as Staged).stage.session.link.value = { state: 'away', since: 0, trouble: 'none' };
    });
    await behind().waitFor();
    expect(await behind().textContent()).toContain('lost its connection');
  });

  it('and not when the class is paused', async () => {
    await play(page, STAR, 2);
    await page.evaluate(() => {
      const { stage } = globalThis as Staged;
      stage.phase('play', 11, { clock: { at: 0, endsAt: 60_000, paused: true, revision: 1, pace: 1 } });
      stage.wait(9_000);
    });
    await page.locator('.head .paused').waitFor();
    expect(await behind().count()).toBe(0);
  });
});

it('A renderer that proves too slow here is exchanged for the Canvas, and the picture goes on', async () => {
  // Keeps from the page that there is no graphics card, so that it has to find out by measuring.
  await page.addInitScript(() => {
    const known = WebGLRenderingContext.prototype.getParameter;
    WebGLRenderingContext.prototype.getParameter = function (this: WebGLRenderingContext, name: number) {
      const UNMASKED_RENDERER = 0x9246;
      return name === UNMASKED_RENDERER ? 'a card like any other' : known.call(this, name);
    };
  });
  await page.reload();
  await page.waitForFunction(() => 'stage' in globalThis);
  await play(page, { layout: 'mesh', nodes: 60, rate: 2 }, 4);
  await page.waitForFunction(
    () => document.querySelector<HTMLCanvasElement>('.canvas canvas')?.getContext('2d') !== null,
  );
  expect(await page.locator('.canvas canvas').count()).toBe(1);
  const before = await look(page);
  await page.evaluate(() => (globalThis as Staged).stage.wait(400));
  expect((await look(page)) === before).toBe(false);
});

it('Sound is off until somebody turns it on', async () => {
  const button = page.getByRole('button', { name: 'Sound' });
  await page.evaluate(() => (globalThis as Staged).stage.phase('lobby', 3));
  expect(await button.getAttribute('aria-pressed')).toBe('false');
  await button.press('Enter');
  expect(await button.getAttribute('aria-pressed')).toBe('true');
});
