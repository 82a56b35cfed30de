import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LogHash } from '../../shared/sim/hash.ts';
import { type Input, type Micros, Randomness, Recording, Run, reasonCode } from '../../shared/sim/index.ts';
import { EventKind, Schedule } from '../../shared/sim/schedule.ts';
import { END, entriesOf, partsOf, play, type World, world } from './world.ts';

/** Plays with `advance` alone, standing at each of the given times on the way. */
function playInSteps(played: World, stops: readonly Micros[]): { readonly run: Run; readonly recording: Recording } {
  const recording = new Recording();
  const run = Run.create(partsOf(played, recording));
  const isInput = (step: Micros | Input): step is Input => typeof step !== 'number';
  const timeOf = (step: Micros | Input): number => (isInput(step) ? step.time : step);
  const steps = [...played.inputs, ...stops].toSorted((a, b) => timeOf(a) - timeOf(b));
  for (const step of steps) {
    if (isInput(step)) run.input(step);
    else run.advance(step);
  }
  run.advance(END);
  return { run, recording };
}

const moment = fc.integer({ min: 0, max: END }).map((time) => time as Micros);

describe('time', () => {
  it('rule 1.2: events leave the schedule in the order of their time and then of their number', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.boolean())), (operations) => {
        const schedule = new Schedule();
        const held: { time: number; seq: number }[] = [];
        operations.forEach(([time, taken], seq) => {
          schedule.push(time as Micros, seq, EventKind.timer, seq % 7, 0, 0, 0, null, null);

          held.push({ time, seq });
          held.sort((a, b) => a.time - b.time || a.seq - b.seq);
          if (!taken) return;
          const [first] = held.splice(0, 1);
          expect(schedule.nextTime()).toBe(first?.time);
          expect(schedule.pop()).toMatchObject(first ?? {});
        });
        for (const expected of held) expect(schedule.pop()).toMatchObject(expected);
        expect(schedule.pop()).toBeUndefined();
      }),
    );
  });

  it('rule 1.1: time is whole microseconds and never goes back', () => {
    fc.assert(
      fc.property(world, (played) => {
        const times = entriesOf(play(played)).map(({ time }) => time);
        expect(times.filter((time) => !Number.isSafeInteger(time))).toEqual([]);
        expect(times).toEqual(times.toSorted((a, b) => a - b));
      }),
    );
  });

  it('rule 1.4: a run can’t be sent back, nor to a time between two microseconds', () => {
    fc.assert(
      fc.property(world, (played) => {
        const { run } = play({ ...played, inputs: [] });
        expect(() =>
          run.input({ time: (END - 1) as Micros, node: -1 as Input['node'], action: { type: 'x' } }),
        ).toThrow(RangeError);
        expect(() => run.advance((END + 0.5) as Micros)).toThrow(RangeError);
      }),
      { numRuns: 5 },
    );
  });
});

describe('determinism', () => {
  it('rule 3.2: the same plan and inputs give the same log, however the time is cut into steps', () => {
    fc.assert(
      fc.property(world, fc.array(moment, { maxLength: 20 }), (played, stops) => {
        const stepped = play(played);
        const cut = playInSteps(played, stops);
        expect(cut.run.hash).toBe(stepped.run.hash);
        expect([...cut.recording.entries()]).toEqual([...stepped.recording.entries()]);
        expect(cut.run.events).toBe(stepped.run.events);
      }),
    );
  });

  it('rule 3.3: another seed gives another hash wherever chance decides anything', () => {
    fc.assert(
      fc.property(world, (played) => {
        const one = play(played);
        const other = play({ ...played, plan: { ...played.plan, seed: played.plan.seed + 1 } });
        const alike = JSON.stringify(entriesOf(one)) === JSON.stringify(entriesOf(other));
        fc.pre(!alike);
        expect(other.run.hash).not.toBe(one.run.hash);
      }),
    );
  });

  it('rule 3.3: the hash is made of every number of every entry, in order', () => {
    fc.assert(
      fc.property(world, (played) => {
        const { run, recording } = play(played);
        const hash = new LogHash();
        for (const { type, time, node, peer, kind, value, ref, reason } of recording.entries()) {
          for (const number of [type, time, node, peer, kind, value, ref, reasonCode(reason)]) hash.mix(number);
        }
        expect(run.hash).toBe(hash.digest());
      }),
    );
  });

  it('rule 3.3: one number more or less, or a high bit of it, is another hash', () => {
    const number = fc.maxSafeInteger();
    fc.assert(
      fc.property(fc.array(number, { minLength: 1 }), fc.nat(), fc.integer({ min: 0, max: 52 }), (numbers, at, bit) => {
        const index = at % numbers.length;
        const changed = numbers.map((one, i) => (i === index ? one + (one > 0 ? -1 : 1) * 2 ** bit : one));
        fc.pre(Number.isSafeInteger(changed[index]));
        const digest = (list: readonly number[]): string => {
          const hash = new LogHash();
          for (const one of list) hash.mix(one);
          return hash.digest();
        };
        expect(digest(changed)).not.toBe(digest(numbers));
        expect(digest(numbers.slice(1))).not.toBe(digest(numbers));
      }),
    );
  });

  it('rule 3.4: a refused input changes nothing but the log', () => {
    fc.assert(
      fc.property(world, moment, (played, time) => {
        const dance: Input = { time, node: 0 as Input['node'], action: { type: 'dance' } };
        const inputs = [...played.inputs, dance].toSorted((a, b) => a.time - b.time);
        const withDance = play({ ...played, inputs }).run.checkpoint();
        const without = play(played).run.checkpoint();
        expect(withDance.states).toEqual(without.states);
        expect(withDance.streams).toEqual(without.streams);
        expect(withDance.ledger).toEqual(without.ledger);
        expect(withDance.counters.entries).toBe(without.counters.entries + 1);
      }),
    );
  });
});

describe('randomness', () => {
  it('rule 2.2: draws from one stream don’t shift another', () => {
    const names = fc.constantFrom('a', 'b', 'ab');
    const which = fc.tuple(names, fc.integer({ min: -1, max: 3 }));
    fc.assert(
      fc.property(fc.nat(), which, fc.array(which), (seed, [purpose, node], draws) => {
        const [quiet, busy] = [new Randomness(seed), new Randomness(seed)];
        for (const [otherPurpose, otherNode] of draws) {
          if (otherPurpose !== purpose || otherNode !== node) busy.stream(otherPurpose, otherNode).bits();
        }
        const three = (randomness: Randomness): number[] =>
          [1, 2, 3].map(() => randomness.stream(purpose, node).bits());
        expect(three(busy)).toEqual(three(quiet));
      }),
    );
  });

  it('rule 2.2: a protocol that draws more for one purpose has the same log', () => {
    fc.assert(
      fc.property(world, fc.integer({ min: 1, max: 3 }), (played, extra) => {
        expect(play(played, undefined, extra).run.hash).toBe(play(played).run.hash);
      }),
    );
  });

  it('rule 2.3: every stream differs from every other', () => {
    const randomness = new Randomness(7);
    const first = ['a', 'b', 'c'].flatMap((purpose) =>
      [-1, 0, 1, 2].map((node) => randomness.stream(purpose, node).bits()),
    );
    expect(new Set(first).size).toBe(first.length);
  });
});
