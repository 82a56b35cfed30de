import type { BrowserContext, Page, Route } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { SCENES } from '../support/stage/scenes.ts';
import { onStage } from './on-stage.ts';
import { keepPicture, PHONE } from './support.ts';

const on = onStage();

const CODE = SCENES.lobby.view.code;
const PAGES = [
  ['student', '/', '.join'],
  ['desk', '/teach', '.start'],
  ['board', `/board/${CODE}`, '.board'],
] as const;
const NEEDS = 'Hub & Mesh needs a browser from 2022 or later, with JavaScript on.';

let context: BrowserContext;
let pages: readonly Page[];

afterEach(() => context.close());

/** A tab for each page. */
async function newTabs(javaScriptEnabled = true): Promise<void> {
  context = await on.browser.newContext({ viewport: PHONE, javaScriptEnabled });
  pages = await Promise.all(PAGES.map(() => context.newPage()));
}

async function openAll(): Promise<void> {
  await Promise.all(PAGES.map(([, path], index) => pages[index]?.goto(on.stage.url + path)));
}

async function eachSaysWhatItNeeds(): Promise<void> {
  await openAll();
  await Promise.all(pages.map((page) => page.locator('#needs').waitFor()));
  for (const page of pages) {
    expect((await page.textContent('#needs'))?.replace(/\s+/g, ' ')).toContain(NEEDS);
    const { y = -1, height = 0 } = (await page.locator('#needs').boundingBox()) ?? {};
    expect(y >= 0 && y + height <= PHONE.height, 'in sight without scrolling').toBe(true);
  }
}

describe('In plain words each page says what it needs', () => {
  it.each([
    ['can’t read its script', /assets\/(student|instructor|board)-[^/]*\.js$/, unreadable],
    ['gets no script', /assets\/(student|instructor|board)-[^/]*\.js$/, missing],
    ['gets not all that its script needs', /assets\/marks-[^/]*\.js$/, missing],
    ['gets no styles either', /assets\/.*\.(js|css)$/, missing],
  ])('to a browser that %s', async (_, files, answer) => {
    await newTabs();
    await context.route(files, answer);
    await eachSaysWhatItNeeds();
  });

  it('to a browser that knows no modules', async () => {
    await newTabs();
    await context.route(/\/(teach|board\/\w+)?$/, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: (await response.text()).replaceAll('type="module"', 'type="unknown"') });
    });
    await eachSaysWhatItNeeds();
    for (const [index, [name]] of PAGES.entries()) await keepPicture(pages[index] as Page, `needs-${name}`);
  });

  it('where scripts are turned off, and that they are', async () => {
    await newTabs(false);
    await eachSaysWhatItNeeds();
    for (const page of pages) expect(await page.locator('#no-script').isVisible()).toBe(true);
  });

  it('and no longer when it works', async () => {
    await newTabs();
    await openAll();
    for (const [index, [, , shown]] of PAGES.entries()) {
      await pages[index]?.waitForSelector(shown);
      expect(await pages[index]?.locator('#needs').count()).toBe(0);
    }
  });
});

function unreadable(route: Route): Promise<void> {
  return route.fulfill({ contentType: 'text/javascript', body: 'a browser of another time' });
}
function missing(route: Route): Promise<void> {
  return route.fulfill({ status: 404, body: '' });
}
