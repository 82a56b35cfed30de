import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SCENES, type SceneName } from '../support/stage/scenes.ts';
import { onStage } from './on-stage.ts';
import {
  barriers,
  downwards,
  keepPicture,
  LAPTOP,
  openWindow,
  PHONE,
  SMALLEST,
  sideways,
  type Window,
} from './support.ts';

const on = onStage();

const KEPT_SEAT = { 'hub-and-mesh.seat.K7MX3P': { code: 'K7MX3P', seat: 'seat-0', token: 'staged', name: 'Ana' } };
const KEPT_DESK = { 'hub-and-mesh.desk.K7MX3P': { code: 'K7MX3P', key: 'staged', title: 'Release day' } };
const NAMES = Object.keys(SCENES) as readonly SceneName[];

describe.each([false, true])('a student’s page, dark: %s', (dark) => {
  let window: Window;
  beforeAll(async () => {
    window = await openWindow(on.browser, { size: PHONE, dark, kept: KEPT_SEAT });
    await window.page.goto(`${on.stage.url}/j/K7MX3P`);
  });
  afterAll(() => window.context.close());

  it.each(NAMES)('has no serious barrier and fits a narrow phone in scene %s', async (name) => {
    const { page } = window;
    await show(name, `.class[data-phase="${SCENES[name].view.phase}"] main`, window);
    await keepPicture(page, `student-${name}-${dark ? 'dark' : 'light'}`);
    expect(await barriers(page)).toEqual([]);
    await page.setViewportSize(SMALLEST);
    expect(await sideways(page)).toBeLessThanOrEqual(0);
    await page.setViewportSize(PHONE);
    expect(window.complaints).toEqual([]);
  });
});

describe.each([false, true])('the instructor’s desk, dark: %s', (dark) => {
  let window: Window;
  beforeAll(async () => {
    window = await openWindow(on.browser, { size: LAPTOP, dark, kept: KEPT_DESK });
    await window.page.goto(`${on.stage.url}/teach#K7MX3P`);
  });
  afterAll(() => window.context.close());

  it.each(NAMES)('has no serious barrier and fits a narrow phone in scene %s', async (name) => {
    const { page } = window;
    await show(name, `.desk[data-phase="${SCENES[name].view.phase}"] main`, window);
    await keepPicture(page, `desk-${name}-${dark ? 'dark' : 'light'}`, false);
    expect(await barriers(page)).toEqual([]);
    expect(await sideways(page)).toBeLessThanOrEqual(0);
    if (SCENES[name].view.phase === 'play') expect(await downwards(page)).toBeLessThanOrEqual(0);
    await page.setViewportSize(SMALLEST);
    expect(await sideways(page)).toBeLessThanOrEqual(0);
    await page.setViewportSize(LAPTOP);
    expect(window.complaints).toEqual([]);
  });
});

describe('the pages before a class', () => {
  it.each([
    ['join', '/', '#code'],
    ['join-name', '/j/K7MX3P', '#name'],
    ['teach', '/teach', '.offers-list'],
  ])('have no serious barrier: %s', async (name, path, ready) => {
    const { page, context, complaints } = await openWindow(on.browser, { size: SMALLEST });
    await page.goto(on.stage.url + path);
    await page.waitForSelector(ready);
    expect(await barriers(page)).toEqual([]);
    expect(await sideways(page)).toBeLessThanOrEqual(0);
    await page.setViewportSize(name === 'teach' ? LAPTOP : PHONE);
    await keepPicture(page, name);
    expect(complaints).toEqual([]);
    await context.close();
  });
});

/** Shows a scene and waits until its page is drawn with the fonts that it is read in. */
async function show(name: SceneName, ready: string, { page }: Window): Promise<void> {
  on.stage.show(SCENES[name]);
  await page.waitForSelector(ready);
  await page.waitForFunction(() => document.fonts.status === 'loaded');
}
