import { rmSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensureClient } from '../../server/launch/client.mjs';
import type { SeatAnswer } from '../../shared/protocol/messages.ts';
import { openWindow, PHONE } from '../browser/support.ts';
import { LESSON, SCENARIO } from '../class/sample.ts';
import { startTestApp, type TestApp } from '../server/support/app.ts';
import { takeSeat } from '../server/support/ask.ts';
import { joinStudent, openDesk, Page } from '../server/support/page.ts';
import { launchBrowser } from '../support/browser.ts';
import { startProxy, type TestProxy } from '../support/proxy.ts';
import { copyPages } from '../support/stage/built-pages.ts';

/** One round without trouble. */
const QUIET = { ...LESSON, rounds: [{ ...SCENARIO, stresses: [] }] };

let pages: string;
let game: TestApp;
let proxy: TestProxy;
let browser: Browser;
beforeAll(async () => {
  await ensureClient();
  pages = copyPages();
  game = await startTestApp({ pages, lesson: QUIET });
  proxy = await startProxy(game.game.port);
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await proxy.close();
  await game.close();
  rmSync(pages, { recursive: true, force: true });
});

/** One round, and the phases of it that end by the clock. */
const ROUND = ['brief 0', 'predict 0', 'play 0', 'reveal 0', 'brief 1', 'play 1', 'compare 1'];

test('C7: nobody waits for a phone that is locked: its class goes on by the clock to the end, and nobody presses anything', async () => {
  const { code, desk } = await openDesk(game.url);
  const ada = await joinStudent(game.url, code, 'Ada');
  await lockedStudent(code);
  await desk.until(() => desk.state.connected === 2);
  await desk.instruct({ type: 'start' });
  proxy.forget();

  const seen: string[] = [];
  while (desk.state.phase !== 'end') {
    const { phase, run, epoch, clockAt, clockEndsAt } = desk.state;
    seen.push(`${phase} ${run}`);
    game.clock.skip(clockEndsAt - clockAt);
    await desk.until(() => desk.state.epoch !== epoch);
  }
  expect(seen).toEqual(ROUND);
  expect(ada.page.closed).toBeUndefined();
  expect(desk.state.joined).toBe(2);
});

test('C7: the autopilot plays for a phone that is locked, and hands back at the first touch', async () => {
  const { code, desk } = await openDesk(game.url);
  const ada = await joinStudent(game.url, code, 'Ada');
  const { token, seat } = await lockedStudent(code);
  // Ada's machine is the server: the other one has a job.
  expect(await desk.instruct({ type: 'role', seat: ada.seat, role: 'server' })).toEqual({ ok: true });
  await desk.skipTo('play');
  proxy.forget();
  const node = desk.roster.get(seat)?.node;
  const told = () => desk.frames.flatMap(({ nodes }) => nodes.filter((one) => one.node === node));
  for (let seconds = 0; (told().at(-1)?.progress ?? 0) < 0.4; seconds += 1) {
    const { length } = desk.frames;
    game.clock.skip(1_000);
    await desk.until(() => desk.frames.length > length);
    expect(seconds).toBeLessThan(25);
  }
  expect(told().at(-1)?.pilot).toBe('autopilot');

  const page = await Page.open(proxy.url, code, { kind: 'seat', token });
  await page.until(() => page.seat?.play?.verbs.some(({ blocked }) => blocked === undefined) ?? false);
  expect(page.seat?.pilot).toBe('autopilot');
  expect(page.seat?.play?.job.done).toBeGreaterThan(1);
  await untilTaken(page);
  await page.until(() => page.seat?.pilot === 'you');
  await desk.until(() => told().at(-1)?.pilot === 'person');
});

test('C7: the screen stays on while the page is looked at, and again when it is looked at again', async () => {
  const { code } = await openDesk(game.url);
  const { page } = await openWindow(browser, { size: PHONE });
  // A browser without a screen has none to keep on: this one does what the Screen Wake Lock API says of the lock.
  await page.addInitScript(() => {
    const locks: Promise<WakeLockSentinel>[] = [];
    class Sentinel extends EventTarget {
      readonly type = 'screen';
      released = false;
      onrelease = null;
      async release(): Promise<void> {
        this.released = true;
        this.dispatchEvent(new Event('release'));
      }
    }
    const request = async (): Promise<WakeLockSentinel> => {
      const lock = Promise.resolve(new Sentinel());
      locks.push(lock);
      return lock;
    };
    Object.defineProperty(navigator, 'wakeLock', { value: { request } });
    Object.assign(globalThis, { locks });
  });
  await page.goto(`${game.url}/j/${code}`);
  await page.fill('#name', 'Ben');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.lobby');
  await expect.poll(() => page.evaluate(held)).toEqual([true]);
  // As the system does it when another app comes to the front, and back.
  await page.evaluate(async () => {
    const [first] = await Promise.all((globalThis as unknown as Watched).locks);
    await first?.release();
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await expect.poll(() => page.evaluate(held)).toEqual([false, true]);
});

interface Watched {
  readonly locks: readonly Promise<WakeLockSentinel>[];
}
async function held(): Promise<readonly boolean[]> {
  const locks = await Promise.all((globalThis as unknown as Watched).locks);
  return locks.map(({ released }) => !released);
}

/** A phone whose connection goes by the proxy. */
async function lockedStudent(code: string): Promise<SeatAnswer> {
  const taken = await takeSeat(game.url, code, 'Locked');
  await Page.open(proxy.url, code, { kind: 'seat', token: taken.token });
  return taken;
}

/** Taps until a tap counts: while the finger moves, the machine may do it by itself. */
async function untilTaken(page: Page): Promise<void> {
  for (;;) {
    const { seat } = page;
    const verb = seat?.play?.verbs.find(({ blocked }) => blocked === undefined);
    if (verb !== undefined && (await page.act({ type: 'act', action: verb.action })).ok) return;
    await page.until(() => page.seat !== seat);
  }
}
