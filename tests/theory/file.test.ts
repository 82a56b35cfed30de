import { describe, expect, it } from 'vitest';
import { file } from '../../server/cli/kinds/file.ts';
import type { KindParams } from '../../server/cli/kinds/kind.ts';
import { broadcastRounds, clientServerBound, peerToPeerBound } from '../../shared/theory/file.ts';

interface Case {
  readonly N: number;
  readonly K: number;
  readonly us: number;
  readonly u: number | readonly number[];
  readonly d?: number | null;
}

function ticks(asked: Case, arch: 'cs' | 'p2p', seed: number): number {
  const found = file.run({ d: null, ...asked, arch } as KindParams, 'ticks', 1, seed);
  if ('problem' in found) throw new Error(found.problem);
  return found.value;
}

function bound({ N, K, us, u, d = null }: Case, arch: 'cs' | 'p2p'): number {
  const uplinks = typeof u === 'number' ? new Array<number>(N).fill(u) : [...u];
  const peersUp = uplinks.reduce((sum, one) => sum + one, 0);
  const distribution = { receivers: N, size: K, serverUp: us, peersUp, slowestDown: d };
  return arch === 'cs' ? clientServerBound(distribution) : peerToPeerBound(distribution);
}

const inTurn = (list: readonly number[], N: number): number[] =>
  Array.from({ length: N }, (_, i) => list[i % list.length] as number);

describe('a server alone', () => {
  it.each<Case>([
    { N: 1, K: 10, us: 1, u: 0 },
    { N: 13, K: 47, us: 3, u: 0 },
    { N: 60, K: 24, us: 20, u: 2 },
    { N: 4, K: 60, us: 20, u: 1, d: 2 },
    { N: 30, K: 60, us: 7, u: 1, d: 4 },
    { N: 100, K: 20, us: 10, u: 0 },
  ])('takes as long as its uplink or the downlinks need, %o', (asked) => {
    const time = ticks(asked, 'cs', 1);
    expect(time).toBeGreaterThanOrEqual(bound(asked, 'cs') - 1e-6);
    expect(time).toBeLessThanOrEqual(bound(asked, 'cs') + 1);
  });
});

describe('a swarm', () => {
  it.each<Case>([
    { N: 1, K: 60, us: 4, u: 1 },
    { N: 2, K: 100, us: 2.5, u: 3 },
    { N: 5, K: 160, us: 20, u: 0.5 },
    { N: 12, K: 60, us: 5, u: 2 },
    { N: 25, K: 80, us: 10, u: 1.7 },
    { N: 60, K: 60, us: 13, u: 0.7 },
    { N: 100, K: 60, us: 20, u: 1 },
    { N: 9, K: 90, us: 6, u: inTurn([1, 2, 3], 9) },
    { N: 20, K: 60, us: 5, u: inTurn([0.5, 3], 20) },
    { N: 10, K: 80, us: 8, u: inTurn([0, 1], 10) },
    { N: 12, K: 60, us: 3, u: inTurn([0, 0, 2], 12) },
    { N: 25, K: 60, us: 1, u: inTurn([0, 0, 2], 25), d: 4 },
    { N: 10, K: 80, us: 10, u: 0 },
    { N: 8, K: 60, us: 10, u: 1, d: 2 },
    { N: 25, K: 100, us: 20, u: 0.5, d: 4 },
    { N: 15, K: 60, us: 5, u: inTurn([0.5, 3], 15), d: 3 },
  ])('takes no less than links allow, and at most 3 % and three ticks more, %o', (asked) => {
    for (const seed of [1, 2]) {
      const time = ticks(asked, 'p2p', seed);
      expect(time).toBeGreaterThanOrEqual(bound(asked, 'p2p') - 1e-6);
      expect(time).toBeLessThanOrEqual(1.03 * bound(asked, 'p2p') + 3);
    }
  });

  it.each([
    [1, 10],
    [2, 10],
    [3, 20],
    [7, 16],
    [15, 40],
    [31, 16],
    [63, 12],
    [100, 10],
  ])('of equal machines needs at least K + log2 N rounds for N = %i, K = %i, and at most three more', (N, K) => {
    for (const seed of [1, 2, 3]) {
      const time = ticks({ N, K, us: 1, u: 1 }, 'p2p', seed);
      expect(time).toBeGreaterThanOrEqual(broadcastRounds(N, K));
      expect(time).toBeLessThanOrEqual(broadcastRounds(N, K) + 3);
    }
  });

  it('differs from seed to seed: it is no formula that answers', () => {
    const times = [1, 2, 3, 4, 5, 6].map((seed) => ticks({ N: 20, K: 60, us: 4, u: [0.5, 3], d: 5 }, 'p2p', seed));
    expect(new Set(times).size).toBeGreaterThan(2);
  });

  it('with free riders is as slow as what the others give, and never faster', () => {
    for (const share of [0.2, 0.4, 0.6]) {
      const u = Array.from({ length: 30 }, (_, index) => (index < 30 * share ? 0 : 1));
      const time = ticks({ N: 30, K: 60, us: 10, u }, 'p2p', 1);
      const least = bound({ N: 30, K: 60, us: 10, u }, 'p2p');
      expect(time).toBeGreaterThanOrEqual(least);
      expect(time).toBeLessThanOrEqual(1.05 * least);
    }
  });
});

describe('the file experiment', () => {
  it.each([
    [{ N: 0, K: 5, us: 1, u: 1, arch: 'cs' }, 'N'],
    [{ N: 3, K: 5.5, us: 1, u: 1, arch: 'cs' }, 'K'],
    [{ N: 3, K: 5, us: 0, u: 1, arch: 'cs' }, 'us'],
    [{ N: 3, K: 5, us: 1, u: 'x', arch: 'cs' }, 'u'],
    [{ N: 3, K: 5, us: 1, u: -1, arch: 'cs' }, 'u'],
    [{ N: 3, K: 5, us: 1, u: 1, d: 0, arch: 'cs' }, 'd'],
    [{ N: 3, K: 5, us: 1, u: 1, arch: 'x' }, 'arch'],
  ] as const)('says what is wrong with %o', (params, name) => {
    const found = file.run(params, 'ticks', 1, 1);
    expect('problem' in found && found.problem.startsWith(name)).toBe(true);
  });
});
