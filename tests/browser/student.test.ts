import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ensureClient } from '../../server/launch/client.mjs';
import { launchBrowser } from '../support/browser.ts';
import { copyPages, openStage, type Stage } from '../support/stage/class.ts';
import { FREE_NAMES, LESSONS } from '../support/stage/offers.ts';
import { said } from '../support/stage/people.ts';
import { SCENES } from '../support/stage/scenes.ts';
import { LAPTOP, openWindow, PHONE, type Window } from './support.ts';

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
  stage.show(SCENES.lobby);
  stage.refuse(undefined);
  stage.commands.length = 0;
  window = await openWindow(browser, { size: PHONE });
  ({ page } = window);
});
afterEach(() => window.context.close());

async function join(): Promise<void> {
  await page.goto(`${stage.url}/j/K7MX3P`);
  await page.fill('#name', 'Ana');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.lobby');
}

/** How the first deed of a page is numbered. */
const NUMBERED = { id: expect.stringMatching(/^\w{8,60}-1$/), number: 1, epoch: expect.any(Number) };

describe('joining', () => {
  it('takes the code as it is typed, then a name, and shows who one is', async () => {
    await page.goto(stage.url);
    await page.fill('#code', 'k7 mx3p');
    await page.click('text=Continue');
    await page.click('text=Calm Heron');
    await page.click('text=Join the class');
    await page.waitForSelector('.lobby');
    expect(await page.textContent('.lobby h2')).toBe('Ana');
    expect(new URL(page.url()).pathname).toBe('/j/K7MX3P');
  });

  it('works with the keyboard alone', async () => {
    await page.goto(stage.url);
    await page.waitForSelector('#code');
    await page.keyboard.press('Tab');
    await page.keyboard.type('K7MX3P');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#name');
    await page.keyboard.type('Ana');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.lobby');
  });

  it.each(['/j/CDFGHJ', '/j/cd-fghj'])(
    'says in a sentence that there is no such class, and keeps the code: %s',
    async (path) => {
      await page.goto(stage.url + path);
      await page.waitForSelector('.said:not(:empty)');
      expect(await page.textContent('.said')).toBe('No class has this code. Check it against the big screen.');
      expect(await page.inputValue('#code')).toMatch(/^cd-?fghj$/i);
    },
  );

  it('says what a code is to who typed something else, and keeps it', async () => {
    await page.goto(`${stage.url}/j/WRONG`);
    await page.waitForSelector('.said:not(:empty)');
    expect(await page.textContent('.said')).toContain('A code has 6 letters and digits.');
    expect(await page.inputValue('#code')).toBe('WRONG');
  });

  it.each([
    ['a link', 'http://game.example.org/j/K7MX3P?from=mail', 'K7MX3P'],
    ['full-width letters', 'ｋ７ｍｘ３ｐ', 'K7MX3P'],
    ['another keyboard', 'Л7ЬЧ3З', 'K7MX3P'],
    ['letters that look like it', 'К7МХ3Р', 'K7MX3P'],
  ])('takes %s for the code, and shows it as such', async (_, typed, shown) => {
    await page.goto(stage.url);
    await page.fill('#code', typed);
    await expect.poll(() => page.inputValue('#code')).toBe(shown);
    await page.keyboard.press('Enter');
    await page.waitForSelector('#name');
  });

  it('leaves what an input method is still at alone', async () => {
    await page.goto(stage.url);
    await page.$eval('#code', (field: HTMLInputElement) => {
      field.value = 'ｋ７ｍｘ３ｐ';
      field.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: true }));
    });
    expect(await page.inputValue('#code')).toBe('ｋ７ｍｘ３ｐ');
    await page.click('text=Continue');
    await page.waitForSelector('#name');
  });

  it('asks who gives a name that is taken whether it is theirs, with one that is free', async () => {
    stage.refuse({ code: 'name-taken', said: { key: 'refusal.name-taken', args: { name: 'Ana', offer: 'Ana 2' } } });
    await page.goto(`${stage.url}/j/K7MX3P`);
    await page.fill('#name', 'Ana');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.taken');
    expect(await page.textContent('.taken h2')).toBe('Ana is taken. Is it you, on another device?');
    expect(await page.inputValue('#name')).toBe('Ana');
    await page.keyboard.press('Enter');
    expect(await page.textContent('.said')).toBe('Type your name and your seat code.');
    stage.refuse({ code: 'seat-code-wrong', said: { key: 'refusal.seat-code-wrong' } });
    await page.fill('#seat-code', 'cdfgh');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => page.textContent('.said'))
      .toBe('No seat in this class has this name and this code. Check both.');
    await page.click('text=Take another name');
    await page.waitForSelector('.chip');
    stage.refuse({ code: 'name-taken', said: { key: 'refusal.name-taken', args: { name: 'Ana', offer: 'Ana 2' } } });
    await page.click('text=Join the class');
    await page.waitForSelector('.taken');
    stage.refuse(undefined);
    await page.click('text=No, join as Ana 2');
    await page.waitForSelector('.lobby');
  });

  it('lets who was here before give name and seat code, also when the class is closed', async () => {
    await page.goto(`${stage.url}/j/K7MX3P`);
    await page.click('text=Were you here before, on another device?');
    expect(await page.textContent('.taken h2')).toBe('Get your seat back');
    await page.keyboard.type('Ana');
    await page.keyboard.press('Tab');
    await page.keyboard.type('k7mx3p');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.lobby');
    expect(await page.textContent('.top .seat-code')).toBe('Seat K7MX3');
  });

  it('is not asked again after a reload', async () => {
    await join();
    await page.reload();
    await page.waitForSelector('.lobby');
    await page.goto(stage.url);
    await page.fill('#code', 'K7MX3P');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.lobby');
  });
});

describe('predicting', () => {
  it('is done with the keyboard alone, and sends what was chosen', async () => {
    await join();
    stage.show(SCENES.predict);
    await page.waitForSelector('.predict');
    await page.focus('input[name="better"]');
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => stage.commands)
      .toEqual([{ type: 'predict', prediction: { better: 'peer-to-peer', sure: 1, finish: 55 }, ...NUMBERED }]);
  });

  it('asks for what is missing instead of sending half of it', async () => {
    await join();
    stage.show(SCENES.predict);
    await page.click('text=Lock it in');
    await page.waitForSelector('.said:not(:empty)');
    expect(await page.textContent('.said')).toBe('First choose a network and how sure you are.');
    expect(stage.commands).toEqual([]);
  });
});

describe('playing', () => {
  beforeEach(async () => {
    await join();
    stage.show(SCENES['play-peer']);
    await page.waitForSelector('.play .verb');
  });

  it('sends the tapped verb once, with an id of its own', async () => {
    await page.click('text=Ask Ben for piece 4');
    await expect.poll(() => stage.commands).toEqual([{ type: 'act', action: { type: 'ask' }, ...NUMBERED }]);
  });

  it('says why a verb was refused, next to its button', async () => {
    stage.refuse({ code: 'node-down', said: said('Your machine is down for 3 more seconds') });
    await page.click('text=Give Ben piece 4');
    await page.waitForSelector('.offers .said');
    expect(await page.textContent('.offers li:first-child .said')).toBe('Your machine is down for 3 more seconds');
  });

  it('says why a verb can’t be done now, and does not send it', async () => {
    const blocked = page.locator('.verb', { hasText: 'Find new neighbours' });
    expect(await blocked.textContent()).toContain('Not now: ask again in 5 seconds');
    expect(await blocked.getAttribute('aria-disabled')).toBe('true');
    await blocked.click({ force: true });
    await page.click('text=Check piece 7');
    const verbs = () => stage.commands.map((command) => command.type === 'act' && command.action.type);
    await expect.poll(verbs).toEqual(['check']);
  });

  it('says that the autopilot plays, unless the machine is down: then nobody can', async () => {
    const { seat, ...scene } = SCENES['play-peer'];
    stage.show({ ...scene, seat: { ...seat, pilot: 'autopilot' } });
    await page.waitForSelector('.autopilot');
    stage.show({ ...scene, seat: { ...seat, pilot: 'autopilot', outage: said('Why: it has crashed.') } });
    await page.waitForSelector('.status:has-text("Why: it has crashed.")');
    expect(await page.locator('.autopilot').count()).toBe(0);
  });

  it('is possible with the keyboard alone', async () => {
    await page.locator('.verb').first().focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect.poll(() => stage.commands).toMatchObject([{ action: { type: 'check' } }]);
  });

  it('has buttons that a thumb can hit', async () => {
    const heights = await page.$$eval('.verb', (verbs) => verbs.map((verb) => verb.getBoundingClientRect().height));
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(56);
  });

  it('draws the neighbourhood once the buttons are there', async () => {
    await page.waitForSelector('.picture canvas');
    expect(await page.getAttribute('.picture', 'aria-hidden')).toBe('true');
  });

  it('keeps the picture in shape when the window changes its size', async () => {
    await page.waitForSelector('.picture canvas');
    const shape = () =>
      page.$eval('.picture canvas', (canvas: HTMLCanvasElement) => {
        const room = canvas.parentElement?.clientWidth;
        return [canvas.clientWidth === room, canvas.width / canvas.clientWidth === canvas.height / canvas.clientHeight];
      });
    await expect.poll(shape).toEqual([true, true]);
    await page.setViewportSize(LAPTOP);
    await expect.poll(() => page.$eval('.picture', ({ clientWidth }) => clientWidth)).toBeGreaterThan(400);
    await expect.poll(shape).toEqual([true, true]);
  });

  it('says that the connection is lost, and comes back by itself', async () => {
    stage.cut();
    await page.waitForSelector('.link-line p');
    expect(await page.textContent('.link-line p')).toContain('Your autopilot plays for you');
    await page.waitForFunction(() => document.querySelector('.link-line p') === null);
    await page.click('text=Check piece 7');
    await expect.poll(() => stage.commands).toHaveLength(1);
  });
});
