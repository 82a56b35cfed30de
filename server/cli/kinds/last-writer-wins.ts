import { type Fact, factCode, LogType, type Micros } from '../../../shared/sim/index.ts';
import { createIdealRun } from './ideal-run.ts';
import type { Kind } from './kind.ts';
import { readNumbers } from './params.ts';
import { MEASURED } from './services.ts';

/** Every copy has heard of every edit from neighbour to neighbour, and comparing copies has not begun. */
const SETTLED = 29_000_000 as Micros;

/** n peers paint one tile each of a mosaic of m tiles at the same instant, on copies that then merge; how many edits are lost? */
export const lastWriterWins: Kind = {
  id: 'lww',
  metrics: ['lost'],
  run(params, _metric, n, seed, services = MEASURED) {
    const read = readNumbers(params, { n: { min: 2, whole: true }, m: { min: 1, whole: true } });
    if ('problem' in read) return read;
    let lost = 0;
    let events = 0;
    for (let sample = 0; sample < n; sample++) {
      const merge = params.crdt === true ? 'crdt' : 'lww';
      const count = { lost: 0 };
      const run = createIdealRun({
        service: services.canvas,
        architecture: 'peer-to-peer',
        nodes: read.numbers.n,
        seed: seed * 1_000_003 + sample,
        params: { ...CONCURRENT, cells: read.numbers.m, merge },
        reader: {
          write: ({ type, kind }) => (count.lost += type === LogType.fact && kind === LOST ? 1 : 0),
        },
      });
      if ('problem' in run) return run;
      run.advance(SETTLED);
      lost += count.lost;
      events += run.events;
    }
    return { value: lost / n, events };
  },
};

const LOST = factCode('lost-write' satisfies Fact);

/** Everybody paints once at time 0, before any news can arrive; comparing copies begins later. */
const CONCURRENT = {
  neighbours: 2,
  strokes: 1,
  think: 0,
  hotspot: 0,
  editBytes: 0,
  controlBytes: 0,
  serverUp: 0,
  peerUp: 0,
  down: 0,
  latency: 1,
  syncEvery: 60,
} as const;
