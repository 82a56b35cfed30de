import { describe, expect, it } from 'vitest';
import {
  allHubsAlive,
  blockingMM1K,
  broadcastRounds,
  clientServerBound,
  closedThroughput,
  fetchesWithHash,
  fileCorrupt,
  goodputMM1K,
  jain,
  largestPartRegular,
  meanWaitMD1,
  meanWaitMM1,
  meanWaitMMc,
  meshPairs,
  peerToPeerBound,
  rampRounds,
  someHubAlive,
  someReplica,
  starPairs,
  voteCorrupt,
  voteCorruptAmong,
} from '../../shared/theory/index.ts';
import { FIGURES } from './figures.ts';

/** The figures are rounded to five digits after the point. */
const near = (value: number, expected: number): void =>
  expect(Math.abs(value - expected)).toBeLessThan(6e-6 * (1 + expected));

describe('file distribution', () => {
  it.each(FIGURES.kurose)('takes as long as in Kurose & Ross’ figure with $N peers', ({ N, cs, p2p }) => {
    const network = { receivers: N, size: 1, serverUp: 10, peersUp: N, slowestDown: null };
    near(clientServerBound(network), cs);
    near(peerToPeerBound(network), p2p);
  });

  it.each(FIGURES.homework)(
    'takes as long as in the exercise with $N peers of $u_kbps kb/s',
    ({ N, u_kbps, cs, p2p }) => {
      const network = { receivers: N, size: 15e9, serverUp: 30e6, peersUp: N * u_kbps * 1e3, slowestDown: 2e6 };
      near(clientServerBound(network), cs);
      near(peerToPeerBound(network), p2p);
    },
  );

  it.each(FIGURES.equalRates)(
    'needs $min_rounds rounds for $K pieces and $N equal machines',
    ({ N, K, min_rounds }) => {
      expect(broadcastRounds(N, K)).toBe(min_rounds);
    },
  );

  it.each(FIGURES.ramp)('ramps up in $ramp rounds with $K pieces and $N peers', ({ N, K, ramp }) => {
    expect(rampRounds(N, K, 10)).toBe(ramp);
  });
});

describe('queues', () => {
  it.each(FIGURES.waits)('wait as tabled at load $rho', ({ rho, MM1, MD1, MM2, MM3, MM5 }) => {
    near(meanWaitMM1(rho, 1), MM1);
    near(meanWaitMD1(rho, 1), MD1);
    for (const [c, wait] of [
      [2, MM2],
      [3, MM3],
      [5, MM5],
    ] as const)
      near(meanWaitMMc(rho * c, 1, c), wait);
  });

  it('have no mean wait at or above full load', () => {
    expect([meanWaitMM1(1, 1), meanWaitMMc(2, 1, 2)]).toEqual([Infinity, Infinity]);
  });

  it.each(FIGURES.block)('turn away a share of $p at load $rho with $K places', ({ K, rho, p }) => {
    near(blockingMM1K(rho, 1, K), p);
  });

  it.each(FIGURES.goodput)('serve in time as tabled at load $lam', ({ lam, K5, K20, K50 }) => {
    for (const [places, goodput] of [
      [5, K5],
      [20, K20],
      [50, K50],
    ] as const)
      near(goodputMM1K(lam, 1, places, 5), goodput);
  });

  it.each(FIGURES.closed)('answer $X a second to $N clients that think', ({ N, X }) => {
    near(closedThroughput(N, 1, 10), X);
  });
});

describe('availability', () => {
  it.each(FIGURES.star30)(
    'of a star and a mesh of 30 with $f failed is as tabled',
    ({ f, hub_alive, pairs_star, pairs_mesh }) => {
      near(allHubsAlive(30, f, 1), hub_alive);
      near(starPairs(30, f), pairs_star);
      near(meshPairs(30, f), pairs_mesh);
    },
  );

  it.each(FIGURES.hubs30)('of $h hubs with $f of 30 failed is $alive', ({ h, f, alive }) => {
    near(someHubAlive(30, f, h), alive);
  });

  it('of all of two hubs is the chance that no failure hits one: C(28,3) / C(30,3)', () => {
    near(allHubsAlive(30, 3, 2), 3276 / 4060);
    expect(allHubsAlive(30, 30, 2)).toBe(0);
  });

  it.each(FIGURES.replicas)('of $r replicas that are each there with $a is $avail', ({ a, r, avail }) => {
    near(someReplica(a, r), avail);
  });

  it.each(FIGURES.regular.filter(({ fail }) => fail < 0.5))(
    'of a $d-regular graph without $fail is $S',
    ({ d, fail, S }) => {
      near(largestPartRegular(d, 1 - fail), S);
    },
  );
});

describe('corrupt data', () => {
  it.each(FIGURES.vote)('passes a vote of $k with chance $bad when $f are bad', ({ f, k, bad }) => {
    near(voteCorrupt(f, k), bad);
  });

  it('passes a vote among few different sources less often: 4 of 20 bad, 3 asked', () => {
    near(voteCorruptAmong(20, 4, 3), 100 / 1140);
  });

  it.each(FIGURES.file)('spoils a file of $K pieces with chance $p when $f are bad', ({ f, K, p }) => {
    near(fileCorrupt(f, K), p);
  });

  it.each(FIGURES.hash)('costs $fetches fetches when checked and $f are bad', ({ f, fetches }) => {
    expect(fetchesWithHash(f)).toBeCloseTo(fetches, 4);
  });
});

describe('fairness', () => {
  it('is 1/n with one carrier, 1 when all carry alike, k/n when k of n do', () => {
    expect(jain([7, 0, 0, 0])).toBe(0.25);
    expect(jain([3, 3, 3])).toBe(1);
    expect(jain([2, 2, 0, 0, 0])).toBeCloseTo(0.4);
  });
});
