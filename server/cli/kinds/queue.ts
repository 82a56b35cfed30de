import { factCode, type LogReader, type LogRow, LogType } from '../../../shared/sim/index.ts';
import { createIdealRun } from './ideal-run.ts';
import type { Kind } from './kind.ts';
import { readNumbers, readWord } from './params.ts';
import { MEASURED } from './services.ts';
import { IDEAL_WEB } from './web-ideal.ts';

/** Share of the jobs that pass before counting begins, so that the empty start doesn't count. */
const WARM_UP = 0.05;

/**
 * Open Poisson arrivals at the web server: one reader who wants pages whether or not the earlier ones came. Time runs in units of the
 * mean service time, so that whole microseconds are fine enough for any `mu`.
 */
export const queue: Kind = {
  id: 'queue',
  metrics: ['Wq', 'block', 'goodput'],
  run(params, metric, n, seed, services = MEASURED) {
    const read = readNumbers(params, {
      lam: { min: Number.MIN_VALUE },
      mu: { min: Number.MIN_VALUE },
      c: { min: 1, whole: true, otherwise: 1 },
      K: { min: 1, whole: true, otherwise: Number.POSITIVE_INFINITY },
      tau: { min: Number.MIN_VALUE, otherwise: Number.POSITIVE_INFINITY },
    });
    if ('problem' in read) return read;
    const svc = readWord(params, 'svc', ['M', 'D']);
    if ('problem' in svc) return svc;
    const { lam, mu, c, K, tau } = read.numbers;
    const count = new QueueCount(Math.ceil(n * WARM_UP), n);
    const run = createIdealRun({
      service: services.web,
      architecture: 'client-server',
      nodes: 2,
      seed,
      params: {
        ...IDEAL_WEB,
        arrivals: 'open',
        think: mu / lam,
        service: 1,
        workers: c,
        serviceTimes: svc.word,
        places: Number.isFinite(K) ? K : 0,
        deadline: Number.isFinite(tau) ? tau * mu : 0,
      },
      reader: count,
    });
    if ('problem' in run) return run;
    while (!count.full) run.step();
    return { value: count.metric(metric, 1 / mu), events: run.events };
  },
};

const GOT = factCode('got');

/** Counts a queue's log from the arrival after the first `skip` on, for `n` arrivals. */
class QueueCount implements LogReader {
  readonly #skip: number;
  readonly #end: number;
  #arrived = 0;
  #refused = 0;
  #started = 0;
  #waited = 0;
  #onTime = 0;
  #from = 0;
  #to = 0;

  constructor(skip: number, n: number) {
    this.#skip = skip;
    this.#end = skip + n;
  }

  get full(): boolean {
    return this.#arrived >= this.#end;
  }

  write({ type, time, kind, value }: LogRow): void {
    if (type === LogType.queued || type === LogType.refused) this.#arrive(time);
    if (this.#arrived <= this.#skip) return;
    if (type === LogType.refused) this.#refused++;
    if (type === LogType.started) {
      this.#started++;
      this.#waited += value;
    }
    if (type === LogType.fact && kind === GOT) this.#onTime++;
  }

  /** `unit`: seconds of the question for each second of the run. */
  metric(name: string, unit: number): number {
    switch (name) {
      case 'Wq':
        return (this.#waited / this.#started / 1_000_000) * unit;
      case 'block':
        return this.#refused / (this.#arrived - this.#skip);
      case 'goodput':
        return this.#onTime / (((this.#to - this.#from) / 1_000_000) * unit);
      default:
        throw new RangeError(`queue has no metric ${name}`);
    }
  }

  #arrive(time: number): void {
    this.#arrived++;
    if (this.#arrived === this.#skip) this.#from = time;
    this.#to = time;
  }
}
