import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newRunClock, observe, type RunClock, runTime, SHOWN_LATE } from '../../client/view/board/clock.ts';

const SECOND = 1_000_000;
/** Frames of a run that began at `began` (ms of the page) every 50 ms, each `late` ms on its way. */
const follow = (began: number, frames: number, late: (index: number) => number): RunClock => {
  let clock = newRunClock();
  for (let index = 0; index < frames; index++) {
    clock = observe(clock, 'run', index * 50_000, began + index * 50 + late(index));
  }
  return clock;
};

test('Between frames the run goes on by the page’s clock, a tenth of a second behind', () => {
  const clock = follow(9_000, 21, () => 0);
  expect(runTime(clock, 10_000, false)).toBe(SECOND - SHOWN_LATE);
  expect(runTime(clock, 10_030, false)).toBe(SECOND - SHOWN_LATE + 30_000);
});

test('Frames that are late now and then do not shake it', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 120 }), { minLength: 40, maxLength: 40 }), (delays) => {
      const clock = follow(1_000, 40, (index) => (index % 5 === 0 ? 0 : (delays[index] ?? 0)));
      const shown = runTime(clock, 1_000 + 40 * 50, false);
      expect(Math.abs(shown - (40 * 50_000 - SHOWN_LATE))).toBeLessThan(10_000);
    }),
  );
});

test('It never runs backwards by more than a frame’s blink', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 90 }), { minLength: 60, maxLength: 60 }), (delays) => {
      let clock = newRunClock();
      let before = 0;
      for (const [index, late] of delays.entries()) {
        const local = Math.max(500 + index * 50 + late, clock.cameAt);
        const was = runTime(clock, local, false);
        clock = observe(clock, 'run', index * 50_000, local);
        const now = runTime(clock, local, false);
        if (index > 0) expect(now).toBeGreaterThan(Math.min(was, before) - 5_000);
        before = now;
      }
    }),
  );
});

describe('Without frames', () => {
  test('the run stands still after a while', () => {
    const clock = follow(0, 21, () => 0);
    const far = runTime(clock, 60_000, false);
    expect(far).toBeLessThanOrEqual(3 * SECOND);
    expect(runTime(clock, 90_000, false)).toBe(far);
  });

  test('of a pause it stands still at once, where the run stands', () => {
    const clock = follow(0, 21, () => 0);
    expect(runTime(clock, 5_000, true)).toBe(SECOND);
  });

  test('there is no time yet', () => {
    expect(runTime(newRunClock(), 123, false)).toBe(0);
  });
});

test('After a pause it goes on from where the run stood', () => {
  let clock = follow(0, 21, () => 0);
  for (let index = 1; index <= 10; index++) clock = observe(clock, 'run', SECOND + index * 50_000, 61_000 + index * 50);
  expect(runTime(clock, 61_500, false)).toBe(1.5 * SECOND - SHOWN_LATE);
});

test('Another run begins from its own time', () => {
  const clock = observe(
    follow(0, 200, () => 0),
    'next',
    0,
    20_000,
  );
  expect(runTime(clock, 20_200, false)).toBe(200_000 - SHOWN_LATE);
});

test('In slow motion the picture goes as slowly as the run, and never back', () => {
  const [pace, late] = [0.3, (index: number) => (index * 37) % 20];
  let clock = newRunClock();
  let before = 0;
  for (let index = 0; index < 200; index++) {
    const local = index * 100 + late(index);
    clock = observe(clock, 'run', index * 100_000 * pace, local);
    for (const since of [0, 30, 60]) {
      const now = runTime(clock, local + since, false, pace);
      expect(now).toBeGreaterThanOrEqual(before - 10_000);
      before = now;
    }
  }
  expect(before).toBeGreaterThan(199 * 100_000 * pace - 2 * SHOWN_LATE);
  expect(before).toBeLessThan(200 * 100_000 * pace);
});
