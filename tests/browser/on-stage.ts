import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { ensureClient } from '../../server/launch/client.mjs';
import { launchBrowser } from '../support/browser.ts';
import { copyPages } from '../support/stage/built-pages.ts';
import { openStage, type Stage } from '../support/stage/class.ts';
import { FREE_NAMES, LESSONS } from '../support/stage/offers.ts';
import { SCENES } from '../support/stage/scenes.ts';

/** What the tests of a file share; there from the first of them on. */
export interface OnStage {
  readonly browser: Browser;
  readonly stage: Stage;
  /** The folder of the pages that the stage gives out. */
  readonly pages: string;
}

/** A staged class, in its lobby at first, and a browser for all tests of a file. */
export function onStage(): OnStage {
  let [browser, stage, pages]: [Browser?, Stage?, string?] = [];
  const there = <Value>(value: Value | undefined): Value => {
    if (value === undefined) throw new Error('not before the tests');
    return value;
  };
  beforeAll(async () => {
    await ensureClient();
    pages = copyPages();
    stage = await openStage({ pages, scene: SCENES.lobby, lessons: LESSONS, names: FREE_NAMES });
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await stage?.close();
  });
  return {
    get browser() {
      return there(browser);
    },
    get stage() {
      return there(stage);
    },
    get pages() {
      return there(pages);
    },
  };
}
