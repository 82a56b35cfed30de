import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SCENES, type SceneName } from '../support/stage/scenes.ts';
import { onStage } from './on-stage.ts';
import { barriers, deskIn, keepPicture, LAPTOP, openWindow, type Window } from './support.ts';

const on = onStage();

const KEPT = { 'hub-and-mesh.desk.K7MX3P': { code: 'K7MX3P', key: 'staged', title: 'Release day' } };
/** What the staged desk shows in play: the third phase that began, on a clock that was started once. */
const [epoch, revision] = [3, 1];
const CRASH = { type: 'stress', id: 'crash', params: { target: 'server', for: 20 }, uses: 1, epoch };

/** A busy machine may take its time. */
const soon = { timeout: 30_000 };

let window: Window;
let page: Page;

beforeEach(async () => {
  on.stage.refuse(undefined);
  window = await openWindow(on.browser, { size: LAPTOP, kept: KEPT });
  ({ page } = window);
  await at('play-client');
});
afterEach(() => window.context.close());

async function at(name: SceneName): Promise<void> {
  on.stage.show(SCENES[name]);
  await page.goto(`${on.stage.url}/teach#K7MX3P`);
  await deskIn(page, SCENES[name].view.phase);
  on.stage.commands.length = 0;
}

async function openMenu(focused?: string): Promise<void> {
  await page.click('button[aria-label="Ana: …"]');
  await page.waitForSelector('.student-menu[open]');
  if (focused !== undefined) return page.focus(`.student-menu[open] >> text=${focused}`);
  await keepPicture(page, 'desk-student-menu', false);
  expect(await barriers(page)).toEqual([]);
}

const SURE = 'button.next[aria-disabled="false"]:has-text("End this run now?")';
const sent = (commands: readonly object[]) => expect.poll(() => on.stage.commands, soon).toEqual(commands);

describe('the keys of the desk', () => {
  it('hold the class, ask before they end a run, and cause trouble by its number', async () => {
    for (const key of ['Space', 'n', '1', '7', '0', 'x']) await page.keyboard.press(key);
    await page.waitForSelector(SURE);
    await page.keyboard.press('N');
    await sent([{ type: 'pause', revision }, CRASH, { type: 'next', epoch }]);
  });

  it('let a paused class go on, and start one that waits in the lobby', async () => {
    await at('paused');
    await page.waitForSelector('text="Go on"');
    await page.keyboard.press('Space');
    await sent([{ type: 'resume', revision: 2 }]);
    await at('lobby');
    for (const key of ['1', 'N']) await page.keyboard.press(key);
    await sent([{ type: 'start', epoch: 0 }]);
  });

  it('work once the picture is drawn, and after a click on it', async () => {
    await page.frameLocator('.small-board iframe').locator('canvas').waitFor();
    await page.keyboard.press('2');
    await page.click('.small-board', { position: { x: 300, y: 300 } });
    await page.keyboard.press('3');
    await expect.poll(() => on.stage.commands, soon).toMatchObject([{ id: 'slow-links' }, { id: 'flash-crowd' }]);
  });

  it('are letters again while a name is typed', async () => {
    await openMenu();
    await page.click('.student-menu[open] >> text=Rename');
    await page.getByLabel('New name for Ana').fill('');
    await page.keyboard.type('N 1');
    await page.keyboard.press('Enter');
    await sent([{ type: 'rename', seat: 'seat-0', name: 'N 1' }]);
  });

  it.each([
    ['the next step', 'brief', 'button.next', 1],
    ['more time', 'play-client', 'text=+30 s', 1],
    ['trouble', 'play-client', '.stresses button:has-text("Slow the links")', 1],
    ['the question before a run is ended', 'play-client', 'button.next', 0],
    ['the question before the class is ended', 'play-client', 'text=End the class', 0],
    ['the link for another device', 'play-client', '.key-link summary', 0],
    ['the door', 'play-client', 'text=Close the door', 1],
  ] as const)(
    'Space holds the clock when the focus is on what was just clicked: %s',
    async (_, scene, clicked, sends) => {
      await at(scene);
      await page.click(clicked);
      await expect
        .poll(() => page.evaluate(() => document.activeElement?.tagName), soon)
        .toMatch(/BUTTON|SUMMARY|INPUT/);
      await expect.poll(() => on.stage.commands.length, soon).toBe(sends);
      await page.keyboard.press('Space');
      await expect.poll(() => on.stage.commands.slice(sends), soon).toEqual([{ type: 'pause', revision }]);
    },
  );

  it('mean the same when the focus is on a list that something was chosen from', async () => {
    await page.selectOption('.door select', '12');
    await page.focus('.door select');
    for (const key of ['2', 'Space']) await page.keyboard.press(key);
    await expect
      .poll(() => on.stage.commands, soon)
      .toMatchObject([{ type: 'bots', fillTo: 12 }, { type: 'stress', id: 'slow-links' }, { type: 'pause' }]);
    expect(await page.inputValue('.door select')).toBe('12');
  });

  it('press a button by Enter, once however long it is held down, and tick a box', async () => {
    await at('brief');
    await page.focus('button.next');
    for (let times = 0; times < 5; times++) await page.keyboard.down('Enter');
    await page.keyboard.up('Enter');
    await page.focus('.door input');
    await page.keyboard.press('Enter');
    await sent([
      { type: 'next', epoch: 1 },
      { type: 'lock', on: true },
    ]);
  });
});

describe('a double click', () => {
  it.each([
    ['ends no run', 'play-client', 'button.next'],
    ['ends no class', 'play-client', 'text=End the class'],
    ['goes nowhere back', 'predict', 'text=Back to the lobby'],
  ] as const)('%s', async (_, scene, button) => {
    await at(scene);
    await page.dblclick(button);
    await page.waitForSelector('button.danger[aria-disabled="false"]');
    expect(on.stage.commands).toEqual([]);
  });
});

describe('a key that is held down', () => {
  it('answers no question, on the desk and in a dialog', async () => {
    for (const open of [async () => page.focus('text=End the class'), () => openMenu('Remove')]) {
      await open();
      await page.keyboard.down('Enter');
      await page.waitForSelector('button.danger[aria-disabled="false"]');
      for (let times = 0; times < 3; times++) await page.keyboard.down('Enter');
      await page.keyboard.up('Enter');
      expect(await page.locator('button.danger').count(), 'it is still asked').toBe(1);
    }
    await page.keyboard.press('Escape');
    await page.keyboard.press('1');
    await sent([CRASH]);
  });
});

describe('the keyboard', () => {
  it('reaches every control by Tab alone', async () => {
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
