import { expect, test } from 'vitest';
import { newRunner, press } from './support/runner.ts';

const STEP_MS = 50;

/** A class in play on clocks that a test moves: a stopped process loses as much on its stopwatch. */
async function inPlay() {
  const clock = { now: 0 };
  const reports: string[] = [];
  const runner = newRunner({
    now: () => clock.now,
    longestStep: 1_000,
    stopwatch: () => clock.now,
    report: (sentence) => reports.push(sentence),
    soon: (work) => work(),
  });
  const pass = async (ms: number): Promise<void> => {
    for (let passed = 0; passed < ms; passed += STEP_MS) {
      clock.now += STEP_MS;
      runner.pace.grant(30);
      while (runner.step());
      for (let turn = 0; turn < 20; turn++) await Promise.resolve();
    }
  };
  await press(runner, { type: 'start' }, { type: 'next' }, { type: 'next' });
  await pass(5_000);
  return { runner, clock, reports, pass };
}

test('A server that stood still is not taken for slow: the class’s clock has waited, the class says for how long, and goes on at full speed', async () => {
  const { runner, clock, reports, pass } = await inPlay();
  const before = runner.at();
  expect([before, runner.notice()]).toEqual([5_000, null]);
  clock.now += 100_000;
  await pass(STEP_MS);
  expect(runner.at() - before).toBeLessThanOrEqual(1_000);
  expect(runner.notice()).toEqual({ key: 'notice.stopped', args: { time: '1:39' } });
  expect(runner.latest.publicView(runner.at()).phase).toBe('play');
  const after = runner.at();
  await pass(10_000);
  expect(runner.at()).toBe(after + 10_000);
  expect(runner.pace.percent).toBe(100);
  expect(reports).toEqual([]);
});
