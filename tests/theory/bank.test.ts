import { describe, expect, it } from 'vitest';
import { doubleSpend } from '../../server/cli/kinds/double-spend.ts';
import { forks } from '../../server/cli/kinds/forks.ts';
import type { Kind, KindParams } from '../../server/cli/kinds/kind.ts';
import { majorityAttack } from '../../server/cli/kinds/majority-attack.ts';

function value(kind: Kind, params: KindParams, metric: string, n: number, seed = 1): number {
  const found = kind.run(params, metric, n, seed);
  if ('problem' in found) throw new Error(found.problem);
  return found.value;
}

function chooseOf(n: number, k: number): number {
  return k === 0 ? 1 : (chooseOf(n - 1, k - 1) * n) / k;
}

/** Catching up wins: Rosenfeld, "Analysis of hashrate-based double-spending" (2014), equation 1. */
function catchesUp(q: number, z: number): number {
  const p = 1 - q;
  if (q >= p || z === 0) return 1;
  let fails = 0;
  for (let m = 0; m <= z; m++) fails += chooseOf(m + z - 1, m) * (p ** z * q ** m - p ** m * q ** z);
  return 1 - fails;
}

/** Getting strictly ahead wins: the blocks that the attacker finds while the merchant waits, and gambler's ruin after it. */
function getsAhead(q: number, z: number): number {
  const p = 1 - q;
  if (q >= p) return 1;
  if (z === 0) return q / p;
  let found = 0;
  let wins = 0;
  for (let k = 0; k <= z; k++) {
    const share = chooseOf(k + z - 1, k) * p ** z * q ** k;
    found += share;
    wins += share * (q / p) ** (z + 1 - k);
  }
  return wins + 1 - found;
}

const RACES = 1500;
const fourSigma = (p: number, n: number): number => 4 * Math.sqrt(Math.max(p * (1 - p), 1 / n) / n);

describe('double spending', () => {
  it.each([
    [0.1, 2],
    [0.2, 3],
    [0.3, 5],
    [0.4, 5],
    [0.45, 2],
    [0.25, 0],
  ])('with %f of the power against %i confirmations succeeds as often as theory says, by both rules', (q, z) => {
    const tie = catchesUp(q, z);
    expect(Math.abs(value(doubleSpend, { q, z, rule: 'tie' }, 'P', RACES) - tie)).toBeLessThanOrEqual(
      fourSigma(tie, RACES),
    );
    const longer = getsAhead(q, z);
    const seen = value(doubleSpend, { q, z, rule: 'longer' }, 'P', RACES);
    expect(Math.abs(seen - longer)).toBeLessThanOrEqual(fourSigma(longer, RACES));
  });

  it('is not what Nakamoto’s approximation says', () => {
    expect(value(doubleSpend, { q: 0.3, z: 5, rule: 'tie' }, 'P', 6000)).toBeGreaterThan(0.1773523 + 0.005);
  });

  it('succeeds always with more than half of the power', () => {
    expect(value(doubleSpend, { q: 0.6, z: 4, rule: 'longer' }, 'P', 300)).toBe(1);
  });

  it('takes no share or rule that makes no sense', () => {
    expect(doubleSpend.run({ q: 0, z: 2 }, 'P', 10, 1)).toHaveProperty('problem');
    expect(doubleSpend.run({ q: 1.5, z: 2 }, 'P', 10, 1)).toHaveProperty('problem');
    expect(doubleSpend.run({ q: 0.2, z: 1.5 }, 'P', 10, 1)).toHaveProperty('problem');
    expect(doubleSpend.run({ q: 0.2, z: 1, rule: 'luck' }, 'P', 10, 1)).toHaveProperty('problem');
  });
});

describe('a majority', () => {
  it.each([
    [0.6, 3],
    [0.7, 3],
    [0.8, 10],
    [0.55, 6],
  ])('of %f makes %i blocks up as fast as theory says', (q, z) => {
    const drift = 2 * q - 1;
    // Wald: mean z / drift, variance z (1 - drift²) / drift³.
    const n = 1000;
    const sigma = Math.sqrt((z * (1 - drift ** 2)) / drift ** 3 / n);
    expect(Math.abs(value(majorityAttack, { q, z }, 'blocks', n) - z / drift)).toBeLessThan(4 * sigma);
  });

  it('is more than half', () => {
    expect(majorityAttack.run({ q: 0.5, z: 6 }, 'blocks', 10, 1)).toHaveProperty('problem');
    expect(majorityAttack.run({ q: 0.4, z: 6 }, 'blocks', 10, 1)).toHaveProperty('problem');
    expect(majorityAttack.run({ q: 1, z: 6 }, 'blocks', 10, 1)).toHaveProperty('problem');
  });
});

describe('forks', () => {
  it.each([
    [30, 0.1, 0.087683, 0.0917583, 0.9133],
    [10, 0.1, 0.0819, 0.0855, 0.9194],
    [10, 0.5, 0.299, 0.3532, 0.702],
    [30, 0.5, 0.321745, 0.3799, 0.6792],
  ])(
    'of %i miners at a delay of %f block intervals are as many as an independent count of the same races',
    (N, x, stale, contested, rate) => {
      const metric = (name: string): number => value(forks, { N, x }, name, 6000, 3);
      expect(Math.abs(metric('stale') - stale)).toBeLessThan(0.021);
      expect(Math.abs(metric('contested') - contested)).toBeLessThan(0.024);
      expect(Math.abs(metric('rate') - rate)).toBeLessThan(0.05);
    },
  );

  it('come near the limits of many miners: stale x / (1 + x), contested 1 - e^-x', () => {
    const x = 0.3 * (1 - 1 / 60);
    expect(Math.abs(value(forks, { N: 60, x: 0.3 }, 'stale', 4000) - x / (1 + x))).toBeLessThan(0.03);
    expect(Math.abs(value(forks, { N: 60, x: 0.3 }, 'contested', 4000) - (1 - Math.exp(-x)))).toBeLessThan(0.03);
  });

  it('are none without delay, or with one miner', () => {
    expect(value(forks, { N: 12, x: 0 }, 'stale', 1000)).toBe(0);
    expect(value(forks, { N: 1, x: 0.5 }, 'contested', 1000)).toBe(0);
  });

  it('need miners and a delay', () => {
    expect(forks.run({ N: 0, x: 0.1 }, 'stale', 10, 1)).toHaveProperty('problem');
    expect(forks.run({ N: 10 }, 'stale', 10, 1)).toHaveProperty('problem');
    expect(forks.run({ N: 10, x: -1 }, 'stale', 10, 1)).toHaveProperty('problem');
  });
});
