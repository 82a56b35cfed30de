import fc from 'fast-check';
import { expect, test } from 'vitest';
import { patchRoster, rosterDiff } from '../../shared/protocol/roster-diff.ts';
import type { SeatLine } from '../../shared/protocol/views.ts';
import { mark, orNull, sent } from './arbitrary.ts';

const line = fc.record({
  name: fc.string({ maxLength: 6 }),
  mark,
  connected: fc.boolean(),
  acted: fc.boolean(),
  node: fc.integer({ min: -1, max: 40 }),
  role: orNull(fc.constantFrom('peer', 'server')),
});
/** Somebody joins, leaves for good, or is shown otherwise. */
const change = fc.oneof(
  line.map((shown) => ({ type: 'join' as const, shown })),
  fc.nat().map((which) => ({ type: 'leave' as const, which })),
  fc.record({ type: fc.constant('change' as const), which: fc.nat(), shown: line }),
);

/** The roster after each handful of changes. */
const rosters = fc.array(fc.array(change, { maxLength: 4 }), { maxLength: 12 }).map((handfuls) => {
  let joined = 0;
  let roster: readonly SeatLine[] = [];
  return handfuls.map((changes) => {
    for (const one of changes) {
      if (one.type === 'join') roster = [...roster, { seat: `s${joined++}`, ...one.shown }];
      else if (one.type === 'leave') roster = roster.filter((_, index) => index !== one.which % roster.length);
      else
        roster = roster.map((old, index) =>
          index === one.which % roster.length ? { seat: old.seat, ...one.shown } : old,
        );
    }
    return roster;
  });
});

test('A page that puts together what it was sent has the roster, in joining order, after every message', () => {
  fc.assert(
    fc.property(rosters, (all) => {
      const memory = new Map<string, string>();
      let shown: readonly SeatLine[] = [];
      for (const next of all) {
        const diff = rosterDiff(memory, next);
        if (diff !== undefined) shown = patchRoster(shown, sent(diff));
        expect(shown).toEqual(next);
        expect(rosterDiff(memory, sent(next)), 'the same again is no news').toBeUndefined();
      }
    }),
  );
});
