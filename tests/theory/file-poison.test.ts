import { describe, expect, it } from 'vitest';
import { fairness } from '../../server/cli/kinds/fairness.ts';
import type { Kind, KindParams } from '../../server/cli/kinds/kind.ts';
import { poison } from '../../server/cli/kinds/poison.ts';

function measured(kind: Kind, params: KindParams, metric: string, n: number, seed = 1): number {
  const found = kind.run(params, metric, n, seed);
  if ('problem' in found) throw new Error(found.problem);
  return found.value;
}

function choose(n: number, k: number): number {
  let ways = 1;
  for (let i = 1; i <= k; i++) ways = (ways * (n - k + i)) / i;
  return ways;
}

/** REPORT section 8: more than half of k copies are bad, each with probability f. */
function voteBad(f: number, k: number): number {
  let sum = 0;
  for (let i = Math.floor(k / 2) + 1; i <= k; i++) sum += choose(k, i) * f ** i * (1 - f) ** (k - i);
  return sum;
}

/** The same when k of N sources are asked of which M are bad. */
function voteBadOf(N: number, M: number, k: number): number {
  let sum = 0;
  for (let i = Math.floor(k / 2) + 1; i <= Math.min(k, M); i++) sum += choose(M, i) * choose(N - M, k - i);
  return sum / choose(N, k);
}

const sigmas = (p: number, n: number): number => 4 * Math.sqrt((p * (1 - p)) / n) + 0.003;

describe('fetching from sources some of which are bad', () => {
  it.each([
    [0.1, 1],
    [0.3, 1],
    [0.2, 3],
    [0.4, 3],
    [0.3, 5],
    [0.6, 3],
  ])('takes as many corrupt items as a vote lets through, f = %d, k = %i', (f, k) => {
    const n = 2000;
    expect(Math.abs(measured(poison, { f, k }, 'bad', n) - voteBad(f, k))).toBeLessThan(sigmas(voteBad(f, k), n));
  });

  it.each([
    [30, 10, 5],
    [10, 3, 3],
    [5, 2, 5],
    [7, 4, 1],
    [9, 4, 2],
  ])('asks different sources: of %i with %i bad, %i vote', (N, M, k) => {
    const n = 3000;
    const expected = voteBadOf(N, M, k);
    expect(Math.abs(measured(poison, { N, M, k }, 'bad', n) - expected)).toBeLessThan(sigmas(expected, n));
  });

  it.each([0, 0.2, 0.5])('takes nothing corrupt where hashes are checked, and fetches more often, f = %d', (f) => {
    expect(measured(poison, { f, hash: true }, 'bad', 1500)).toBe(0);
    const fetches = measured(poison, { f, hash: true }, 'fetches', 1500);
    const expected = 1 / (1 - f);
    expect(Math.abs(fetches - expected)).toBeLessThan(4 * Math.sqrt(f / (1 - f) ** 2 / 1500) + 1e-9);
  });

  it('costs k fetches for each item in a vote of k', () => {
    expect(measured(poison, { f: 0.2, k: 3 }, 'fetches', 500)).toBeCloseTo(3, 1);
  });

  it.each([[{ f: 2, k: 1 }], [{ k: 3 }], [{ N: 5, M: 9, k: 1 }], [{ N: 5, M: 2, k: 6 }], [{ f: 1, hash: true }]])(
    'says what is wrong with %o',
    (params) => {
      expect(poison.run(params as KindParams, 'bad', 10, 1)).toHaveProperty('problem');
    },
  );
});

describe('the bytes that machines carry', () => {
  it.each([2, 7, 30])('lie on one of %i machines where there is a server', (n) => {
    expect(measured(fairness, { kind: 'hub', n }, 'jain', 1)).toBeCloseTo(1 / n, 9);
  });

  it.each([2, 7, 30])('lie evenly on %i machines that each bring a part', (n) => {
    expect(measured(fairness, { kind: 'even', n }, 'jain', 1)).toBeCloseTo(1, 9);
  });

  it.each([
    [10, 3],
    [30, 10],
    [12, 1],
    [9, 9],
  ])('lie on those of %i machines that share: %i', (n, k) => {
    expect(measured(fairness, { kind: 'free', n, k }, 'jain', 1)).toBeCloseTo(k / n, 9);
  });

  it.each([[{ kind: 'x', n: 5 }], [{ kind: 'even', n: 1 }], [{ kind: 'free', n: 5, k: 6 }], [{ kind: 'free', n: 5 }]])(
    'say what is wrong with %o',
    (params) => {
      expect(fairness.run(params as KindParams, 'jain', 1, 1)).toHaveProperty('problem');
    },
  );
});
