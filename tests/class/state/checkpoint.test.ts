import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ClassEvent, Classroom } from '../../../shared/class/index.ts';
import { decode, encode } from '../../../shared/class/state/plain.ts';
import type { Json } from '../../../shared/sim/index.ts';
import { move, playThrough } from '../moves.ts';
import { CATALOGUE } from '../sample.ts';
import { commandOf, everything } from '../world.ts';

const textOf = (room: Classroom) => room.checkpoint(Number.POSITIVE_INFINITY) ?? '';
const again = (room: Classroom) => Classroom.restore(CATALOGUE, textOf(room));
/** From the brief before the first run to the comparison after the second. */
const step = fc.integer({ min: 1, max: 7 });
const begin = ([opened, ...rest]: readonly ClassEvent[]) => ({
  room: Classroom.rebuild(CATALOGUE, opened === undefined ? [] : [opened]),
  rest,
});

describe('A class that is restored from its checkpoint', () => {
  test('rule journal 4.1: is equal to the one that lived, at every event of any lesson, and goes on identically', () => {
    let inPlay = 0;
    fc.assert(
      fc.property(fc.array(move, { minLength: 20, maxLength: 60 }), fc.nat(1000), step, (moves, seed, from) => {
        const { journal, at } = playThrough(moves, seed, from);
        const { room, rest } = begin(journal);
        let restored = again(room);
        for (const event of rest) {
          expect(restored.apply(event)).toEqual(room.apply(event));
          restored = again(restored);
          if (restored.runHash !== null) inPlay++;
          expect(everything(restored, event.at)).toEqual(everything(room, event.at));
        }
        for (const one of [room, restored]) one.advance(at);
        expect(everything(restored, at)).toEqual(everything(room, at));
      }),
      { numRuns: Math.ceil((fc.readConfigureGlobal()?.numRuns ?? 100) / 4) },
    );
    expect(inPlay).toBeGreaterThan(100);
  });

  test('decides as the one that lived, after the rest of its journal was folded in', () => {
    fc.assert(
      fc.property(fc.array(move, { minLength: 20, maxLength: 60 }), fc.nat(1000), step, fc.nat(99), (...drawn) => {
        const [moves, seed, from, share] = drawn;
        const { journal, at, room } = playThrough(moves, seed, from);
        const cut = 1 + Math.floor((share / 100) * (journal.length - 1));
        const restored = again(Classroom.rebuild(CATALOGUE, journal.slice(0, cut)));
        for (const event of journal.slice(cut)) restored.apply(event);
        for (const one of [room, restored]) one.advance(at);
        expect(everything(restored, at)).toEqual(everything(room, at));
        for (const { command: press, actor } of moves) {
          const command = commandOf(press, room, at);
          expect(restored.decide(command, actor, at)).toEqual(room.decide(command, actor, at));
        }
      }),
    );
  });

  test('shares nothing with the one that lived', () => {
    fc.assert(
      fc.property(
        fc.array(move, { minLength: 10, maxLength: 40 }),
        fc.array(move, { maxLength: 20 }),
        (before, after) => {
          const { room, journal } = playThrough([...before, ...after], 3);
          const text = textOf(room);
          const restored = Classroom.restore(CATALOGUE, text);
          room.advance(room.lastAt + 5_000);
          expect(textOf(restored)).toBe(text);
          expect(journal.length).toBeGreaterThan(0);
        },
      ),
    );
  });

  test('is not made when it is larger than what is allowed', () => {
    const { room } = playThrough([], 1, 3);
    const run = textOf(room).length;
    expect(room.checkpoint(run)).toHaveLength(run);
    expect(room.checkpoint(500)).toBeNull();
  });

  test.each(['', '{', 'null', '{}', '{"class":null,"run":null}', '{"class":{"state":{}},"run":null}'])(
    'is none for a text that is no checkpoint: %j',
    (text) => {
      expect(() => Classroom.restore(CATALOGUE, text)).toThrow();
    },
  );
});

describe('Plain data', () => {
  const key = fc.oneof(fc.string(), fc.constantFrom('$map', '$set', '$fields', '__proto__', 'a'));
  const { plain } = fc.letrec<{ plain: unknown }>((tie) => ({
    plain: fc.oneof(
      { maxDepth: 4 },
      fc.string(),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('plain'), { maxLength: 4 }),
      fc.dictionary(key, tie('plain'), { maxKeys: 4, noNullPrototype: true }),
      fc
        .array(fc.tuple(fc.oneof(fc.string(), fc.integer()), tie('plain')), { maxLength: 4 })
        .map((all) => new Map(all)),
      fc.array(fc.oneof(fc.string(), fc.integer()), { maxLength: 4 }).map((all) => new Set(all)),
    ),
  }));

  test('comes back equal from JSON text, maps and sets in their order', () => {
    fc.assert(
      fc.property(plain, (value) => {
        const back = decode(JSON.parse(JSON.stringify(encode(value))) as Json);
        expect(back).toEqual(value);
        expect(JSON.stringify(encode(back))).toBe(JSON.stringify(encode(value)));
      }),
    );
  });

  test.each([[Number.NaN], [Number.POSITIVE_INFINITY], [() => 1], [new Date(0)], [new Map([[1, new Error('x')]])]])(
    'is none that JSON would quietly change: %s',
    (value) => {
      expect(() => encode(value)).toThrow(/JSON/);
    },
  );
});
