import type { Json } from '../../../shared/sim/index.ts';

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
  /** `n`: samples asked for (jobs, runs, items). Parameters that make no sense are a problem, in one sentence that says what is allowed. */
  run(params: KindParams, metric: string, n: number, seed: number): Finding | { readonly problem: string };
}
