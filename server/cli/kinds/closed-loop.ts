import { type LogReader, type LogRow, LogType } from '../../../shared/sim/index.ts';
import { createIdealRun } from './ideal-run.ts';
import type { Kind } from './kind.ts';
import { readNumbers } from './params.ts';
import { MEASURED } from './services.ts';
import { IDEAL_WEB } from './web-ideal.ts';

/** Share of the jobs that pass before counting begins, so that the first rush doesn't count. */
const WARM_UP = 0.05;

/** N readers who think, want a page, wait for it and think again: the server's throughput, pages/s. */
export const closedLoop: Kind = {
  id: 'closed',
  metrics: ['X'],
  run(params, metric, n, seed, services = MEASURED) {
    if (metric !== 'X') throw new RangeError(`closed has no metric ${metric}`);
    const read = readNumbers(params, {
      N: { min: 1, whole: true },
      S: { min: Number.MIN_VALUE },
      Z: { min: Number.MIN_VALUE },
    });
    if ('problem' in read) return read;
    const { N, S, Z } = read.numbers;
    const count = new Throughput(Math.ceil(n * WARM_UP), n);
    const run = createIdealRun({
      service: services.web,
      architecture: 'client-server',
      nodes: N + 1,
      seed,
      params: { ...IDEAL_WEB, service: 1, think: Z / S, workers: 1 },
      reader: count,
    });
    if ('problem' in run) return run;
    while (!count.full) run.step();
    return { value: count.perSecond() / S, events: run.events };
  },
};

/** Jobs served, and the time between the `skip`-th and the last of them. */
class Throughput implements LogReader {
  readonly #skip: number;
  readonly #end: number;
  #served = 0;
  #from = 0;
  #to = 0;

  constructor(skip: number, n: number) {
    this.#skip = skip;
    this.#end = skip + n;
  }

  get full(): boolean {
    return this.#served >= this.#end;
  }

  write({ type, time }: LogRow): void {
    if (type !== LogType.served) return;
    this.#served++;
    if (this.#served === this.#skip) this.#from = time;
    this.#to = time;
  }

  perSecond(): number {
    return ((this.#served - this.#skip) * 1_000_000) / (this.#to - this.#from);
  }
}
