import type { RunResult } from '../../../shared/protocol/views.ts';
import { type EvidenceGroup, type EvidenceRow, evidenceOf } from '../evidence.ts';

/** One aspect and the measure that says most about it. */
export interface Headline {
  readonly aspect: EvidenceGroup['aspect'];
  readonly row: EvidenceRow;
}

/** For a projector: of each aspect the one row that shows a difference, else one with both numbers, else the first. */
export function headlinesOf(runs: readonly RunResult[]): readonly Headline[] {
  return evidenceOf(runs).flatMap(({ aspect, rows }) => {
    const row = [...rows].sort((one, other) => weight(other) - weight(one))[0];
    return row === undefined ? [] : [{ aspect, row }];
  });
}

function weight({ sides, better }: EvidenceRow): number {
  const numbers = Object.values(sides).filter((measure) => measure !== null && measure.value !== null).length;
  const differs = better === 'client-server' || better === 'peer-to-peer';
  return numbers + (differs ? 3 : 0);
}
