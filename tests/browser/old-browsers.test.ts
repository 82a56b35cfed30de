import type { Browser, BrowserContext, Page, Route } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ensureClient } from '../../server/launch/client.mjs';
import { launchBrowser } from '../support/browser.ts';
import { copyPages, openStage, type Stage } from '../support/stage/class.ts';
import { FREE_NAMES, LESSONS } from '../support/stage/offers.ts';
import { SCENES } from '../support/stage/scenes.ts';
import { keepPicture, PHONE } from './support.ts';

const CODE = SCENES.lobby.view.code;
const PAGES = [
  ['a student’s page', '/', '.join'],
  ['the desk', '/teach', '.start'],
  ['the board', `/board/${CODE}`, '.board'],
] as const;
const NEEDS = 'Hub & Mesh needs a browser from 2022 or later, with JavaScript on.';

let browser: Browser;
let stage: Stage;
let context: BrowserContext;
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
afterEach(() => context.close());

async function open(javaScriptEnabled = true): Promise<void> {
  context = await browser.newContext({ viewport: PHONE, javaScriptEnabled });
  page = await context.newPage();
}

async function saysWhatItNeeds(path: string): Promise<void> {
  await page.goto(stage.url + path);
  await page.locator('#needs').waitFor();
  expect((await page.textContent('#needs'))?.replace(/\s+/g, ' ')).toContain(NEEDS);
}

describe.each(PAGES)('In plain words %s says what it needs', (name, path, shown) => {
  it.each([
    ['can’t read its script', /assets\/(student|instructor|board)-[^/]*\.js$/, unreadable],
    ['gets no script', /assets\/(student|instructor|board)-[^/]*\.js$/, missing],
    ['gets not all that its script needs', /assets\/marks-[^/]*\.js$/, missing],
  ])('to a browser that %s', async (_, files, answer) => {
    await open();
    await page.route(files, answer);
    await saysWhatItNeeds(path);
  });

  it('to a browser that knows no modules', async () => {
    await open();
    await page.route(stage.url + path, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: (await response.text()).replaceAll('type="module"', 'type="unknown"') });
    });
    await saysWhatItNeeds(path);
    await keepPicture(page, `needs-${name}`);
  });

  it('to a browser without styles or scripts, at once', async () => {
    await open();
    await page.route(/assets\/.*\.(js|css)$/, missing);
    await saysWhatItNeeds(path);
  });

  it('where scripts are turned off, and that they are', async () => {
    await open(false);
    await saysWhatItNeeds(path);
    expect(await page.locator('#no-script').isVisible()).toBe(true);
  });

  it('and no longer when it works', async () => {
    await open();
    await page.goto(stage.url + path);
    await page.waitForSelector(shown);
    expect(await page.locator('#needs').count()).toBe(0);
  });
});

function unreadable(route: Route): Promise<void> {
  return route.fulfill({ contentType: 'text/javascript', body: 'a browser of another time' });
}
function missing(route: Route): Promise<void> {
  return route.fulfill({ status: 404, body: '' });
}
