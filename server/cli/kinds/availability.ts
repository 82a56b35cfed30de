import { kindNumber } from '../../../shared/services/kit/index.ts';
import { TABLES as ASKING } from '../../../shared/services/web/client-server/terms.ts';
import { TABLES as SEARCHING } from '../../../shared/services/web/peer-to-peer/terms.ts';
import type { Architecture, Params } from '../../../shared/sim/index.ts';
import { createIdealRun } from './ideal-run.ts';
import type { Kind, KindParams } from './kind.ts';
import { readNumbers, readWord } from './params.ts';
import { Reach } from './reach.ts';
import { MEASURED } from './services.ts';
import { IDEAL_WEB } from './web-ideal.ts';

/** Seconds of patience with a server, far more than the time in which every reader has wanted a page. */
const PATIENCE = 60;
/** Seconds that a page takes: nobody gets one before all have asked. */
const FOREVER = 1_000_000;

/**
 * f of N machines crash at the start. Then every reader that is left wants one page and asks for it: all servers in turn, or all its
 * neighbours. Two machines are connected when such a message arrived between them, directly or by way of others.
 */
export const availability: Kind = {
  id: 'fail',
  metrics: ['alive', 'lcc', 'pairs'],
  run(params, metric, n, seed, services = MEASURED) {
    const network = readNetwork(params);
    if ('problem' in network) return network;
    const { size, crashed, hubs, architecture, nodes, params: settings, probe } = network;
    const stresses = [{ id: 'crash', at: 0, params: { target: `all:${crashed}`, for: 0 } }];
    let sum = 0;
    let events = 0;
    for (let sample = 0; sample < n; sample++) {
      const reach = new Reach(size, probe);
      const run = createIdealRun({
        service: services.web,
        architecture,
        nodes,
        seed: seed * n + sample,
        params: { ...IDEAL_WEB, ...settings },
        stresses,
        reader: reach,
      });
      if ('problem' in run) return run;
      run.advance(run.now);
      const readers = network.readers.filter((node) => !reach.isDown(node)).length;
      while (reach.answered < readers) run.step();
      sum += measure(reach, metric, size, hubs);
      events += run.events;
    }
    return { value: sum / n, events };
  },
};

interface Network {
  readonly architecture: Architecture;
  /** Machines that people would play. */
  readonly nodes: number;
  /** What differs from the ideal web. */
  readonly params: Params;
  /** Machines in all. */
  readonly size: number;
  readonly crashed: number;
  readonly hubs: readonly number[];
  readonly readers: readonly number[];
  readonly probe: number;
}

function readNetwork(params: KindParams): Network | { readonly problem: string } {
  const topo = readWord(params, 'topo', ['star', 'hubs', 'rrg', 'mesh']);
  if ('problem' in topo) return topo;
  const read = readNumbers(params, {
    N: { min: 2, whole: true },
    f: { min: 0, whole: true },
    h: { min: 1, whole: true, otherwise: 1 },
    d: { min: 1, whole: true, otherwise: 1 },
  });
  if ('problem' in read) return read;
  const { N, f, h, d } = read.numbers;
  if (f > N) return { problem: `f=${f}: use at most N, which is ${N}` };
  if (h >= N) return { problem: `h=${h}: use less than N, which is ${N}` };
  switch (topo.word) {
    case 'star':
      return hubNetwork(N, f, 1);
    case 'hubs':
      return hubNetwork(N, f, h);
    case 'rrg':
      return peerNetwork(N, f, d);
    case 'mesh':
      return peerNetwork(N, f, N - 1);
  }
}

/** One web server and h - 1 mirrors; the others are clients. */
function hubNetwork(size: number, crashed: number, hubs: number): Network {
  const nodes = size - hubs + 1;
  const mirrors = hubs - 1;
  return {
    architecture: 'client-server',
    size,
    nodes,
    crashed,
    hubs: [0, ...range(nodes, size)],
    readers: range(1, nodes),
    params: {
      think: 1,
      service: FOREVER,
      timeout: PATIENCE,
      retries: mirrors,
      backoff: 0,
      mirrors,
      mirrorsUp: mirrors,
    },
    probe: kindNumber(ASKING.kinds, 'request'),
  };
}

/** Readers who keep nothing, each with so many neighbours: every search goes to all of them and finds nothing. */
function peerNetwork(size: number, crashed: number, neighbours: number): Network {
  return {
    architecture: 'peer-to-peer',
    size,
    nodes: size,
    crashed,
    hubs: [],
    readers: range(1, size),
    params: { think: 1, service: FOREVER, timeout: PATIENCE, neighbours, ttl: 1 },
    probe: kindNumber(SEARCHING.kinds, 'search'),
  };
}

function measure(reach: Reach, metric: string, size: number, hubs: readonly number[]): number {
  switch (metric) {
    case 'alive':
      return hubs.some((hub) => reach.isDown(hub)) ? 0 : 1;
    case 'lcc':
      return Math.max(0, ...reach.parts()) / size;
    case 'pairs':
      return reach.parts().reduce((pairs, part) => pairs + part * (part - 1), 0) / (size * (size - 1));
    default:
      throw new RangeError(`fail has no metric ${metric}`);
  }
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}
