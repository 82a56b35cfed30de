import type { RunFacts } from '../../measures/contract.ts';
import type { Counter } from '../../measures/counter.ts';
import type { CounterState } from '../../measures/state.ts';
import type { Service } from '../../services/contract.ts';
import type { Plan } from '../../sim/index.ts';
import type { StressCard } from '../../stresses/contract.ts';

/** Everything that a class is played with and does not itself contain. Must be the same whenever a journal is read again. */
export interface Catalogue {
  readonly services: ReadonlyMap<string, Service>;
  readonly stresses: ReadonlyMap<string, StressCard>;
  /** @param state of another counter, to go on from; the new one takes it over */
  counter(facts: Omit<RunFacts, 'end'>, state?: CounterState): Counter;
  /** The least time in seconds that anybody could need, and where that comes from. */
  par(plan: Plan): { readonly seconds: number; readonly source: string } | null;
}
