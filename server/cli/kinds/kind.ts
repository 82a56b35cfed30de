import type { Json } from '../../../shared/sim/index.ts';
import type { MeasuredServices } from './services.ts';

/** A case's parameters as its suite gives them. */
export type KindParams = { readonly [name: string]: Json };

/** What an experiment found: counted from the logs of runs in which `events` events happened. */
export interface Finding {
  readonly value: number;
  readonly events: number;
}

/** A kind of experiment: a question with parameters that runs of the engine answer. */
export interface Kind {
  readonly id: string;
  readonly metrics: readonly string[];
  /**
   * `n`: samples asked for (jobs, runs, items). `services`: what is run, the game's own if not given. Parameters that make no sense are
   * a problem, in one sentence that says what is allowed.
   */
  run(
    params: KindParams,
    metric: string,
    n: number,
    seed: number,
    services?: MeasuredServices,
  ): Finding | { readonly problem: string };
}
