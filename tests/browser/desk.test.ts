import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ensureClient } from '../../server/launch/client.mjs';
import { launchBrowser } from '../support/browser.ts';
import { copyPages, openStage, type Stage } from '../support/stage/class.ts';
import { FREE_NAMES, LESSONS } from '../support/stage/offers.ts';
import { SCENES, type SceneName } from '../support/stage/scenes.ts';
import { barriers, keepPicture, LAPTOP, openWindow, type Window } from './support.ts';

const KEPT = { 'hub-and-mesh.desk.K7MX3': { code: 'K7MX3', key: 'staged', title: 'Release day' } };
const CRASH = { type: 'stress', id: 'crash', params: { target: 'server', for: 20 } };

let browser: Browser;
let stage: Stage;
let window: Window;
let page: Page;

beforeAll(async () => {
  await ensureClient();
  stage = await openStage({ pages: copyPages(), scene: SCENES.lobby, lessons: LESSONS, names: FREE_NAMES });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await stage.close();
});
beforeEach(async () => {
  stage.refuse(undefined);
  window = await openWindow(browser, { size: LAPTOP, kept: KEPT });
  ({ page } = window);
  await at('play-client');
});
afterEach(() => window.context.close());

async function at(name: SceneName): Promise<void> {
  stage.show(SCENES[name]);
  await page.goto(`${stage.url}/teach#K7MX3`);
  await page.waitForSelector(`.desk[data-phase="${SCENES[name].view.phase}"]`);
  stage.commands.length = 0;
}

async function openMenu(): Promise<void> {
  await page.click('button[aria-label="Ana: …"]');
  await page.waitForSelector('.student-menu[open]');
  await keepPicture(page, 'desk-student-menu', false);
  expect(await barriers(page)).toEqual([]);
}

const sent = (commands: readonly object[]) => expect.poll(() => stage.commands).toEqual(commands);

describe('the keys of the desk', () => {
  it('hold the class, go on, and cause trouble by its number', async () => {
    for (const key of ['Space', 'n', 'N', '1', '7', '0', 'x']) await page.keyboard.press(key);
    await sent([{ type: 'pause' }, { type: 'next' }, { type: 'next' }, CRASH]);
  });

  it('let a paused class go on, and start one that waits in the lobby', async () => {
    await at('paused');
    await page.waitForSelector('text="Go on"');
    await page.keyboard.press('Space');
    await sent([{ type: 'resume' }]);
    await at('lobby');
    for (const key of ['1', 'N']) await page.keyboard.press(key);
    await sent([{ type: 'start' }]);
  });

  it('work once the picture is drawn, and after a click on it', async () => {
    await page.frameLocator('.small-board iframe').locator('canvas').waitFor();
    await page.keyboard.press('N');
    await sent([{ type: 'next' }]);
    await page.click('.small-board', { position: { x: 300, y: 300 } });
    await page.keyboard.press('N');
    await sent([{ type: 'next' }, { type: 'next' }]);
  });

  it('are letters again while a name is typed, and Space presses the button that has the focus', async () => {
    await openMenu();
    await page.click('.student-menu[open] >> text=Rename');
    await page.getByLabel('New name for Ana').fill('');
    await page.keyboard.type('N 1');
    await page.keyboard.press('Enter');
    await sent([{ type: 'rename', seat: 'seat-0', name: 'N 1' }]);
    await page.focus('text=+30 s');
    await page.keyboard.press('Space');
    await expect.poll(() => stage.commands[1]).toEqual({ type: 'extend', seconds: 30 });
  });

  it('reach every control by Tab alone', async () => {
    const reached = new Set<string>();
    for (let presses = 0; presses < 60; presses++) {
      await page.keyboard.press('Tab');
      reached.add(await page.evaluate(() => document.activeElement?.textContent?.trim() ?? ''));
    }
    const all = await page.locator('.desk :is(button, a, summary):visible').allTextContents();
    expect(all.length).toBeGreaterThan(15);
    expect(all.map((text) => text.trim()).filter((text) => !reached.has(text))).toEqual([]);
  });
});

describe('the buttons of the desk', () => {
  it('pause, extend, go on, and ask once before they go back or end the class', async () => {
    await page.click('text="Pause"');
    await page.click('text=+30 s');
    await page.click('button.next');
    await page.click('text="Back"');
    await page.click('text=Really go back?');
    await page.click('text=End the class');
    await page.click('text=Really end it?');
    const [pause, extend, next] = [{ type: 'pause' }, { type: 'extend', seconds: 30 }, { type: 'next' }];
    await sent([pause, extend, next, { type: 'back' }, { type: 'end' }]);
  });

  it('cause trouble and end it', async () => {
    await page.click('.stresses button:has-text("Crash the server")');
    await page.getByLabel('End it: Crash the server').click();
    await sent([CRASH, { type: 'stress-end', index: 0 }]);
  });

  it('close the door, allow suggested names alone, and fill up with bots', async () => {
    await page.click('text=Close the door');
    await page.click('text=Suggested names only');
    await page.selectOption('.door select', '40');
    const door = [
      { type: 'lock', on: true },
      { type: 'suggested-names', on: true },
    ];
    await sent([...door, { type: 'bots', fillTo: 40 }]);
  });

  it('give a student another name or role, and ask once before they take one out', async () => {
    await openMenu();
    await page.keyboard.press('n');
    await page.click('.student-menu[open] >> text=Other name');
    await openMenu();
    await page.getByLabel('Role of Ana in the next run').selectOption('peer');
    await openMenu();
    await page.click('.student-menu[open] >> text=Remove');
    await page.click('text=Really remove?');
    const seat = 'seat-0';
    await sent([
      { type: 'new-name', seat },
      { type: 'role', seat, role: 'peer' },
      { type: 'kick', seat },
    ]);
  });

  it('show the server’s “no” in a sentence', async () => {
    stage.refuse({ code: 'not-paused', said: { key: 'refusal.not-paused' } });
    await page.click('text="Pause"');
    await expect.poll(() => page.textContent('.desk > .said')).toBe('The class is not paused.');
  });
});
