import { describe, expect, test } from 'vitest';
import { startClassClock } from '../../server/classes/class-clock.ts';

const STEP = 50;

/** A server whose clocks a test moves. */
function server({ sleeps }: { readonly sleeps: boolean }) {
  const time = { now: 1_000, uptime: 77_000 };
  const clock = startClassClock(5_000, { now: () => time.now, uptime: () => time.uptime, longestStep: 1_000 });
  return {
    clock,
    /** Runs, and looks at the class twenty times a second. */
    run(ms: number) {
      for (let passed = 0; passed < ms; passed += STEP) {
        time.now += STEP;
        time.uptime += STEP;
        clock.at();
      }
    },
    /** Stands still; a computer that sleeps may stop its monotonic clock. */
    stop(ms: number) {
      if (!sleeps) time.now += ms;
      time.uptime += ms;
    },
  };
}

describe.each([
  ['whose monotonic clock goes on, as on Windows or when the process was stopped', { sleeps: false }],
  ['whose monotonic clock stops with it, as on Linux and macOS', { sleeps: true }],
])('On a computer that sleeps, %s', (_, kind) => {
  test('rule class 1.5: class time holds, and the server knows for how long', () => {
    const { clock, run, stop } = server(kind);
    run(10_000);
    expect(clock.at()).toBe(15_000);
    stop(100_000);
    const after = clock.at();
    expect(after).toBeGreaterThanOrEqual(15_000);
    expect(after).toBeLessThanOrEqual(16_000);
    const still = clock.stoodStill();
    expect(still).toBeGreaterThanOrEqual(99_000);
    expect(still).toBeLessThanOrEqual(100_000);
    expect(clock.stoodStill()).toBe(0);
    run(1_000);
    expect(clock.at()).toBe(after + 1_000);
  });

  test('several sleeps between two questions are one', () => {
    const { clock, run, stop } = server(kind);
    for (let times = 0; times < 3; times++) {
      stop(10_000);
      run(100);
    }
    expect(clock.stoodStill()).toBeGreaterThanOrEqual(27_000);
  });
});

test('A server that is only late loses no time', () => {
  const { clock, stop } = server({ sleeps: false });
  for (let times = 0; times < 20; times++) {
    stop(900);
    clock.at();
  }
  expect(clock.at()).toBe(5_000 + 20 * 900);
  expect(clock.stoodStill()).toBe(0);
});

test('A clock that falls does not move class time', () => {
  const time = { now: 1_000 };
  const clock = startClassClock(0, { now: () => time.now, uptime: () => 0, longestStep: 1_000 });
  time.now = 400;
  expect(clock.at()).toBe(0);
  time.now = 900;
  expect(clock.at()).toBe(500);
});
