import type { FinishedRun } from '../results/finished.ts';
import type { Live } from '../run/live.ts';
import type { Catalogue } from './catalogue.ts';
import type { ClassRead } from './state.ts';

/** A class as it stands: what its events say, and the runs that follow from them. Decisions and projections only look. */
export interface Standing {
  readonly catalogue: Catalogue;
  readonly state: ClassRead;
  /** The run that is on or was last; null before the first and while the next is being prepared. */
  readonly live: Live | null;
  /** By step. */
  readonly finished: ReadonlyMap<number, FinishedRun>;
}
