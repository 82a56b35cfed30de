import type { FinishedRun } from '../results/finished.ts';
import type { CurrentRun } from '../run/current-run.ts';
import type { Catalogue } from './catalogue.ts';
import type { ClassRead } from './state.ts';

/** A class as it stands: what its events say, and the runs that follow from them. Decisions and projections only look. */
export interface ClassContext {
  readonly catalogue: Catalogue;
  readonly state: ClassRead;
  /** The run that is on or was last; null before the first and while the next is being prepared. */
  readonly current: CurrentRun | null;
  /** By step. */
  readonly finished: ReadonlyMap<number, FinishedRun>;
}
