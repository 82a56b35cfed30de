import type { Browser, Page } from 'playwright-core';
import { joinStudent, openDesk } from '../server/support/page.ts';
import { launchBrowser } from '../support/browser.ts';

const TIMES = 15;
const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true };
const PLAYING = '.class[data-phase="play"] .verb';

/** What real pages take during play, in ms each. */
export interface Comings {
  /** From a reload until the student can play on. */
  readonly reloads: readonly number[];
  /** From the tap on Join until a late joiner can play. */
  readonly late: readonly number[];
  /** From a reload until a page of the same server that says a few words is there. */
  readonly bare: readonly number[];
}

/** A class in play with bots and a few students; one reloads over and over, and others come late. */
export async function measureComings(url: string): Promise<Comings> {
  const { code, desk } = await openDesk(url, 'first-lesson');
  await desk.instruct({ type: 'bots', fillTo: 40 });
  for (const name of ['Ada', 'Ben', 'Chidi']) await joinStudent(url, code, name);
  await desk.skipTo('play');
  await desk.instruct({ type: 'extend', seconds: 120 });
  const browser = await launchBrowser();
  const late: number[] = [];
  let page: Page | undefined;
  for (let time = 0; time < TIMES; time++) {
    await page?.context().close();
    page = await atTheForm(browser, url, code, `Late ${time + 1}`);
    late.push(await msOf(page, PLAYING, (at) => at.keyboard.press('Enter')));
  }
  const reloads = await msEach(page, PLAYING);
  const plain = await (await browser.newContext(PHONE)).newPage();
  await plain.goto(`${url}/health`);
  const bare = await msEach(plain, 'body');
  await browser.close();
  await desk.instruct({ type: 'end' });
  return { reloads, late, bare };
}

async function atTheForm(browser: Browser, url: string, code: string, name: string): Promise<Page> {
  const page = await (await browser.newContext(PHONE)).newPage();
  await page.goto(`${url}/j/${code}`);
  await page.fill('#name', name);
  return page;
}

async function msEach(page: Page | undefined, ready: string): Promise<readonly number[]> {
  const took: number[] = [];
  for (let time = 0; page !== undefined && time < TIMES; time++) {
    took.push(await msOf(page, ready, (at) => at.reload({ waitUntil: 'commit' })));
  }
  return took;
}

async function msOf(page: Page, ready: string, act: (page: Page) => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await act(page);
  await page.waitForSelector(ready);
  return performance.now() - from;
}
