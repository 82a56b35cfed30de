import type { RequestHandler } from 'express';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ensureClient } from '../../server/launch/client.mjs';
import { streamOf } from '../support/board/stream.ts';
import { launchBrowser } from '../support/browser.ts';
import { copyPages, openStage, type Scene, type Stage } from '../support/stage/class.ts';
import { FREE_NAMES, LESSONS } from '../support/stage/offers.ts';
import { SCENES } from '../support/stage/scenes.ts';
import { upgrade } from '../support/upgrade.ts';
import { keepPicture, openWindow, PHONE, PROJECTOR, type Window } from './support.ts';

const CODE = SCENES.lobby.view.code;
const network = streamOf({ layout: 'star', nodes: 12, bots: 2 });
const PLAY: Scene = { ...SCENES['play-client'], network: network.scene, frame: network.frames(0, 1).at(-1) as never };
const KEPT = {
  [`hub-and-mesh.seat.${CODE}`]: { code: CODE, seat: 'seat-0', token: 'staged', name: 'Ana' },
  [`hub-and-mesh.desk.${CODE}`]: { code: CODE, key: 'staged', title: 'Release day' },
};

let browser: Browser;
let pages: string;
let stage: Stage;
let window: Window;
let page: Page;

beforeAll(async () => {
  await ensureClient();
  pages = copyPages();
  stage = await openStage({ pages, scene: SCENES.lobby, lessons: LESSONS, names: FREE_NAMES });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await stage.close();
});
beforeEach(() => {
  stage.show(SCENES.lobby);
  stage.refuse(undefined);
  stage.serve(undefined);
  stage.commands.length = 0;
});
afterEach(() => window.context.close());

async function open(path: string, size: { width: number; height: number }, kept = {}): Promise<void> {
  window = await openWindow(browser, { size, kept });
  ({ page } = window);
  await page.goto(stage.url + path);
}
async function openBoard(): Promise<void> {
  await open(`/board/${CODE}`, PROJECTOR);
  await page.waitForSelector('.board[data-phase="lobby"]');
}

interface Withheld {
  /** How often it was asked for. */
  count: number;
  /** From now on it is given out. */
  give(): void;
}

/** From now on, answers in this way what is asked for with such a path: so often, or until it is given out. */
function withhold(path: RegExp, times: number, answer: RequestHandler): Withheld {
  const withheld = { count: 0, give: () => stage.serve(undefined) };
  stage.serve((request, response, next) => {
    if (!path.test(request.path) || withheld.count++ >= times) next();
    else answer(request, response, next);
  });
  return withheld;
}
/** What draws the board, and what draws it and a student's picture. */
const [PICTURE, STAGE] = [/assets\/picture-(?!place)/, /assets\/stage-/];
/** As a proxy answers while the server behind it starts. */
const unavailable: RequestHandler = (_, response) => void response.sendStatus(503);
/** Ends the connection without an answer, as a network does that drops it. Browsers ask again by themselves a few times. */
const cut: RequestHandler = (request) => void request.socket.destroy();
const notFound: RequestHandler = (_, response) => void response.sendStatus(404);
const unreadable: RequestHandler = (_, response) =>
  void response.type('text/javascript').send('a browser of another time');
const FOR_EVER = Number.POSITIVE_INFINITY;

describe('The board’s picture', () => {
  it.each([
    ['can’t be had three times', 3, unavailable],
    ['is not found twice, with no newer page', 2, notFound],
  ])('comes all the same when its script %s', async (_, times, answer) => {
    await openBoard();
    const asked = withhold(PICTURE, times, answer);
    stage.show(PLAY);
    await page.waitForSelector('.canvas canvas', { timeout: 90_000 });
    expect(await page.locator('.no-picture').count()).toBe(0);
    await page.locator('.late-line p').waitFor({ state: 'detached' });
    expect(asked.count).toBeGreaterThan(times);
  });

  it.each([
    ['its script comes', PICTURE],
    ['what its script needs comes', STAGE],
  ])('is missed in words until %s', async (_, path) => {
    await openBoard();
    const withheld = withhold(path, FOR_EVER, cut);
    stage.show(PLAY);
    await page.locator('.no-picture', { hasText: 'Trying again' }).waitFor();
    await keepPicture(page, 'board-picture-late');
    withheld.give();
    await page.waitForSelector('.canvas canvas');
    await page.locator('.no-picture').waitFor({ state: 'detached' });
  });

  it('is replaced by words as long as it does not come, and all else goes on', async () => {
    await openBoard();
    const asked = withhold(PICTURE, FOR_EVER, notFound);
    stage.show(PLAY);
    await page.locator('.no-picture', { hasText: 'Trying again' }).waitFor();
    await expect.poll(() => asked.count, { timeout: 20_000 }).toBeGreaterThan(3);
    stage.show({ ...PLAY, view: { ...PLAY.view, clock: { ...PLAY.view.clock, at: 0, endsAt: 48_000, paused: true } } });
    await page.waitForSelector('.head .paused');
    stage.show(SCENES.reveal);
    await page.waitForSelector('.board[data-phase="reveal"]');
  });

  it('is given up in words when its script can’t be read here, after one new start of the page', async () => {
    const loads = loadsOf(`/board/${CODE}`);
    withhold(PICTURE, FOR_EVER, unreadable);
    await open(`/board/${CODE}`, PROJECTOR);
    loads.watch();
    stage.show(PLAY);
    await page.locator('.no-picture', { hasText: 'The picture can’t be shown here' }).waitFor();
    await keepPicture(page, 'board-picture-none');
    expect(loads.count()).toBe(1);
  });
});

/** Counts how often a page begins, from `watch` on. */
function loadsOf(path: string) {
  let count = 0;
  return {
    count: () => count,
    watch: () =>
      page.on('request', (request) => {
        if (request.isNavigationRequest() && new URL(request.url()).pathname === path) count++;
      }),
  };
}

describe('After the server got newer pages', () => {
  it('an open board begins anew, once, and shows its picture', async () => {
    await openBoard();
    const loads = loadsOf(`/board/${CODE}`);
    loads.watch();
    upgrade(pages);
    stage.show(PLAY);
    await page.waitForSelector('.canvas canvas');
    expect(loads.count()).toBe(1);
    stage.show(SCENES.lobby);
    await page.waitForSelector('.board[data-phase="lobby"]');
    stage.show(PLAY);
    await page.waitForSelector('.canvas canvas');
    expect(loads.count()).toBe(1);
  });

  it('a board that a proxy gives the old page again does not begin for ever: it says what is missing', async () => {
    await openBoard();
    const loads = loadsOf(`/board/${CODE}`);
    loads.watch();
    let asked = 0;
    stage.serve((request, response, next) => {
      if (PICTURE.test(request.path)) {
        asked++;
        response.sendStatus(404);
      } else if (request.path === `/board/${CODE}` && request.headers['sec-fetch-mode'] !== 'navigate') {
        response.send('<script type="module" src="/assets/board-newer.js"></script>');
      } else next();
    });
    stage.show(PLAY);
    await expect.poll(() => asked, { timeout: 60_000 }).toBeGreaterThan(4);
    await page.locator('.no-picture', { hasText: 'Trying again' }).waitFor();
    expect(loads.count()).toBe(1);
  });

  it('a student’s page begins anew, keeps the seat, and goes on', async () => {
    await open(`/j/${CODE}`, PHONE, KEPT);
    await page.waitForSelector('.lobby');
    upgrade(pages);
    stage.show(SCENES['play-client']);
    await page.waitForSelector('.play .verb');
    await page.waitForSelector('.picture canvas');
    stage.show(SCENES.reveal);
    await page.waitForSelector('.reveal .run-summary');
  });

  it('a board of another version than its server begins anew once, also where the browser forbids storage', async () => {
    window = await openWindow(browser, { size: PROJECTOR });
    ({ page } = window);
    await page.addInitScript(() => {
      const get = (): never => {
        throw new DOMException('forbidden', 'SecurityError');
      };
      Object.defineProperty(globalThis, 'sessionStorage', { get });
    });
    const loads = loadsOf(`/board/${CODE}`);
    loads.watch();
    stage.show({ ...SCENES.lobby, version: 1 });
    await page.goto(`${stage.url}/board/${CODE}`);
    await expect.poll(loads.count).toBe(2);
    await page.waitForSelector('.board[data-phase="lobby"]');
    expect(loads.count()).toBe(2);
  });

  it('the desk does so, too, with its key, also where the browser forbids storage', async () => {
    window = await openWindow(browser, { size: PROJECTOR });
    ({ page } = window);
    await page.addInitScript(() => {
      const get = (): never => {
        throw new DOMException('forbidden', 'SecurityError');
      };
      Object.defineProperty(globalThis, 'localStorage', { get });
    });
    await page.goto(`${stage.url}/teach`);
    await page.waitForSelector('.offers-list');
    const loads = loadsOf('/teach');
    loads.watch();
    upgrade(pages);
    stage.show(PLAY);
    await page.click('button[aria-label^="Start the class"]');
    await page.waitForSelector('.desk[data-phase="play"] .stresses');
    await page.frameLocator('.small-board iframe').locator('canvas').waitFor();
    expect(loads.count()).toBe(1);
  });
});

describe('A student', () => {
  it.each([
    ['the page of the class', /assets\/class-/],
    ['the live connection', /assets\/socket-/],
  ])('gets in although %s can’t be had twice', async (_, path) => {
    const asked = withhold(path, 2, unavailable);
    await open('/', PHONE);
    await page.fill('#code', CODE);
    await page.keyboard.press('Enter');
    await page.fill('#name', 'Ana');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.lobby');
    expect(asked.count).toBeGreaterThan(2);
    await expect.poll(() => page.locator('.late-line p').count()).toBe(0);
  });

  it('can go on with the forms to join although parts of them are late, and has those as soon as they come', async () => {
    const withheld = withhold(/assets\/(read|taken)-/, FOR_EVER, notFound);
    await open('/', PHONE);
    await page.locator('.late-line p').waitFor();
    await page.fill('#code', 'hello');
    await page.keyboard.press('Enter');
    await page.locator('.said', { hasText: 'That is no class code.' }).waitFor();
    await page.fill('#code', CODE);
    await page.keyboard.press('Enter');
    stage.refuse({ code: 'name-taken', said: { key: 'refusal.name-taken', args: { name: 'Ana', offer: 'Ana 2' } } });
    await page.fill('#name', 'Ana');
    await page.keyboard.press('Enter');
    await page.locator('.said', { hasText: 'Ana' }).waitFor();
    await keepPicture(page, 'student-form-late');
    withheld.give();
    await page.waitForSelector('form.taken');
    expect(await page.textContent('.said')).toBe('');
  });

  it('whose page has another address by now does not begin anew for a part that no version has', async () => {
    const asked = withhold(/assets\/after-/, 3, notFound);
    await open('/', PHONE);
    const loads = loadsOf(`/j/${CODE}`);
    loads.watch();
    await page.fill('#code', CODE);
    await page.keyboard.press('Enter');
    await page.fill('#name', 'Ana');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.lobby');
    stage.show(SCENES.reveal);
    await page.waitForSelector('.reveal .run-summary');
    expect(asked.count).toBeGreaterThan(3);
    expect(loads.count()).toBe(0);
  });

  it('reads that a part is missing while it is, and can reload', async () => {
    const withheld = withhold(/assets\/class-/, FOR_EVER, cut);
    await open(`/j/${CODE}`, PHONE, KEPT);
    await page.locator('.late-line', { hasText: 'Part of this page has not loaded. Trying again' }).waitFor();
    await keepPicture(page, 'student-part-late');
    const loads = loadsOf(`/j/${CODE}`);
    loads.watch();
    await page.click('text=Reload now');
    await expect.poll(loads.count).toBe(1);
    withheld.give();
    await page.waitForSelector('.lobby');
  });

  it('plays without the picture and the words of the service where they don’t come', async () => {
    withhold(/assets\/(neighbourhood|words)-/, FOR_EVER, cut);
    stage.show(SCENES['play-client']);
    await open(`/j/${CODE}`, PHONE, KEPT);
    await page.locator('.no-picture', { hasText: 'Trying again' }).waitFor();
    await keepPicture(page, 'student-picture-late');
    await page.click('text=Retry piece 9');
    await expect.poll(() => stage.commands).toMatchObject([{ type: 'act', action: { type: 'retry' } }]);
    stage.serve(undefined);
    await page.waitForSelector('.picture canvas', { timeout: 60_000 });
    await page.locator('.late-line p').waitFor({ state: 'detached' });
  });

  it('reads that a part does not work where it can’t be read, after one new start of the page', async () => {
    withhold(/assets\/class-/, FOR_EVER, unreadable);
    await open(`/j/${CODE}`, PHONE, KEPT);
    await page.locator('.late-line', { hasText: 'does not work in this browser' }).waitFor();
    await keepPicture(page, 'student-part-failed');
    expect(
      await page.evaluate(() => performance.getEntriesByType('navigation').map((entry) => entry.toJSON().type)),
    ).toEqual(['reload']);
  });

  it('sees the result although its pages can’t be had three times', async () => {
    withhold(/assets\/after-/, 3, unavailable);
    await open(`/j/${CODE}`, PHONE, KEPT);
    await page.waitForSelector('.lobby');
    stage.show(SCENES.reveal);
    await page.waitForSelector('.reveal .run-summary');
  });
});

describe('The desk', () => {
  it('opens although the words and the live connection can’t be had twice', async () => {
    const asked = withhold(/assets\/(words|socket)-/, 4, unavailable);
    stage.show(PLAY);
    await open(`/teach#${CODE}`, PROJECTOR, KEPT);
    await page.waitForSelector('.desk[data-phase="play"] .stresses');
    await expect.poll(() => page.locator('.late-line p').count(), { timeout: 20_000 }).toBe(0);
    expect(asked.count).toBeGreaterThan(4);
  });
});
