import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Claim } from '../../shared/protocol/claim.ts';
import { CLOSE } from '../../shared/protocol/close.ts';
import { startTestApp, type TestApp } from './support/app.ts';
import { openClass, takeSeat } from './support/ask.ts';
import { joinStudent, openDesk, Page } from './support/page.ts';

let game: TestApp;
let claim: Claim;
let code: string;
beforeAll(async () => {
  game = await startTestApp();
});
afterAll(() => game.close());

const PHONE = 'page-of-the-phone';
const LAPTOP = 'page-of-the-laptop';

async function newSeat(): Promise<void> {
  ({ code } = await openClass(game.url));
  claim = { kind: 'seat', token: (await takeSeat(game.url, code, 'Ada')).token };
}
const open = (page: string, attempt: number) => Page.open(game.url, code, claim, { page, attempt });
const enter = (page: string, attempt: number) => Page.enter(game.url, code, claim, { page, attempt });
const hello = (page: Page) => page.room.request('hello');
/** Still open, and told nothing: it hears the answer to one more hello. */
async function expectUndisturbed(page: Page): Promise<void> {
  expect(await hello(page)).toEqual({ ok: true });
  expect(page.closed).toBeUndefined();
  expect(page.goodbyes).toEqual([]);
}
async function closedWith(page: Page): Promise<number | undefined> {
  await page.until(() => page.closed !== undefined);
  return page.closed;
}

describe('A page that connects again', () => {
  test('takes over from its own earlier attempt, which is told nothing about another tab', async () => {
    await newSeat();
    const earlier = await open(PHONE, 3);
    const later = await open(PHONE, 4);
    expect(await closedWith(earlier)).toBe(CLOSE.late);
    expect(earlier.goodbyes).toEqual([]);
    await expectUndisturbed(later);
  });

  test('keeps its seat when an attempt that it has given up is let in after all', async () => {
    await newSeat();
    const late = await enter(PHONE, 3);
    const current = await open(PHONE, 7);
    await hello(late).catch(() => undefined);
    expect(await closedWith(late)).toBe(CLOSE.late);
    expect(late.goodbyes).toEqual([]);
    await expectUndisturbed(current);
  });

  test('keeps its seat in whatever order its attempts are let in and heard', async () => {
    await newSeat();
    const order = [5, 2, 9, 1, 8, 3, 4];
    const pages = await Promise.all(order.map((attempt) => enter(PHONE, attempt)));
    await Promise.all(pages.map((page) => hello(page).catch(() => undefined)));
    const latest = pages[order.indexOf(9)];
    for (const page of pages) if (page !== latest) expect(await closedWith(page)).toBe(CLOSE.late);
    if (latest !== undefined) await expectUndisturbed(latest);
    expect(pages.flatMap(({ goodbyes }) => goodbyes)).toEqual([]);
  });

  test('as a board needs no second place, though its earlier attempt still stands', async () => {
    ({ code } = await openClass(game.url));
    claim = { kind: 'board' };
    await Promise.all(Array.from({ length: 23 }, (_, index) => open(`page-of-board-${index}`, 0)));
    const earlier = await open(PHONE, 0);
    await expectUndisturbed(await open(PHONE, 1));
    expect(await closedWith(earlier)).toBe(CLOSE.late);
    await expect(open(LAPTOP, 0)).rejects.toThrow(/too-many-screens/);
  });
});

describe('A connection that never says hello', () => {
  test('takes no seat from the page that has it, and does not count as its student', async () => {
    const { code: room, desk } = await openDesk(game.url);
    const ada = await joinStudent(game.url, room, 'Ada');
    const silent = await Page.enter(game.url, room, { kind: 'seat', token: ada.token });
    await expectUndisturbed(ada.page);
    ada.page.drop();
    await desk.until(() => desk.roster.get(ada.seat)?.connected === false);
    expect(silent.closed).toBeUndefined();
  });

  test('is closed after a while', async () => {
    await newSeat();
    const silent = await enter(PHONE, 0);
    game.clock.skip(16_000);
    expect(await closedWith(silent)).toBe(CLOSE.behind);
  });
});

describe('Two pages of one seat', () => {
  test('that connect one after the other leave the seat to the later one, also when the earlier one comes back by itself', async () => {
    await newSeat();
    const phone = await open(PHONE, 0);
    const laptop = await open(LAPTOP, 0);
    expect(await closedWith(phone)).toBe(CLOSE.replaced);
    const back = await enter(PHONE, 1);
    await hello(back).catch(() => undefined);
    expect(await closedWith(back)).toBe(CLOSE.replaced);
    expect(back.goodbyes.map((why) => why.code)).toEqual(['other-tab']);
    await expectUndisturbed(laptop);
  });

  test('leave it to the earlier one again once the later one is gone', async () => {
    await newSeat();
    await open(PHONE, 0);
    const laptop = await open(LAPTOP, 0);
    laptop.drop();
    await laptop.until(() => laptop.closed !== undefined);
    await expectUndisturbed(await open(PHONE, 1));
  });
});
