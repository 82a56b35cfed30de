import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Phase } from '../../shared/protocol/views.ts';
import { startTestApp, type TestApp } from '../server/support/app.ts';
import { joinStudent, openDesk, Page } from '../server/support/page.ts';

let game: TestApp;
beforeAll(async () => {
  game = await startTestApp();
});
afterAll(() => game.close());

const STOPS: readonly (readonly [Phase, 0 | 1])[] = [
  ['brief', 0],
  ['predict', 0],
  ['play', 0],
  ['reveal', 0],
  ['brief', 1],
  ['play', 1],
  ['compare', 1],
];

/** Taps what is offered, as a person does, until a tap counts: while the finger moves, the machine may do it by itself. */
async function playsSomething(page: Page): Promise<void> {
  const open = () => page.seat?.play?.verbs.find(({ blocked }) => blocked === undefined);
  for (let tap = 1; ; tap++) {
    await page.until(() => open() !== undefined);
    const shown = page.seat;
    const answer = await page.act({ type: 'act', id: `tap-${tap}`, action: open()?.action ?? { type: 'none' } });
    if (answer.ok) return;
    expect(answer.refusal.code).toBe('waiting');
    await page.until(() => page.seat !== shown);
  }
}

describe('C8: a student who joins late', () => {
  test.each(STOPS)('in %s of run %i sees what the others see, has a seat and no points', async (phase, run) => {
    const { code, desk } = await openDesk(game.url);
    const ada = await joinStudent(game.url, code, 'Ada');
    await desk.skipTo(phase, run);
    await desk.instruct({ type: 'pause' });
    await ada.page.until(() => ada.page.state.phase === phase && ada.page.state.paused);
    const late = await joinStudent(game.url, code, 'Late');
    const own = ({ clockAt, joined, connected, bots, ...rest }: Record<string, unknown>) => rest;
    await late.page.until(() => late.page.state.joined === 2 && late.page.state.connected === 2);
    await ada.page.until(() => ada.page.state.joined === 2 && ada.page.state.connected === 2);
    expect(own(late.page.state.toJSON())).toEqual(own(ada.page.state.toJSON()));
    expect(late.page.seat).toMatchObject({
      seat: late.seat,
      name: 'Late',
      points: 0,
      prediction: null,
      vote: null,
      // In play it has touched nothing yet.
      pilot: phase === 'play' ? 'autopilot' : 'you',
    });
    await desk.until(() => desk.roster.get(late.seat)?.connected === true);
  });

  test('in play takes over a bot’s machine and plays at once', async () => {
    const { code, desk } = await openDesk(game.url);
    await joinStudent(game.url, code, 'Ada');
    await desk.skipTo('play');
    const late = await joinStudent(game.url, code, 'Late');
    await late.page.until(() => late.page.seat?.play != null);
    expect(late.page.seat?.node).toBeGreaterThanOrEqual(0);
    await playsSomething(late.page);
  });

  test('has the clock right: a board that opens late counts down to the same end', async () => {
    const { code, desk } = await openDesk(game.url);
    await desk.skipTo('predict');
    const started = desk.state.clockAt;
    game.clock.skip(7_000);
    const board = await Page.open(game.url, code, { kind: 'board' });
    expect(board.state.clockEndsAt).toBe(desk.state.clockEndsAt);
    expect(board.state.clockAt).toBeGreaterThanOrEqual(started + 7_000);
  });
});
