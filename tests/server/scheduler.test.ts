import { beforeEach, describe, expect, test } from 'vitest';
import { type Member, Scheduler } from '../../server/classes/scheduler.ts';

/** Work is done in bits of this many ms of the test's stopwatch. */
const BIT_MS = 5;

let time = 0;
let tasks: (() => void)[] = [];
let scheduler: Scheduler;

beforeEach(() => {
  [time, tasks] = [0, []];
  scheduler = new Scheduler({ stopwatch: () => time, soon: (work) => tasks.push(work) });
});

interface Worker extends Member {
  /** ms of work that it has done in all rounds. */
  done: number;
}

/** Wants to do so many ms of work in each round. */
function worker(wants: number, people = 1): Worker {
  let [allowed, left] = [0, wants];
  const own: Worker = {
    done: 0,
    weight: () => people,
    grant: (ms) => {
      [allowed, left] = [ms, wants];
    },
    step: () => {
      const bit = Math.min(BIT_MS, left);
      [time, allowed, left] = [time + bit, allowed - bit, left - bit];
      own.done += bit;
      return left > 0 && allowed > 0;
    },
  };
  return own;
}

/** @returns the longest time, in ms, for which nothing else had a turn */
function rounds(count: number, members: readonly Member[]): number {
  let longest = 0;
  for (let round = 0; round < count; round++) {
    for (const member of members) scheduler.ask(member);
    for (let task = tasks.shift(); task !== undefined; task = tasks.shift()) {
      const began = time;
      task();
      longest = Math.max(longest, time - began);
    }
  }
  return longest;
}

describe('The server’s time', () => {
  test('is all there for those that need little, however much others want', () => {
    const light = Array.from({ length: 10 }, () => worker(1));
    const heavy = Array.from({ length: 8 }, () => worker(1_000));
    rounds(20, [...heavy, ...light]);
    for (const { done } of light) expect(done).toBe(20);
    for (const { done } of heavy) expect(done).toBeGreaterThan(0);
  });

  test('is bounded in each round, also when all want more', () => {
    const heavy = Array.from({ length: 3 }, () => worker(1_000));
    rounds(40, heavy);
    expect(time / 40).toBeLessThanOrEqual(30 + heavy.length * BIT_MS);
    expect(time / 40).toBeGreaterThanOrEqual(30);
  });

  test('goes by people where it is short', () => {
    const [strangers, school] = [Array.from({ length: 8 }, () => worker(1_000)), worker(20, 30)];
    rounds(20, [...strangers, school]);
    expect(school.done).toBe(20 * 20);
  });

  test('is never taken for long before others have their turn', () => {
    const heavy = Array.from({ length: 8 }, () => worker(1_000));
    expect(rounds(20, heavy)).toBeLessThanOrEqual(6 + BIT_MS);
  });

  test('is for the others where a class fails', () => {
    const failing: Member = {
      weight: () => 1,
      grant: () => undefined,
      step: () => {
        throw new Error('broken');
      },
    };
    const fine = worker(1);
    for (const member of [failing, fine]) scheduler.ask(member);
    expect(() => tasks.shift()?.()).toThrow('broken');
    for (let task = tasks.shift(); task !== undefined; task = tasks.shift()) task();
    expect(fine.done).toBe(1);
    rounds(1, [fine]);
    expect(fine.done).toBe(2);
  });

  test('is not for who has left', () => {
    const gone = worker(1);
    scheduler.ask(worker(1));
    scheduler.ask(gone);
    scheduler.leave(gone);
    rounds(1, []);
    expect(gone.done).toBe(0);
  });
});
