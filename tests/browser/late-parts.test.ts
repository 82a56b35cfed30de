import type { RequestHandler } from 'express';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SCENES } from '../support/stage/scenes.ts';
import { onStage } from './on-stage.ts';
import { keepPicture, openWindow, PHONE, PROJECTOR, type Window } from './support.ts';
import {
  CODE,
  cut,
  FOR_EVER,
  KEPT,
  loadsOf,
  notFound,
  PICTURE,
  PLAY,
  STAGE,
  unavailable,
  unreadable,
  withholdOn,
} from './withheld.ts';

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

const withhold = (path: RegExp, times: number, answer: RequestHandler) => withholdOn(on.stage, path, times, answer);

describe('The board’s picture', () => {
  it.each([
    ['can’t be had three times', 3, unavailable],
    ['is not found twice, with no newer page', 2, notFound],
  ])('comes all the same when its script %s', async (_, times, answer) => {
    await openBoard();
    const asked = withhold(PICTURE, times, answer);
    on.stage.show(PLAY);
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
    on.stage.show(PLAY);
    await page.locator('.no-picture', { hasText: 'Trying again' }).waitFor();
    await keepPicture(page, 'board-picture-late');
    withheld.give();
    await page.waitForSelector('.canvas canvas');
    await page.locator('.no-picture').waitFor({ state: 'detached' });
  });

  it('is replaced by words as long as it does not come, and all else goes on', async () => {
    await openBoard();
    const asked = withhold(PICTURE, FOR_EVER, notFound);
    on.stage.show(PLAY);
    await page.locator('.no-picture', { hasText: 'Trying again' }).waitFor();
    await expect.poll(() => asked.count, { timeout: 20_000 }).toBeGreaterThan(3);
    on.stage.show({
      ...PLAY,
      view: { ...PLAY.view, clock: { ...PLAY.view.clock, at: 0, endsAt: 48_000, paused: true } },
    });
    await page.waitForSelector('.head .paused');
    on.stage.show(SCENES.reveal);
    await page.waitForSelector('.board[data-phase="reveal"]');
  });

  it('is given up in words when its script can’t be read here, after one new start of the page', async () => {
    withhold(PICTURE, FOR_EVER, unreadable);
    await open(`/board/${CODE}`, PROJECTOR);
    const loads = loadsOf(page, `/board/${CODE}`);
    on.stage.show(PLAY);
    await page.locator('.no-picture', { hasText: 'The picture can’t be shown here' }).waitFor();
    await keepPicture(page, 'board-picture-none');
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
    on.stage.refuse({ code: 'name-taken', said: { key: 'refusal.name-taken', args: { name: 'Ana', offer: 'Ana 2' } } });
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
    const loads = loadsOf(page, `/j/${CODE}`);
    await page.fill('#code', CODE);
    await page.keyboard.press('Enter');
    await page.fill('#name', 'Ana');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.lobby');
    on.stage.show(SCENES.reveal);
    await page.waitForSelector('.reveal .run-summary');
    expect(asked.count).toBeGreaterThan(3);
    expect(loads.count()).toBe(0);
  });

  it('reads that a part is missing while it is, and can reload', async () => {
    const withheld = withhold(/assets\/class-/, FOR_EVER, cut);
    await open(`/j/${CODE}`, PHONE, KEPT);
    await page.locator('.late-line', { hasText: 'Part of this page has not loaded. Trying again' }).waitFor();
    await keepPicture(page, 'student-part-late');
    const loads = loadsOf(page, `/j/${CODE}`);
    await page.click('text=Reload now');
    await expect.poll(loads.count).toBe(1);
    withheld.give();
    await page.waitForSelector('.lobby');
  });

  it('plays without the picture and the words of the service where they don’t come', async () => {
    withhold(/assets\/(neighbourhood|words)-/, FOR_EVER, cut);
    on.stage.show(SCENES['play-client']);
    await open(`/j/${CODE}`, PHONE, KEPT);
    await page.locator('.no-picture', { hasText: 'Trying again' }).waitFor();
    await keepPicture(page, 'student-picture-late');
    await page.click('text=Retry piece 9');
    await expect.poll(() => on.stage.commands).toMatchObject([{ type: 'act', action: { type: 'retry' } }]);
    on.stage.serve(undefined);
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
    on.stage.show(SCENES.reveal);
    await page.waitForSelector('.reveal .run-summary');
  });
});

describe('The desk', () => {
  it('opens although the words and the live connection can’t be had twice', async () => {
    const asked = withhold(/assets\/(words|socket)-/, 4, unavailable);
    on.stage.show(PLAY);
    await open(`/teach#${CODE}`, PROJECTOR, KEPT);
    await page.waitForSelector('.desk[data-phase="play"] .stresses');
    await expect.poll(() => page.locator('.late-line p').count(), { timeout: 20_000 }).toBe(0);
    expect(asked.count).toBeGreaterThan(4);
  });
});
