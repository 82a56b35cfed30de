import { describe, expect, it } from 'vitest';
import { Stream } from '../../shared/sim/random.ts';
import { EventKind, Schedule } from '../../shared/sim/schedule.ts';
import { type Micros, seconds } from '../../shared/sim/units.ts';

/** Delays as runs have them: at this instant, within the same day of the calendar, some days on, and beyond all of its days. */
const DELAYS = [0, 1, 40_000, seconds(1), seconds(5), seconds(90)] as const;

interface Entry {
  readonly time: number;
  readonly seq: number;
}

function push(schedule: Schedule, { time, seq }: Entry): void {
  schedule.push(time as Micros, seq, EventKind.timer, seq % 7, seq, -1, 3_000_000_000, null, { seq });
}

function isBefore(a: Entry, b: Entry): boolean {
  return a.time < b.time || (a.time === b.time && a.seq < b.seq);
}

describe('the schedule', () => {
  it.each([1, 20, 3_000])(
    '1.2: gives the events back in the order (time, sequence number), with %i waiting',
    (waiting) => {
      const random = new Stream([waiting, 2, 3, 4]);
      const schedule = new Schedule();
      const expected: Entry[] = [];
      let seq = 0;
      const add = (now: number): void => {
        const entry = { time: now + random.pick(DELAYS) + random.below(3), seq: seq++ };
        expected.push(entry);
        push(schedule, entry);
      };
      while (expected.length < waiting) add(0);
      for (let handled = 0; handled < 2_000; handled++) {
        const first = expected.reduce((least, entry) => (isBefore(entry, least) ? entry : least));
        expect(schedule.nextTime()).toBe(first.time);
        const event = schedule.pop();
        expect(event).toMatchObject({ ...first, kind: EventKind.timer, node: first.seq % 7, a: first.seq });
        expect(event).toMatchObject({ b: -1, c: 3_000_000_000, message: null, arg: { seq: first.seq } });
        expected.splice(expected.indexOf(first), 1);
        while (expected.length < waiting) add(first.time);
      }
      expect(schedule.size).toBe(waiting);
      expected.sort((a, b) => a.time - b.time || a.seq - b.seq);
      expect(schedule.events().map(({ seq: number }) => number)).toEqual(expected.map((entry) => entry.seq));
    },
  );

  it('is empty when all is handled, and goes on after that', () => {
    const schedule = new Schedule();
    for (const time of [seconds(500), 7]) {
      push(schedule, { time, seq: 1 });
      expect(schedule.pop()).toMatchObject({ time });
      expect(schedule.pop()).toBeUndefined();
      expect(schedule.nextTime()).toBe(Number.POSITIVE_INFINITY);
      expect(schedule.events()).toEqual([]);
    }
  });

  it('carries a time beyond 36 minutes, where whole numbers stop being small', () => {
    const schedule = new Schedule();
    const late = { time: 2 ** 31 + 5, seq: 2 ** 33 };
    push(schedule, late);
    expect(schedule.pop()).toMatchObject(late);
  });
});
