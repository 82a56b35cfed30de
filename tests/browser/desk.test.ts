import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SCENES, type SceneName } from '../support/stage/scenes.ts';
import { onStage } from './on-stage.ts';
import { barriers, deskIn, keepPicture, LAPTOP, openWindow, pressNext, type Window } from './support.ts';

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

const sent = (commands: readonly object[]) => expect.poll(() => on.stage.commands, soon).toEqual(commands);

describe('what is pressed as the class goes on', () => {
  it('names the phase that the person has seen, and the server’s “no” is shown', async () => {
    await at('predict');
    on.stage.refuse({ code: 'moved-on', said: { key: 'refusal.moved-on', args: { phase: 'play' } } });
    await page.evaluate(() => {
      // Nobody is faster than the page itself: the press comes with the change.
      const look = new MutationObserver(() => {
        if (document.querySelector('.desk[data-phase="play"]') === null) return;
        look.disconnect();
        document.querySelector<HTMLElement>('button.next')?.click();
      });
      look.observe(document.body, { subtree: true, attributes: true, childList: true });
    });
    on.stage.show(SCENES['play-client']);
    await sent([{ type: 'next', epoch: 2 }]);
    const sentence = 'That came too late: the class is at “Play” by now. Nothing was changed.';
    await expect.poll(() => page.textContent('.desk > .said'), soon).toBe(sentence);
  });

  it('is no answer to a question of the phase before', async () => {
    await at('brief');
    await page.click('text=End the class');
    await page.waitForSelector('text=Really end it?');
    on.stage.show(SCENES.predict);
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
    on.stage.show({ ...lobby, view: { ...lobby.view, counts }, desk: { ...lobby.desk, bots: 15 } });
    await expect
      .poll(() => page.textContent('.state .bots'), soon)
      .toBe('4 bots keep machines for whoever comes late.');
    await expect.poll(() => page.textContent('.door .hint'), soon).toBe('31 have joined: that is enough already.');
    on.stage.show({
      ...lobby,
      view: { ...lobby.view, counts: { ...counts, joined: 11 } },
      desk: { ...lobby.desk, bots: 15 },
    });
    await expect.poll(() => page.textContent('.state .bots'), soon).toBe('and 4 bots');
    await expect.poll(() => page.textContent('.door .hint'), soon).toBe('');
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
    on.stage.refuse({ code: 'not-paused', said: { key: 'refusal.not-paused' } });
    await page.click('text="Pause"');
    await expect.poll(() => page.textContent('.desk > .said'), soon).toBe('The class is not paused.');
  });
});
