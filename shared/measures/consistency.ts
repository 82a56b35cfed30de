import type { Part } from './entry.ts';
import { absent, type Face, found, sample, take } from './sample.ts';

const STALE: Face = { id: 'consistency.stale-reads', aspect: 'consistency', unit: 'share', better: -1 };
const LOST: Face = { id: 'consistency.lost-writes', aspect: 'consistency', unit: 'count', better: -1 };
const DIVERGED: Face = { id: 'consistency.diverged', aspect: 'consistency', unit: 'count', better: -1 };
const CONVERGE: Face = { id: 'consistency.converge-time', aspect: 'consistency', unit: 'seconds', better: -1 };

export type ConsistencyState = ReturnType<typeof noCopies>;
export function noCopies() {
  return {
    stale: sample(),
    fresh: sample(),
    lost: sample(),
    diverged: sample(),
    converged: sample(),
    apart: { sum: 0 },
  };
}

/** Do copies agree, and what is lost where they don't? */
export function consistency(state: ConsistencyState): Part {
  const { stale, fresh, lost, diverged, converged, apart } = state;
  return {
    entries: {},
    facts: {
      'read-stale': ({ seq }) => take(stale, seq),
      'read-fresh': ({ seq }) => take(fresh, seq),
      'lost-write': ({ seq }) => take(lost, seq),
      diverged: ({ seq }) => take(diverged, seq),
      converged: ({ value, seq }) => {
        apart.sum += value;
        take(converged, seq);
      },
    },
    measures: () => {
      const reads = stale.count + fresh.count;
      const seen = reads + lost.count + diverged.count > 0;
      return [
        reads === 0 ? absent(STALE, 'no-reads') : found(STALE, stale.count / reads, stale, fresh),
        seen ? found(LOST, lost.count, lost) : absent(LOST, 'one-copy'),
        seen ? found(DIVERGED, diverged.count, diverged) : absent(DIVERGED, 'one-copy'),
        converged.count === 0
          ? absent(CONVERGE, 'never-apart')
          : found(CONVERGE, apart.sum / converged.count / 1e6, converged),
      ];
    },
  };
}
