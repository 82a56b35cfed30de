import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Phase } from '../../shared/protocol/views.ts';
import { startTestApp, type TestApp } from '../server/support/app.ts';
import { joinStudent, openDesk, Page, type Student } from '../server/support/page.ts';
import { playAlong } from '../server/support/script.ts';

let game: TestApp;
beforeAll(async () => {
  game = await startTestApp();
});
afterAll(() => game.close());

/** What must be the same after a reload. The machine goes on meanwhile, so that its state is not among it. */
function identity({ seat }: Page) {
  if (seat === undefined) throw new Error('no seat was shown');
  const { name, mark, node, role, points, prediction, vote } = seat;
  return { seat: seat.seat, name, mark, node, role: role?.id ?? null, points, prediction, vote };
}

async function reload(
  { token }: Pick<Student, 'token'>,
  page: Page,
  code: string,
  how: 'leave' | 'drop',
): Promise<Page> {
  if (how === 'leave') await page.leave();
  else page.drop();
  const next = await Page.open(game.url, code, { kind: 'seat', token });
  await next.until(() => next.seat !== undefined);
  return next;
}

const STOPS: readonly (readonly [Phase, 0 | 1])[] = [
  ['lobby', 0],
  ['brief', 0],
  ['predict', 0],
  ['play', 0],
  ['reveal', 0],
  ['brief', 1],
  ['play', 1],
  ['compare', 1],
];

test('C1: a student who reloads twice in every phase keeps seat, name, role, machine, score, prediction and vote', async () => {
  const { code, desk } = await openDesk(game.url);
  const [ada, ben] = await Promise.all([joinStudent(game.url, code, 'Ada'), joinStudent(game.url, code, 'Ben')]);
  let page = ada.page;
  for (const [phase, run] of STOPS) {
    if (phase !== 'lobby') await desk.skipTo(phase, run);
    await page.until(() => page.state.phase === phase && page.state.run === run);
    await actIn(phase, { ...ada, page });
    // Only a standing clock keeps points from being won by the autopilot meanwhile.
    if (phase === 'play') await desk.instruct({ type: 'pause' });
    await page.until(() => page.state.paused === (phase === 'play'));
    const before = await settled(page);
    for (const how of ['leave', 'drop'] as const) {
      page = await reload(ada, page, code, how);
      expect(identity(page), `${phase} ${run} ${how}`).toEqual(before);
      expect(page.state.phase).toBe(phase);
    }
    if (phase === 'play') await desk.instruct({ type: 'resume' });
  }
  await desk.until(() => desk.roster.size === 2 && desk.state.connected === 2);
  expect(desk.roster.get(ben.seat)?.connected).toBe(true);
});

async function actIn(phase: Phase, { page, ...rest }: Student): Promise<void> {
  if (phase === 'predict') {
    await page.act({ type: 'predict', prediction: { better: 'same', sure: 2, finish: 40 } });
    await page.until(() => page.seat?.prediction !== null);
  }
  if (phase === 'compare') {
    await page.act({ type: 'vote', better: 'peer-to-peer' });
    await page.until(() => page.seat?.vote !== null);
  }
  if (phase === 'play') {
    await page.until(() => page.seat?.play !== null);
    let taps = 0;
    await playAlong({ page, ...rest }, () => ++taps > 2);
  }
}

/** The private view as it stands after everything that is under way. */
async function settled(page: Page) {
  page.seat = undefined;
  await page.room.request('hello');
  await page.until(() => page.seat !== undefined);
  return identity(page);
}
