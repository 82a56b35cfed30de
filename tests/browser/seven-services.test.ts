import { rmSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { classCatalogue } from '../../server/catalogue.ts';
import { ensureClient } from '../../server/launch/client.mjs';
import { lessonCatalogue } from '../../server/lessons.ts';
import { architectureOf, type Step, stepsOf } from '../../shared/class/lesson/steps.ts';
import type { LessonPlan } from '../../shared/scenarios/scenario.ts';
import { SERVICES } from '../../shared/services/index.ts';
import type { Architecture } from '../../shared/sim/index.ts';
import { startTestApp, type TestApp } from '../server/support/app.ts';
import { launchBrowser } from '../support/browser.ts';
import { copyPages } from '../support/stage/built-pages.ts';
import {
  barriers,
  everybodyActs,
  joinedStudent,
  keepPicture,
  LAPTOP,
  openWindow,
  PROJECTOR,
  pressNext,
  sideways,
  type Window,
} from './support.ts';

const lessons = lessonCatalogue();
const PLAN = lessons.find({ lesson: 'seven-services' }) as LessonPlan;
const STEPS = stepsOf(PLAN);
const PLAYS = STEPS.filter(({ phase }) => phase === 'play');
/** How much faster class time passes while a page waits for something to do. */
const HURRY = 4;
/** How much slower it passes while a crash of 10 s is looked for and looked at: a slow machine takes longer to draw it. */
const REST = 0.25;
const soon = { timeout: 30_000 };
/** Five pages draw at once, and what they draw is looked at in rest: seldom is enough. */
const SELDOM = { frames: 8 };

let pages: string;
let game: TestApp;
let browser: Browser;
let desk: Window;
let board: Window;
let students: readonly Window[] = [];

beforeAll(async () => {
  await ensureClient();
  pages = copyPages();
  game = await startTestApp({ catalogue: classCatalogue(), lessons, pages });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await game.close();
  rmSync(pages, { recursive: true, force: true });
});

/** Where the class is in the lesson. */
let at = 0;

/** Goes on by the button until this step, through everything before it; every page follows. */
async function goOnTo(step: Step): Promise<void> {
  while (STEPS[at] !== step) {
    at += 1;
    await pressNext(desk.page);
    for (const { page } of [desk, board, ...students]) await page.waitForSelector(`[data-phase="${STEPS[at]?.phase}"]`);
  }
}

/** No key of a word, no gap in a sentence, no number that is none. */
async function expectPlainWords(page: Page): Promise<void> {
  const shown = await page.innerText('body');
  expect(shown).not.toMatch(new RegExp(`\\b(${SERVICES.map(({ id }) => id).join('|')})\\.[a-z]`));
  expect(shown).not.toMatch(/undefined|NaN|\[object|[{}]/);
}

/** On each phone, in a hurry: not every machine has something to do at once. */
async function hurriedlyEverybodyActs(): Promise<void> {
  game.clock.rate(HURRY);
  await everybodyActs(
    desk.page,
    students.map(({ page }) => page),
  );
  game.clock.rate(1);
}

const WHO_HEARS: { readonly [side in Architecture]: RegExp } = {
  'client-server': /^Server down: (one request waits|\d+ requests wait)$/,
  'peer-to-peer': /^(The original|\S+) is down: the others go on$/,
};

/** The instructor crashes a machine: board and desk name what is down, and the phone of its student says why. */
async function somethingFails(architecture: Architecture): Promise<void> {
  await desk.page.click('.stresses button:has-text("Crash")');
  for (const [{ page }, where] of [[board, '.banner'] as const, [desk, '.news .headline'] as const]) {
    await expect.poll(() => page.textContent(where), soon).toMatch(WHO_HEARS[architecture]);
  }
  await expect.poll(() => desk.page.textContent('.news'), soon).toMatch(/Why: Crash (the server|a machine)/);
  const statuses = () => Promise.all(students.map(({ page }) => page.textContent('.status')));
  const hit = expect.stringMatching(/^(Your|The) [a-z ]+ is (down|DOWN|off)\b.* Why: it has crashed\.$/);
  await expect.poll(statuses, soon).toContainEqual(hit);
}

const titled = PLAYS.map((step) => {
  const scenario = PLAN.rounds[step.round] as LessonPlan['rounds'][number];
  return [scenario.service, architectureOf(scenario, step.run), step] as const;
});

describe('a lesson through all seven services, in browsers', () => {
  it('is started and joined', async () => {
    desk = await openWindow(browser, { size: LAPTOP, ...SELDOM });
    await desk.page.goto(`${game.url}/teach`);
    await desk.page.click(`button[aria-label="Start the class: ${PLAN.title}"]`);
    const code = (await desk.page.textContent('.invitation .code')) ?? '';
    board = await openWindow(browser, { size: PROJECTOR, ...SELDOM });
    await board.page.goto(`${game.url}/board/${code}`);
    students = await Promise.all(
      ['Ana', 'Ben', 'Chidi'].map((name) => joinedStudent(browser, game.url, code, name, SELDOM)),
    );
  });

  it.each(titled)(
    '%s, %s: everybody has a role, a job and something to do, in plain words',
    async (service, architecture, step) => {
      await goOnTo(step);
      await hurriedlyEverybodyActs();
      for (const { page } of [desk, board, ...students]) await expectPlainWords(page);
      await look(`${service}-${architecture}`);
      game.clock.rate(REST);
      await somethingFails(architecture);
      await look(`${service}-${architecture}-crash`);
      game.clock.rate(1);
    },
  );

  it('ends', async () => {
    await goOnTo(STEPS.at(-1) as Step);
    await desk.page.waitForSelector('.podium li');
    expect([desk, board, ...students].flatMap(({ complaints }) => complaints)).toEqual([]);
  });
});

/** Pictures for people, and no serious barrier. */
async function look(name: string): Promise<void> {
  for (const [index, { page }] of students.entries()) {
    await keepPicture(page, `seven-${name}-student-${index + 1}`);
    expect(await barriers(page)).toEqual([]);
    expect(await sideways(page)).toBeLessThanOrEqual(0);
  }
  await keepPicture(desk.page, `seven-${name}-desk`, false);
  await keepPicture(board.page, `seven-${name}-board`, false);
}
