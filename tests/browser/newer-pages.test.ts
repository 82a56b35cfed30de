import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SCENES } from '../support/stage/scenes.ts';
import { upgrade } from '../support/upgrade.ts';
import { onStage } from './on-stage.ts';
import { forbidStorage, openWindow, PHONE, PROJECTOR, type Window } from './support.ts';
import { CODE, KEPT, loadsOf, PICTURE, PLAY } from './withheld.ts';

const on = onStage();

let window: Window;
let page: Page;

beforeEach(() => {
  on.stage.show(SCENES.lobby);
  on.stage.refuse(undefined);
  on.stage.serve(undefined);
  on.stage.commands.length = 0;
});
afterEach(() => window.context.close());

async function open(path: string, size: { width: number; height: number }, kept = {}): Promise<void> {
  window = await openWindow(on.browser, { size, kept });
  ({ page } = window);
  await page.goto(on.stage.url + path);
}
async function openBoard(): Promise<void> {
  await open(`/board/${CODE}`, PROJECTOR);
  await page.waitForSelector('.board[data-phase="lobby"]');
}

describe('After the server got newer pages', () => {
  it('an open board begins anew, once, and shows its picture', async () => {
    await openBoard();
    const loads = loadsOf(page, `/board/${CODE}`);
    upgrade(on.pages);
    on.stage.show(PLAY);
    await page.waitForSelector('.canvas canvas');
    expect(loads.count()).toBe(1);
    on.stage.show(SCENES.lobby);
    await page.waitForSelector('.board[data-phase="lobby"]');
    on.stage.show(PLAY);
    await page.waitForSelector('.canvas canvas');
    expect(loads.count()).toBe(1);
  });

  it('a board that a proxy gives the old page again does not begin for ever: it says what is missing', async () => {
    await openBoard();
    const loads = loadsOf(page, `/board/${CODE}`);
    let asked = 0;
    on.stage.serve((request, response, next) => {
      if (PICTURE.test(request.path)) {
        asked++;
        response.sendStatus(404);
      } else if (request.path === `/board/${CODE}` && request.headers['sec-fetch-mode'] !== 'navigate') {
        response.send('<script type="module" src="/assets/board-newer.js"></script>');
      } else next();
    });
    on.stage.show(PLAY);
    await expect.poll(() => asked, { timeout: 60_000 }).toBeGreaterThan(4);
    await page.locator('.no-picture', { hasText: 'Trying again' }).waitFor();
    expect(loads.count()).toBe(1);
  });

  it('a student’s page begins anew, keeps the seat, and goes on', async () => {
    await open(`/j/${CODE}`, PHONE, KEPT);
    await page.waitForSelector('.lobby');
    upgrade(on.pages);
    on.stage.show(SCENES['play-client']);
    await page.waitForSelector('.play .verb');
    await page.waitForSelector('.picture canvas');
    on.stage.show(SCENES.reveal);
    await page.waitForSelector('.reveal .run-summary');
  });

  it('a board of another version than its server begins anew once, also where the browser forbids storage', async () => {
    window = await openWindow(on.browser, { size: PROJECTOR });
    ({ page } = window);
    await forbidStorage(page, 'sessionStorage');
    const loads = loadsOf(page, `/board/${CODE}`);
    on.stage.show({ ...SCENES.lobby, version: 1 });
    await page.goto(`${on.stage.url}/board/${CODE}`);
    await expect.poll(loads.count).toBe(2);
    await page.waitForSelector('.board[data-phase="lobby"]');
    expect(loads.count()).toBe(2);
  });

  it('the desk does so, too, with its key, also where the browser forbids storage', async () => {
    window = await openWindow(on.browser, { size: PROJECTOR });
    ({ page } = window);
    await forbidStorage(page, 'localStorage');
    await page.goto(`${on.stage.url}/teach`);
    await page.waitForSelector('.offers-list');
    const loads = loadsOf(page, '/teach');
    upgrade(on.pages);
    on.stage.show(PLAY);
    await page.click('button[aria-label^="Start the class"]');
    await page.waitForSelector('.desk[data-phase="play"] .stresses');
    await page.frameLocator('.small-board iframe').locator('canvas').waitFor();
    expect(loads.count()).toBe(1);
  });
});
