import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { ROOT } from '../../server/launch/project.mjs';
import { artefact } from '../support/browser.ts';

export const PHONE = { width: 360, height: 740 };
export const SMALLEST = { width: 320, height: 568 };
export const LAPTOP = { width: 1366, height: 768 };
export const PROJECTOR = { width: 1920, height: 1080 };

const AXE = readFileSync(join(ROOT, 'node_modules', 'axe-core', 'axe.min.js'), 'utf8');

export interface Window {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the page reported as wrong, by itself. */
  readonly complaints: string[];
}

export interface WindowOptions {
  readonly size: { readonly width: number; readonly height: number };
  readonly dark?: boolean;
  readonly calm?: boolean;
  /** Pictures a second, as on a slow computer; as many as the browser makes unless told otherwise. */
  readonly frames?: number;
  /** What the browser kept from before, by key. */
  readonly kept?: { readonly [key: string]: object };
}

/** A window of a browser that nobody used before. */
export async function openWindow(browser: Browser, options: WindowOptions): Promise<Window> {
  const { size, dark, calm, frames, kept = {} } = options;
  const context = await browser.newContext({
    viewport: size,
    colorScheme: dark === true ? 'dark' : 'light',
    reducedMotion: calm === true ? 'reduce' : 'no-preference',
    hasTouch: size.width < 700,
    locale: 'en-GB',
  });
  const texts = Object.entries(kept).map(([key, value]) => [key, JSON.stringify(value)] as const);
  await context.addInitScript((entries) => {
    for (const [key, value] of entries) if (localStorage.getItem(key) === null) localStorage.setItem(key, value);
  }, texts);
  if (frames !== undefined) await context.addInitScript(drawSeldom, 1_000 / frames);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${message.text()} ${message.location().url}`);
  });
  return { page, context, complaints };
}

/** In the page: lets it draw at most once in so many ms. */
function drawSeldom(ms: number): void {
  const [request, cancel] = [requestAnimationFrame.bind(globalThis), cancelAnimationFrame.bind(globalThis)];
  const waiting = new Map<number, number>();
  let [asked, last] = [0, 0];
  globalThis.requestAnimationFrame = (draw) => {
    asked += 1;
    const id = asked;
    const look = (time: number): void => {
      if (time !== last && time - last < ms) return void waiting.set(id, request(look));
      last = time;
      waiting.delete(id);
      draw(time);
    };
    waiting.set(id, request(look));
    return id;
  };
  globalThis.cancelAnimationFrame = (id) => {
    cancel(waiting.get(id) ?? -1);
    waiting.delete(id);
  };
}

type Storage = 'localStorage' | 'sessionStorage' | 'indexedDB';

/** As where the browser's owner has set that sites may keep nothing: looking at a storage throws, as it does in Chromium then. */
export async function forbidStorage(where: Page | BrowserContext, ...storages: readonly Storage[]): Promise<void> {
  await where.addInitScript((names) => {
    const get = (): never => {
      throw new DOMException('Access is denied for this document.', 'SecurityError');
    };
    for (const name of names) Object.defineProperty(globalThis, name, { get });
  }, storages);
}

/** A student's phone, in the lobby of a class. */
export async function joinedStudent(
  browser: Browser,
  url: string,
  code: string,
  name: string,
  options: Partial<WindowOptions> = {},
): Promise<Window> {
  const student = await openWindow(browser, { size: PHONE, ...options });
  await student.page.goto(`${url}/j/${code}`);
  await student.page.fill('#name', name);
  await student.page.keyboard.press('Enter');
  await student.page.waitForSelector('.lobby');
  return student;
}

/** Takes the desk's next step as soon as the phase on it counts as seen, and says yes where the desk asks. */
export async function pressNext(desk: Page): Promise<void> {
  const playing = (await desk.getAttribute('.desk', 'data-phase')) === 'play';
  await desk.click('button.next');
  if (playing) await desk.click('button.next:has-text("End this run now?")');
}

/** The desk shows this phase, and what is pressed counts there. */
export async function deskIn(desk: Page, phase: string): Promise<void> {
  await desk.waitForSelector(`.desk[data-phase="${phase}"][data-settled]`);
}

/**
 * On each phone the first thing that can be done is tapped, and again only if it was refused, until the desk counts its student as having
 * acted: what is offered can be gone by the time that the tap comes.
 */
export async function everybodyActs(desk: Page, phones: readonly Page[]): Promise<void> {
  for (const [index, phone] of phones.entries()) {
    let tapped = false;
    const tap = async (): Promise<number> => {
      const refused = (await phone.locator('.hands .said').count()) > 0;
      if (!tapped || refused) tapped = await phone.evaluate(tapFirst);
      return Number(await desk.locator('.counts dd').last().textContent());
    };
    await expect.poll(tap, { timeout: 30_000, message: await phone.innerText('body') }).toBeGreaterThan(index);
  }
}

function tapFirst(): boolean {
  const button = document.querySelector<HTMLButtonElement>('.hands button[aria-disabled="false"]');
  button?.click();
  return button !== null;
}

/** @returns what axe finds serious or critical once whatever moves has come to its end, one line each. */
export async function barriers(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    for (const animation of document.getAnimations()) {
      if (animation.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY) animation.finish();
    }
    const axe = (globalThis as unknown as { axe: { run: (where: object) => Promise<{ violations: Violation[] }> } })
      .axe;
    interface Violation {
      readonly id: string;
      readonly impact: string | null;
      readonly nodes: readonly { readonly html: string }[];
    }
    const { violations } = await axe.run({ exclude: [['iframe']] });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
  });
}

/** @returns pixels that the page is wider than its window. */
export function sideways(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** @returns pixels that the page is higher than its window. */
export function downwards(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollHeight - document.documentElement.clientHeight);
}

/** Leaves a picture of the whole page for people to look at. */
export async function keepPicture(page: Page, name: string, whole = true): Promise<void> {
  await page.screenshot({ path: artefact(`${name}.png`), fullPage: whole });
}
