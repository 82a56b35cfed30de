import { afterAll, beforeAll, expect, test } from 'vitest';
import { CLOSE } from '../../shared/protocol/close.ts';
import type { CommandAnswer } from '../../shared/protocol/messages.ts';
import { startTestApp, type TestApp } from './support/app.ts';
import { codeOf } from './support/asked.ts';
import { joinStudent, openDesk, type Page } from './support/page.ts';

const TWELVE_HOURS = 12 * 3_600_000;
/** What one connection may send at once. */
const AT_ONCE = 20;

let game: TestApp;
beforeAll(async () => {
  game = await startTestApp();
});
afterAll(() => game.close());

const ping = ({ room }: Page): Promise<number> => new Promise((resolve) => room.ping(resolve));

test('A page’s pings are answered, use up none of its messages and are no acts', async () => {
  const { code, desk } = await openDesk(game.url);
  const { page } = await joinStudent(game.url, code, 'Ada');
  await desk.skipTo('predict');
  await page.until(() => page.state.phase === 'predict');
  for (let pings = 0; pings < 2 * AT_ONCE; pings++) expect(await ping(page)).toBeGreaterThanOrEqual(0);
  const answers = await Promise.all(
    Array.from({ length: AT_ONCE / 2 }, (_, index) => {
      const vote = {
        type: 'vote',
        better: 'same',
        epoch: page.state.epoch,
        id: `too-early-${index}`,
        number: index + 1,
      };
      return page.room.request('student', vote) as Promise<CommandAnswer>;
    }),
  );
  expect(answers.map(codeOf)).not.toContain('too-fast');
  expect(page.state.acted).toBe(0);
});

test('A class in which pages do nothing but ping is closed like one that nobody has touched', async () => {
  const { code, desk } = await openDesk(game.url);
  const { page } = await joinStudent(game.url, code, 'Ada');
  game.clock.skip(TWELVE_HOURS - 60_000);
  for (const each of [desk, page]) await ping(each);
  game.clock.skip(61_000);
  await game.game.tidy();
  await page.until(() => page.closed !== undefined);
  expect(page.closed).toBe(CLOSE.over);
});
