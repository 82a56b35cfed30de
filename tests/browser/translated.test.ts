import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Scene } from '../support/stage/class.ts';
import { said } from '../support/stage/people.ts';
import { SCENES } from '../support/stage/scenes.ts';
import { pageSays, translate, translatedTexts } from '../support/translator.ts';
import { onStage } from './on-stage.ts';
import { LAPTOP, openWindow, PHONE, PROJECTOR, type Window } from './support.ts';

const on = onStage();

const KEPT = {
  'hub-and-mesh.seat.K7MX3P': { code: 'K7MX3P', seat: 'seat-0', token: 'staged', name: 'Ana' },
  'hub-and-mesh.desk.K7MX3P': { code: 'K7MX3P', key: 'staged', title: 'Release day' },
};
const PAGES = [
  { name: 'a student’s page', path: '/j/K7MX3P', shown: '.class', size: PHONE },
  { name: 'the desk', path: '/teach#K7MX3P', shown: '.desk', size: LAPTOP },
  { name: 'the board', path: '/board/K7MX3P', shown: '.board', size: PROJECTOR },
] as const;

/** A busy machine may take its time. */
const soon = { timeout: 20_000 };

describe.each(PAGES)('$name, translated by the browser,', ({ path, shown, size }) => {
  /** As it is, and translated. */
  let windows: readonly [Window, Window];
  let page: Page;

  beforeAll(async () => {
    on.stage.show(SCENES.lobby);
    windows = [await openWindow(on.browser, { size, kept: KEPT }), await openWindow(on.browser, { size, kept: KEPT })];
    await Promise.all(windows.map(({ page }) => page.goto(on.stage.url + path)));
    for (const { page } of windows) await page.waitForSelector(`${shown}[data-phase="lobby"] main`);
    ({ page } = windows[1]);
    await page.evaluate(translate, true);
  });
  beforeEach(async () => {
    await show(SCENES.lobby);
    expect(await page.evaluate(translatedTexts)).toBeGreaterThan(5);
  });
  afterEach(() => expect(windows.flatMap(({ complaints }) => complaints)).toEqual([]));
  afterAll(async () => {
    for (const { context } of windows) await context.close();
  });

  async function show(scene: Scene): Promise<void> {
    on.stage.show(scene);
    for (const { page } of windows) await page.waitForSelector(`${shown}[data-phase="${scene.view.phase}"] main > *`);
  }

  async function saysTheSame(): Promise<void> {
    const says = () => Promise.all(windows.map(({ page }) => page.evaluate(pageSays)));
    await expect.poll(async () => new Set(await says()).size, { ...soon, message: (await says()).join('\n') }).toBe(1);
    expect(await page.evaluate(translatedTexts)).toBeGreaterThan(5);
  }

  it('counts along in the lobby, however often', async () => {
    const { view, ...lobby } = SCENES.lobby;
    for (const joined of [13, 14, 1]) {
      await show({ ...lobby, view: { ...view, counts: { ...view.counts, joined } } });
      await saysTheSame();
    }
  });

  it('says in every scene what it says untranslated, on the way there and back', async () => {
    const scenes = Object.values(SCENES);
    for (const scene of [...scenes, ...scenes.toReversed()]) {
      await show(scene);
      await saysTheSame();
    }
  });

  it('goes on showing the clock, and what happens in play', async () => {
    const { view, seat, ...scene }: Scene = SCENES['play-client'];
    if (seat.play === null) throw new Error('the scene has no play');
    for (const [index, status] of ['The server is back', 'Piece 15 arrived', 'You are done'].entries()) {
      const meters = [{ label: { key: 'meter.done' }, value: index + 1, unit: 'count' as const }];
      const play = { ...seat.play, status: said(status), job: { ...seat.play.job, done: 15 + index } };
      const banner = { said: { key: 'banner.server-down', args: { waiting: 36 - index } }, mood: 'bad' as const };
      await show({ ...scene, view: { ...view, meters, banner }, seat: { ...seat, play, points: 13 + index } });
      await saysTheSame();
      await clockGoesOn();
    }
  });

  async function clockGoesOn(): Promise<void> {
    const time = () => page.locator('.time').first().textContent();
    const before = await time();
    expect(before).toMatch(/\d:\d\d/);
    await expect.poll(time, soon).not.toBe(before);
  }

  it('draws the letters and numbers of its drawings', async () => {
    for (const scene of [SCENES.lobby, SCENES['play-peer'], SCENES.reveal, SCENES.compare, SCENES.end]) {
      await show(scene);
      await saysTheSame();
      const undrawn = await page.$$eval(
        'svg text',
        (texts) => texts.filter((text) => text instanceof SVGTextElement && text.getComputedTextLength() === 0).length,
      );
      expect(undrawn).toBe(0);
    }
    expect(await page.locator('svg text').count()).toBeGreaterThan(0);
  });

  it('goes on when the original is asked for again', async () => {
    await page.evaluate(() => {
      for (const font of document.querySelectorAll('#page font > font'))
        font.parentElement?.replaceWith(document.createTextNode((font.textContent ?? '').replace(/[⟦⟧]/g, '')));
    });
    await show(SCENES['play-peer']);
    await saysTheSame();
    await clockGoesOn();
  });

  // Last: what it asks of the translator goes for the page from then on.
  it('keeps what is no language: the code, names and times', async () => {
    await page.reload();
    await page.waitForSelector(`${shown}[data-phase="lobby"] main`);
    await page.evaluate(translate, false);
    for (const scene of [SCENES.lobby, SCENES['play-peer'], SCENES.end]) {
      await show(scene);
      await saysTheSame();
      const translated = await page.$$eval('#page font > font', (fonts) => fonts.map(({ textContent }) => textContent));
      expect(translated.filter((text) => /^⟦(Ana|Ben|K7MX3P|[\d.]+:\d+)⟧$/.test(text ?? ''))).toEqual([]);
    }
  });
});
