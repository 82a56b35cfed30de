import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { said } from '../support/stage/people.ts';
import { SCENES } from '../support/stage/scenes.ts';
import { onStage } from './on-stage.ts';
import { LAPTOP, openWindow, PHONE, type Window } from './support.ts';

const on = onStage();

let window: Window;
let page: Page;

beforeEach(async () => {
  on.stage.show(SCENES.lobby);
  on.stage.refuse(undefined);
  on.stage.commands.length = 0;
  window = await openWindow(on.browser, { size: PHONE });
  ({ page } = window);
});
afterEach(() => window.context.close());

async function join(): Promise<void> {
  await page.goto(`${on.stage.url}/j/K7MX3P`);
  await page.fill('#name', 'Ana');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.lobby');
}

/** How the first deed of a page is numbered. */
const NUMBERED = { id: expect.stringMatching(/^\w{8,60}-1$/), number: 1, epoch: expect.any(Number) };

describe('predicting', () => {
  it('is done with the keyboard alone, and sends what was chosen', async () => {
    await join();
    on.stage.show(SCENES.predict);
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
      .poll(() => on.stage.commands)
      .toEqual([{ type: 'predict', prediction: { better: 'peer-to-peer', sure: 1, finish: 55 }, ...NUMBERED }]);
  });

  it('asks for what is missing instead of sending half of it', async () => {
    await join();
    on.stage.show(SCENES.predict);
    await page.click('text=Lock it in');
    await page.waitForSelector('.said:not(:empty)');
    expect(await page.textContent('.said')).toBe('First choose a network and how sure you are.');
    expect(on.stage.commands).toEqual([]);
  });
});

describe('playing', () => {
  beforeEach(async () => {
    await join();
    on.stage.show(SCENES['play-peer']);
    await page.waitForSelector('.play .verb');
  });

  it('sends the tapped verb once, with an id of its own', async () => {
    await page.click('text=Ask Ben for piece 4');
    await expect.poll(() => on.stage.commands).toEqual([{ type: 'act', action: { type: 'ask' }, ...NUMBERED }]);
  });

  it('says why a verb was refused, next to its button', async () => {
    on.stage.refuse({ code: 'node-down', said: said('Your machine is down for 3 more seconds') });
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
    const verbs = () => on.stage.commands.map((command) => command.type === 'act' && command.action.type);
    await expect.poll(verbs).toEqual(['check']);
  });

  it('says that the autopilot plays, unless the machine is down: then nobody can', async () => {
    const { seat, ...scene } = SCENES['play-peer'];
    on.stage.show({ ...scene, seat: { ...seat, pilot: 'autopilot' } });
    await page.waitForSelector('.autopilot');
    on.stage.show({ ...scene, seat: { ...seat, pilot: 'autopilot', outage: said('Why: it has crashed.') } });
    await page.waitForSelector('.status:has-text("Why: it has crashed.")');
    expect(await page.locator('.autopilot').count()).toBe(0);
  });

  it('is possible with the keyboard alone', async () => {
    await page.locator('.verb').first().focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect.poll(() => on.stage.commands).toMatchObject([{ action: { type: 'check' } }]);
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
    on.stage.cut();
    await page.waitForSelector('.link-line p');
    expect(await page.textContent('.link-line p')).toContain('Your autopilot plays for you');
    await page.waitForFunction(() => document.querySelector('.link-line p') === null);
    await page.click('text=Check piece 7');
    await expect.poll(() => on.stage.commands).toHaveLength(1);
  });
});
