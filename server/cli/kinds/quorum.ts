import { factCode, type LogReader, type LogRow, LogType } from '../../../shared/sim/index.ts';
import { createIdealRun } from './ideal-run.ts';
import type { Kind } from './kind.ts';
import { readNumbers } from './params.ts';
import { MEASURED } from './services.ts';

/** One clerk looks up and changes one record in turn; a look-up is stale when it misses each of the last k changes. n = look-ups. */
export const quorum: Kind = {
  id: 'quorum',
  metrics: ['stale'],
  run(params, _metric, n, seed, services = MEASURED) {
    const read = readNumbers(params, {
      N: { min: 1, whole: true },
      R: { min: 1, whole: true },
      W: { min: 1, whole: true },
      k: { min: 1, whole: true, otherwise: 1 },
    });
    if ('problem' in read) return read;
    const { N, R, W, k } = read.numbers;
    if (R > N || W > N) return { problem: `R=${R} and W=${W}: use at most N=${N}` };
    const count = new StaleCount(k);
    const run = createIdealRun({
      service: services.records,
      architecture: 'client-server',
      nodes: 2,
      seed,
      params: { ...INSTANT, replicas: N, readQuorum: R, writeQuorum: W },
      reader: count,
    });
    if ('problem' in run) return run;
    while (count.reads < n && run.step());
    return { value: count.stale / count.reads, events: run.events };
  },
};

const READ_STALE = factCode('read-stale');
const READ_FRESH = factCode('read-fresh');
const STORED = factCode('stored');

/** Counts look-ups from the k-th change on, and those of them that were at least k versions behind. */
class StaleCount implements LogReader {
  readonly #k: number;
  #version = 0;
  reads = 0;
  stale = 0;

  constructor(k: number) {
    this.#k = k;
  }

  write({ type, kind, value }: LogRow): void {
    if (type !== LogType.fact) return;
    if (kind === STORED) this.#version = Math.max(this.#version, value);
    if ((kind !== READ_STALE && kind !== READ_FRESH) || this.#version < this.#k) return;
    this.reads++;
    if (kind === READ_STALE && value >= this.#k) this.stale++;
  }
}

const INSTANT = {
  records: 1,
  tasks: 1_000_000,
  think: 0,
  changes: 0.5,
  recordBytes: 0,
  controlBytes: 0,
  serverUp: 0,
  peerUp: 0,
  down: 0,
  latency: 0,
  work: 0,
  places: 0,
  spares: 0,
} as const;
