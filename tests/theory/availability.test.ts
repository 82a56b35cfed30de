import { describe, expect, it } from 'vitest';
import { availability } from '../../server/cli/kinds/availability.ts';
import { createIdealRun } from '../../server/cli/kinds/ideal-run.ts';
import type { KindParams } from '../../server/cli/kinds/kind.ts';
import { Reach } from '../../server/cli/kinds/reach.ts';
import { IDEAL_WEB } from '../../server/cli/kinds/web-ideal.ts';
import { kindNumber } from '../../shared/services/kit/index.ts';
import { web } from '../../shared/services/web/index.ts';
import { TABLES } from '../../shared/services/web/peer-to-peer/terms.ts';
import { type LogReader, LogType, Recording, seconds } from '../../shared/sim/index.ts';
import {
  allHubsAlive,
  largestPartRegular,
  meshPairs,
  someHubAlive,
  starPairs,
} from '../../shared/theory/availability.ts';

const SEARCH = kindNumber(TABLES.kinds, 'search');

function measured(params: KindParams, metric: string, n: number, seed = 1): number {
  const found = availability.run(params, metric, n, seed);
  if ('problem' in found) throw new Error(found.problem);
  return found.value;
}

describe('what is left after machines fail', () => {
  it('a star lives while its centre does', () => {
    for (const f of [1, 3, 9]) {
      const params = { topo: 'star', N: 30, f };
      expect(Math.abs(measured(params, 'alive', 600) - allHubsAlive(30, f, 1))).toBeLessThan(0.05);
      expect(Math.abs(measured(params, 'pairs', 300) - starPairs(30, f))).toBeLessThan(0.08);
    }
  });

  it('a star without its centre is a heap of single machines', () => {
    const values = [1, 2, 3, 4, 5, 6].map((seed) => measured({ topo: 'star', N: 6, f: 2 }, 'lcc', 1, seed));
    for (const value of values) expect([4 / 6, 1 / 6]).toContain(value);
    expect(new Set(values).size).toBe(2);
  });

  it('with several hubs all pairs are connected as long as one hub is left', () => {
    for (const [N, f, h] of [
      [30, 3, 2],
      [30, 15, 3],
      [20, 12, 2],
    ] as const) {
      const params = { topo: 'hubs', N, f, h };
      expect(Math.abs(measured(params, 'alive', 300) - allHubsAlive(N, f, h))).toBeLessThan(0.1);
      const pairs = someHubAlive(N, f, h) * meshPairs(N, f);
      expect(Math.abs(measured(params, 'pairs', 300) - pairs)).toBeLessThan(0.04);
    }
  });

  it('in a mesh every two that are left are connected, in every sample', () => {
    for (const [N, f] of [
      [30, 3],
      [12, 5],
      [100, 40],
    ] as const) {
      expect(measured({ topo: 'mesh', N, f }, 'pairs', 3)).toBeCloseTo(meshPairs(N, f), 12);
      expect(measured({ topo: 'mesh', N, f }, 'lcc', 3)).toBeCloseTo((N - f) / N, 12);
    }
  });

  it('a large random regular graph keeps the part that Callaway and others computed', () => {
    for (const [d, f] of [
      [4, 30],
      [3, 20],
      [6, 50],
    ] as const) {
      const value = measured({ topo: 'rrg', N: 100, d, f }, 'lcc', 40);
      expect(Math.abs(value - largestPartRegular(d, 1 - f / 100))).toBeLessThan(0.025);
    }
  });

  it('nothing is left when all fail, and nobody is alone when two are left in a mesh', () => {
    expect(measured({ topo: 'rrg', N: 10, d: 3, f: 10 }, 'lcc', 2)).toBe(0);
    expect(measured({ topo: 'mesh', N: 10, f: 8 }, 'lcc', 5)).toBe(0.2);
    expect(measured({ topo: 'star', N: 10, f: 0 }, 'pairs', 2)).toBe(1);
  });

  it('says what is wrong with parameters that make no sense', () => {
    for (const wrong of [{ topo: 'ring' }, { N: 1 }, { f: 31 }, { f: -1 }, { h: 30 }]) {
      const found = availability.run({ topo: 'star', N: 30, f: 3, ...wrong }, 'alive', 10, 1);
      expect(found).toEqual({ problem: expect.stringContaining(Object.keys(wrong)[0] ?? '') });
    }
  });

  it('counts as connected as many as one search reaches that is passed on without end', () => {
    for (let seed = 1; seed <= 10; seed++) {
      const stresses = [{ id: 'crash', at: 0, params: { target: 'all:11', for: 0 } }];
      const common = { think: 1, service: 1_000_000, timeout: 1_000, neighbours: 3 };
      const create = (ttl: number, reader: LogReader) => {
        const params = { ...IDEAL_WEB, ...common, ttl };
        const run = createIdealRun({
          service: web,
          architecture: 'peer-to-peer',
          nodes: 24,
          seed,
          params,
          stresses,
          reader,
        });
        if ('problem' in run) throw new Error(run.problem);
        return run;
      };
      const reach = new Reach(24, SEARCH);
      const near = create(1, reach);
      const log = new Recording();
      const far = create(10, log);
      near.advance(seconds(1_100));
      const searches = () => [...log.entries()].filter(({ type, kind }) => type === LogType.sent && kind === SEARCH);
      while (searches().length === 0) far.step();
      far.advance(far.now);
      const arrived = [...log.entries()].filter(({ type, kind }) => type === LogType.delivered && kind === SEARCH);
      const reached = new Set([searches()[0]?.node, ...arrived.map((entry) => entry.node)]);
      expect(reach.parts()).toContain(reached.size);
    }
  });
});
