import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ensureClient } from '../../server/launch/client.mjs';
import { launchBrowser } from '../support/browser.ts';
import { copyPages, openStage, type Stage } from '../support/stage/class.ts';
import { FREE_NAMES, LESSONS } from '../support/stage/offers.ts';
import { SCENES, type SceneName } from '../support/stage/scenes.ts';
import { barriers, deskIn, keepPicture, LAPTOP, openWindow, pressNext, type Window } from './support.ts';

const KEPT = { 'hub-and-mesh.desk.K7MX3P': { code: 'K7MX3P', key: 'staged', title: 'Release day' } };
/** What the staged desk shows in play: the third phase that began, on a clock that was started once. */
const [epoch, revision] = [3, 1];
const CRASH = { type: 'stress', id: 'crash', params: { target: 'server', for: 20 }, uses: 1, epoch };

/** A busy machine may take its time. */
const soon = { timeout: 30_000 };

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
  await page.goto(`${stage.url}/teach#K7MX3P`);
  await deskIn(page, SCENES[name].view.phase);
  stage.commands.length = 0;
}

async function openMenu(focused?: string): Promise<void> {
  await page.click('button[aria-label="Ana: …"]');
  await page.waitForSelector('.student-menu[open]');
  if (focused !== undefined) return page.focus(`.student-menu[open] >> text=${focused}`);
  await keepPicture(page, 'desk-student-menu', false);
  expect(await barriers(page)).toEqual([]);
}

const SURE = 'button.next[aria-disabled="false"]:has-text("End this run now?")';
const sent = (commands: readonly object[]) => expect.poll(() => stage.commands, soon).toEqual(commands);

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
    await expect.poll(() => stage.commands, soon).toMatchObject([{ id: 'slow-links' }, { id: 'flash-crowd' }]);
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
      await expect.poll(() => stage.commands.length, soon).toBe(sends);
      await page.keyboard.press('Space');
      await expect.poll(() => stage.commands.slice(sends), soon).toEqual([{ type: 'pause', revision }]);
    },
  );

  it('mean the same when the focus is on a list that something was chosen from', async () => {
    await page.selectOption('.door select', '12');
    await page.focus('.door select');
    for (const key of ['2', 'Space']) await page.keyboard.press(key);
    await expect
      .poll(() => stage.commands, soon)
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

describe('what is pressed as the class goes on', () => {
  it('names the phase that the person has seen, and the server’s “no” is shown', async () => {
    await at('predict');
    stage.refuse({ code: 'moved-on', said: { key: 'refusal.moved-on', args: { phase: 'play' } } });
    await page.evaluate(() => {
      // Nobody is faster than the page itself: the press comes with the change.
      const look = new MutationObserver(() => {
        if (document.querySelector('.desk[data-phase="play"]') === null) return;
        look.disconnect();
        document.querySelector<HTMLElement>('button.next')?.click();
      });
      look.observe(document.body, { subtree: true, attributes: true, childList: true });
    });
    stage.show(SCENES['play-client']);
    await sent([{ type: 'next', epoch: 2 }]);
    const sentence = 'That came too late: the class is at “Play” by now. Nothing was changed.';
    await expect.poll(() => page.textContent('.desk > .said'), soon).toBe(sentence);
  });

  it('is no answer to a question of the phase before', async () => {
    await at('brief');
    await page.click('text=End the class');
    await page.waitForSelector('text=Really end it?');
    stage.show(SCENES.predict);
    await page.waitForSelector('.desk[data-phase="predict"]');
    expect(await page.locator('text=Really end it?').count()).toBe(0);
  });
});

describe('the desk says', () => {
  it('in large that the class is paused, whatever else is on it', async () => {
    await at('paused');
    const held = page.locator('.held b');
    expect(await held.textContent()).toBe('Paused');
    expect(await held.evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize))).toBeGreaterThan(30);
    await at('play-client');
    expect(await page.textContent('.held')).toBe('');
  });

  it('what bots are for when more students have joined than bots were to fill up to', async () => {
    const { lobby } = SCENES;
    const counts = { joined: 31, connected: 31, acted: 0, bots: 4 };
    stage.show({ ...lobby, view: { ...lobby.view, counts }, desk: { ...lobby.desk, bots: 15 } });
    await expect
      .poll(() => page.textContent('.state .bots'), soon)
      .toBe('4 bots keep machines for whoever comes late.');
    await expect.poll(() => page.textContent('.door .hint'), soon).toBe('31 have joined: that is enough already.');
    stage.show({
      ...lobby,
      view: { ...lobby.view, counts: { ...counts, joined: 11 } },
      desk: { ...lobby.desk, bots: 15 },
    });
    await expect.poll(() => page.textContent('.state .bots'), soon).toBe('and 4 bots');
    await expect.poll(() => page.textContent('.door .hint'), soon).toBe('');
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
    expect(stage.commands).toEqual([]);
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

describe('the buttons of the desk', () => {
  it('pause, extend, and ask once before they end a run, go back or end the class', async () => {
    await page.click('text="Pause"');
    await page.click('text=+30 s');
    await pressNext(page);
    await page.click('text="Back to the lobby"');
    await page.click('text=Really go back?');
    await page.click('text=End the class');
    await page.click('text=Really end it?');
    const [pause, extend] = [
      { type: 'pause', revision },
      { type: 'extend', seconds: 30, epoch },
    ];
    await sent([pause, extend, { type: 'next', epoch }, { type: 'back', epoch }, { type: 'end', epoch }]);
  });

  it('cause trouble and end it', async () => {
    await page.click('.stresses button:has-text("Crash the server")');
    await page.getByLabel('End it: Crash the server').click();
    await sent([CRASH, { type: 'stress-end', index: 0, epoch }]);
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
      { type: 'new-name', seat, instead: 'Ana' },
      { type: 'role', seat, role: 'peer', epoch },
      { type: 'kick', seat },
    ]);
  });

  it('show the server’s “no” in a sentence', async () => {
    stage.refuse({ code: 'not-paused', said: { key: 'refusal.not-paused' } });
    await page.click('text="Pause"');
    await expect.poll(() => page.textContent('.desk > .said'), soon).toBe('The class is not paused.');
  });
});
