import { describe, expect, test } from 'vitest';
import { type LogEntry, LogType } from '../../../shared/sim/index.ts';
import { SIDES, troubled } from './sides.ts';
import { tapAll } from './taps.ts';

/** Bytes by what became of them, counted from the log alone. */
function countedIn(entries: Iterable<LogEntry>) {
  const sizes = new Map<number, number>();
  const counted = { departed: 0, arrived: 0, lost: 0 };
  for (const { type, ref, value } of entries) {
    const bytes = sizes.get(ref) ?? 0;
    if (type === LogType.sent) sizes.set(ref, value);
    if (type === LogType.departed) counted.departed += bytes;
    if (type === LogType.delivered) counted.arrived += bytes;
    if (type === LogType.lost) counted.lost += bytes;
  }
  return counted;
}

describe.each(SIDES)('$service.id, $architecture:', (side) => {
  test('bytes that departed have arrived, are lost or travel, after each tap and by the log', () => {
    const world = troubled(side);
    tapAll(world, () => {
      const { departed, arrived, lost, travelling } = world.run.ledger;
      expect(travelling).toBeGreaterThanOrEqual(0);
      expect(departed).toBe(arrived + lost + travelling);
    });
    const { departed, arrived, lost } = world.run.ledger;
    expect(departed).toBeGreaterThan(0);
    expect(countedIn(world.log.entries())).toEqual({ departed, arrived, lost });
  });
});
