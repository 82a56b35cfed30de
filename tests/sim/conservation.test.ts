import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LogEntry, LogType, Place } from '../../shared/sim/index.ts';
import { entriesOf, play, world } from './world.ts';

/** Bytes by where they are, counted from the log alone. */
function recount(sizes: Map<number, number>, ledger: number[], { type, ref, value }: LogEntry): void {
  const [departed = 0, arrived = 0, lost = 0] = ledger;
  const bytes = sizes.get(ref) ?? 0;
  if (type === LogType.sent) sizes.set(ref, value);
  if (type === LogType.departed) ledger[0] = departed + bytes;
  if (type === LogType.delivered) ledger[1] = arrived + bytes;
  if (type === LogType.lost) ledger[2] = lost + bytes;
}

describe('conservation', () => {
  it('rule 7.1: bytes departed = arrived + lost + travelling at every event, and the log says the same', () => {
    fc.assert(
      fc.property(world, (played) => {
        const sizes = new Map<number, number>();
        const counted = [0, 0, 0];
        let read = 0;
        play(played, (run, recording) => {
          for (const entry of recording.entries(read)) recount(sizes, counted, entry);
          read = recording.length;
          const { departed, arrived, lost, travelling } = run.ledger;
          const balanced = departed === arrived + lost + travelling && travelling >= 0;
          const same = departed === counted[0] && arrived === counted[1] && lost === counted[2];
          if (!balanced || !same) expect.fail(`${JSON.stringify(run.ledger)}, but the log says ${counted.join()}`);
          return run;
        });
      }),
    );
  });

  it('rule 6.1: every message sent has exactly one fate, or is on its way at the end', () => {
    fc.assert(
      fc.property(world, (played) => {
        const { run, recording } = play(played);
        const fates = new Map<number, number>();
        for (const { type, ref } of recording.entries()) {
          if (type === LogType.sent) fates.set(ref, 0);
          const isFate = type === LogType.delivered || type === LogType.lost || type === LogType.expired;
          if (isFate) fates.set(ref, (fates.get(ref) ?? 0) + 1);
        }
        const onTheirWay = run
          .checkpoint()
          .messages.filter(({ place }) => place === Place.waiting || place === Place.travelling);
        const unended = [...fates].filter(([, count]) => count === 0).map(([id]) => id);
        expect([...fates].filter(([, count]) => count > 1)).toEqual([]);
        expect(unended.sort()).toEqual(onTheirWay.map(({ id }) => id as number).sort());
      }),
    );
  });

  it('rule 6.2: only what was delivered is refused, once, and no fate but being sent is without a reason', () => {
    fc.assert(
      fc.property(world, (played) => {
        const delivered = new Set<number>();
        const refused = new Set<number>();
        for (const { type, ref, reason } of entriesOf(play(played))) {
          if (type === LogType.delivered) delivered.add(ref);
          if (type === LogType.lost || type === LogType.expired || type === LogType.refused)
            expect(reason).not.toBe('none');
          if (type !== LogType.refused) continue;
          expect(delivered.has(ref)).toBe(true);
          expect(refused.has(ref)).toBe(false);
          refused.add(ref);
        }
      }),
    );
  });
});
