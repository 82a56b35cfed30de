import { describe, expect, it } from 'vitest';
import { closedLoop } from '../../server/cli/kinds/closed-loop.ts';
import type { Kind, KindParams } from '../../server/cli/kinds/kind.ts';
import { queue } from '../../server/cli/kinds/queue.ts';
import {
  blockingMM1K,
  closedThroughput,
  goodputMM1K,
  meanWaitMD1,
  meanWaitMM1,
  meanWaitMMc,
} from '../../shared/theory/queue.ts';

/** Mean over two runs with seeds of their own. */
function measured(kind: Kind, params: KindParams, metric: string, n: number): number {
  const values = [1, 2].map((seed) => {
    const found = kind.run(params, metric, n, seed);
    if ('problem' in found) throw new Error(found.problem);
    return found.value;
  });
  return values.reduce((sum, value) => sum + value, 0) / 2;
}

function expectShare(value: number, expected: number, tolerance: number): void {
  expect(Math.abs(value - expected), `${value} against ${expected}`).toBeLessThan(tolerance * expected);
}

describe('the web server as a queue', () => {
  it.each([0.3, 0.5, 0.7, 0.8])('lets requests wait as long as M/M/1 says at a load of %f', (lam) => {
    expectShare(measured(queue, { lam, mu: 1, c: 1, svc: 'M' }, 'Wq', 20_000), meanWaitMM1(lam, 1), 0.13);
  });

  it('lets them wait half as long when all pages take the same time (M/D/1)', () => {
    for (const lam of [0.5, 0.8]) {
      expectShare(measured(queue, { lam, mu: 1, c: 1, svc: 'D' }, 'Wq', 20_000), meanWaitMD1(lam, 1), 0.1);
    }
  });

  it('lets them wait as long as Erlang C says with several workers', () => {
    for (const [lam, c] of [
      [1, 2],
      [2.1, 3],
      [4, 5],
    ] as const) {
      expectShare(measured(queue, { lam, mu: 1, c, svc: 'M' }, 'Wq', 30_000), meanWaitMMc(lam, 1, c), 0.12);
    }
  });

  it('measures in the suite’s seconds, whatever the rates are', () => {
    expectShare(measured(queue, { lam: 400, mu: 500, c: 1, svc: 'M' }, 'Wq', 20_000), meanWaitMM1(400, 500), 0.15);
    expectShare(
      measured(queue, { lam: 0.007, mu: 0.01, c: 1, svc: 'M', K: 20, tau: 500 }, 'goodput', 20_000),
      goodputMM1K(0.007, 0.01, 20, 500),
      0.06,
    );
  });

  it('turns away the share that M/M/1/K says when places are few', () => {
    for (const [lam, K] of [
      [0.5, 1],
      [0.8, 5],
      [1, 10],
      [2, 20],
    ] as const) {
      expectShare(measured(queue, { lam, mu: 1, c: 1, svc: 'M', K }, 'block', 20_000), blockingMM1K(lam, 1, K), 0.08);
    }
  });

  it('does as much in time as theory says, and collapses under overload with a long queue', () => {
    for (const [lam, K, tau] of [
      [0.7, 20, 5],
      [1.2, 5, 5],
      [2, 5, 5],
      [0.9, 50, 20],
      [0.9, 10, 1],
    ] as const) {
      const value = measured(queue, { lam, mu: 1, c: 1, svc: 'M', K, tau }, 'goodput', 20_000);
      expectShare(value, goodputMM1K(lam, 1, K, tau), 0.06);
    }
    expect(measured(queue, { lam: 2, mu: 1, c: 1, svc: 'M', K: 20, tau: 5 }, 'goodput', 20_000)).toBeLessThan(0.01);
  });

  it('says what is wrong with parameters that make no sense', () => {
    for (const wrong of [{ lam: 0 }, { mu: -1 }, { c: 1.5 }, { K: 0 }, { tau: 'long' }, { svc: 'G' }]) {
      const params: KindParams = { lam: 0.5, mu: 1, c: 1, svc: 'M', ...wrong };
      expect(queue.run(params, 'Wq', 100, 1)).toEqual({
        problem: expect.stringContaining(Object.keys(wrong)[0] ?? ''),
      });
    }
  });

  it('gives the same number for the same seed, another for another', () => {
    const params = { lam: 0.5, mu: 1, c: 1, svc: 'M' };
    expect(queue.run(params, 'Wq', 2_000, 4)).toEqual(queue.run(params, 'Wq', 2_000, 4));
    expect(queue.run(params, 'Wq', 2_000, 5)).not.toEqual(queue.run(params, 'Wq', 2_000, 4));
  });
});

describe('readers who wait for their pages', () => {
  it.each([
    [1, 1, 10],
    [5, 1, 10],
    [10, 1, 10],
    [15, 1, 10],
    [30, 1, 10],
    [50, 1, 30],
    [4, 2, 1],
    [8, 0.01, 0.05],
  ])('%i of them, pages of %f s, thinking %f s: the server does what mean value analysis says', (N, S, Z) => {
    expectShare(measured(closedLoop, { N, S, Z }, 'X', 15_000), closedThroughput(N, S, Z), 0.02);
  });

  it('must be at least one', () => {
    expect(closedLoop.run({ N: 0, S: 1, Z: 1 }, 'X', 100, 1)).toEqual({ problem: expect.stringContaining('N') });
  });
});
