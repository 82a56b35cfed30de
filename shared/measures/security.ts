import type { Measure } from './contract.ts';
import type { Part } from './entry.ts';
import { absent, type Face, found, type Sample, sample, take } from './sample.ts';

const face = (id: string, unit: Face['unit'], better: Face['better']): Face => ({
  id: `security.${id}`,
  aspect: 'security',
  unit,
  better,
});
const ACCEPTED = face('corrupt-accepted', 'count', -1);
const SHARE = face('corrupt-share', 'share', -1);
const REJECTED = face('corrupt-rejected', 'count', 1);
const EXPOSED = face('exposed', 'count', -1);
const FRAUD = face('fraud-accepted', 'count', -1);
const DEFENCE = face('defence', 'bytes', -1);

export type SecurityState = ReturnType<typeof noAttack>;
export function noAttack() {
  return {
    got: sample(),
    accepted: sample(),
    rejected: sample(),
    exposed: sample(),
    fraud: sample(),
    foiled: sample(),
    defence: sample(),
    cost: { bytes: 0 },
  };
}

/** What went wrong with the data on purpose, and what it cost to prevent it. */
export function security(state: SecurityState): Part {
  const { got, accepted, rejected, exposed, fraud, foiled, defence, cost } = state;

  const corrupt = (): readonly Measure[] => {
    if (got.count + accepted.count + rejected.count === 0) {
      return [ACCEPTED, SHARE, REJECTED].map((about) => absent(about, 'nothing-got'));
    }
    const all = Math.max(1, got.count);
    return [
      found(ACCEPTED, accepted.count, accepted),
      found(SHARE, Math.min(1, accepted.count / all), accepted),
      found(REJECTED, rejected.count, rejected),
    ];
  };
  const seen = (about: Face, counted: Sample, why: string): Measure =>
    counted.count === 0 ? absent(about, why) : found(about, counted.count, counted);

  return {
    entries: {},
    facts: {
      got: ({ seq }) => take(got, seq),
      'corrupt-accepted': ({ seq }) => take(accepted, seq),
      'corrupt-rejected': ({ seq }) => take(rejected, seq),
      exposed: ({ seq }) => take(exposed, seq),
      'fraud-accepted': ({ seq }) => take(fraud, seq),
      'fraud-rejected': ({ seq }) => take(foiled, seq),
      defence: ({ value, seq }) => {
        cost.bytes += value;
        take(defence, seq);
      },
    },
    measures: () => [
      ...corrupt(),
      seen(EXPOSED, exposed, 'nothing-exposed'),
      fraud.count + foiled.count === 0 ? absent(FRAUD, 'no-fraud') : found(FRAUD, fraud.count, fraud),
      defence.count === 0 ? absent(DEFENCE, 'no-defence') : found(DEFENCE, cost.bytes, defence),
    ],
  };
}
