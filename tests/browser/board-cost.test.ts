import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureClient } from '../../server/launch/client.mjs';
import { ROOT } from '../../server/launch/project.mjs';
import type { Stage } from '../support/board/main.tsx';
import { type BoardPage, serveBoard } from '../support/board/serve.ts';
import { launchBrowser } from '../support/browser.ts';
import { openWindow, PROJECTOR } from './support.ts';

type Staged = typeof globalThis & { readonly stage: Stage; readonly costs: number[]; readonly reference: number[] };

/**
 * Runs in the page before everything else: notes how long (ms) each frame's scripts take, and after each of them how long it takes to
 * copy two thousand small pictures and three hundred larger ones to a canvas of the picture's size, which is the least that such a picture needs.
 */
function watchFrames(): void {
  const costs: number[] = [];
  const reference: number[] = [];
  Object.assign(globalThis, { costs, reference });
  const ask = globalThis.requestAnimationFrame.bind(globalThis);
  let inFrame = 0;
  globalThis.requestAnimationFrame = (callback) =>
    ask((time) => {
      const before = performance.now();
      callback(time);
      inFrame += performance.now() - before;
    });
  const [picture, stamp] = [document.createElement('canvas'), document.createElement('canvas')];
  Object.assign(picture, { width: 1_420, height: 890 });
  Object.assign(stamp, { width: 64, height: 64 });
  const pen = picture.getContext('2d');
  stamp.getContext('2d')?.fillRect(8, 8, 40, 40);
  const measure = (): void => {
    ask(measure);
    if (inFrame > 0) costs.push(inFrame);
    inFrame = 0;
    const before = performance.now();
    pen?.clearRect(0, 0, 1_420, 890);
    for (let index = 0; index < 2_000; index++)
      pen?.drawImage(stamp, 0, 0, 30, 30, (index * 37) % 1_400, (index * 53) % 880, 30, 30);
    for (let index = 0; index < 300; index++)
      pen?.drawImage(stamp, 0, 0, 64, 64, (index * 47) % 1_400, (index * 59) % 880, 64, 64);
    reference.push(performance.now() - before);
  };
  ask(measure);
}

/** The cost of frames that nothing else on this computer held up: of twenty frames one costs less. */
function undisturbed(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 20)] ?? Number.NaN;
}

describe('A board with 300 nodes and 2,000 messages', () => {
  let browser: Browser;
  let board: BoardPage;
  beforeAll(async () => {
    board = await serveBoard();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await board.close();
  });

  it('needs at most three times the script time of the bare copying', async () => {
    const { page, context, complaints } = await openWindow(browser, { size: PROJECTOR, dark: true });
    await page.addInitScript(watchFrames);
    await page.goto(board.url);
    await page.waitForFunction(() => 'stage' in globalThis);
    await page.evaluate(() => {
      const { stage } = globalThis as Staged;
      stage.begin({ layout: 'mesh', nodes: 300, items: 4_000, rate: 7, way: 2 });
      stage.phase('play', 299);
      stage.playTo(6);
    });
    await page.waitForSelector('.canvas canvas');
    await page.evaluate(() => {
      const { stage, costs, reference } = globalThis as Staged;
      costs.length = 0;
      reference.length = 0;
      stage.run();
    });
    await page.waitForFunction(() => (globalThis as Staged).costs.length >= 160, undefined, { timeout: 120_000 });
    const { costs, reference } = await page.evaluate(() => {
      const measured = globalThis as Staged;
      return { costs: measured.costs.slice(20), reference: measured.reference.slice(20) };
    });
    await context.close();
    expect(complaints).toEqual([]);
    expect(undisturbed(costs)).toBeLessThan(undisturbed(reference) * 3);
  });
});

describe('The built pages', () => {
  interface Chunk {
    readonly file: string;
    readonly imports?: readonly string[];
    readonly dynamicImports?: readonly string[];
  }
  let manifest: { readonly [source: string]: Chunk };
  beforeAll(async () => {
    await ensureClient();
    manifest = JSON.parse(readFileSync(join(ROOT, 'dist', 'client', '.vite', 'manifest.json'), 'utf8'));
  });

  /** What the browser fetches for a page before anything is asked for later. */
  function scriptsOf(source: string, found = new Set<string>()): ReadonlySet<string> {
    const chunk = manifest[source];
    if (chunk === undefined) throw new Error(`${source} is not built`);
    if (found.has(chunk.file)) return found;
    found.add(chunk.file);
    for (const next of chunk.imports ?? []) scriptsOf(next, found);
    return found;
  }
  const hasPhaser = (file: string): boolean =>
    /Phaser v|phaser\.io/i.test(readFileSync(join(ROOT, 'dist', 'client', file), 'utf8'));

  it.each(['student/index.html', 'instructor/index.html', 'board/index.html'])('%s begins without Phaser', (source) => {
    const scripts = [...scriptsOf(source)];
    expect(scripts.length).toBeGreaterThan(0);
    expect(scripts.filter(hasPhaser)).toEqual([]);
  });

  it('have Phaser once, in a part that is fetched when a picture is drawn', () => {
    const files = Object.values(manifest)
      .map(({ file }) => file)
      .filter((file) => file.endsWith('.js'));
    expect(new Set(files.filter(hasPhaser)).size).toBe(1);
  });
});
