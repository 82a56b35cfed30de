import { describe, expect, test } from 'vitest';
import { Pace } from '../../server/classes/pace.ts';

const ROUND_MS = 50;

/** A class whose run costs so many ms of work for each second, on a server that gives it 30 ms in each round of 50. */
function play(costPerSecond: number) {
  const clock = { now: 0, work: 0 };
  const room = {
    isRunning: true,
    at: 0,
    advance(at: number) {
      clock.work += ((at - room.at) / 1_000) * costPerSecond;
      room.at = at;
    },
  };
  const stopwatch = () => clock.now + clock.work;
  const pace = new Pace(() => Math.floor(clock.now), stopwatch);
  const becameSlow: number[] = [];
  const pass = (ms: number) => {
    for (let passed = 0; passed < ms; passed += ROUND_MS) {
      clock.now += ROUND_MS;
      clock.work = 0;
      pace.grant(30);
      while (!pace.goOn(room) && pace.mayGoOn);
      clock.work = 0;
      if (pace.settle()) becameSlow.push(clock.now);
    }
  };
  return { clock, pace, pass, room, becameSlow };
}

describe('Class time', () => {
  test('is the clock’s for a class that costs less than its share', () => {
    const { pace, pass, room } = play(500);
    pass(60_000);
    expect([pace.at, room.at, pace.percent]).toEqual([60_000, 60_000, 100]);
  });

  test('passes more slowly for one that costs more, as far as its run comes, and says how fast', () => {
    const { pace, pass, room, becameSlow } = play(2_000);
    pass(60_000);
    expect(becameSlow).toHaveLength(1);
    expect(pace.at).toBe(room.at);
    expect(pace.at).toBeGreaterThan(17_000);
    expect(pace.at).toBeLessThan(22_000);
    expect(pace.percent).toBe(30);
  });

  test('that was lost is not made up for: where it gets cheap again it passes as the clock does', () => {
    const heavy = play(2_000);
    heavy.pass(60_000);
    heavy.room.advance = (at: number) => {
      heavy.room.at = at;
    };
    const before = heavy.pace.at;
    heavy.pass(10_000);
    expect(heavy.pace.at - before).toBeLessThanOrEqual(10_000 + 3_100);
    expect(heavy.pace.percent).toBe(100);
  });

  test('catches up where the clock made a leap and the class can follow', () => {
    const { clock, pace, pass } = play(100);
    pass(1_000);
    clock.now += 2_500;
    pass(2_000);
    expect(pace.at).toBe(5_500);
    expect(pace.percent).toBe(100);
  });

  test('never stands still, however much a class costs', () => {
    const { pace, pass } = play(1_000_000);
    pass(10_000);
    expect(pace.at).toBeGreaterThan(500);
    expect(pace.percent).toBeGreaterThan(0);
  });

  test('passes at once where no run has to follow', () => {
    const { pace, pass, room } = play(1_000_000);
    room.isRunning = false;
    pass(50_000);
    expect(pace.at).toBe(50_000);
  });
});
