import type { Catalogue } from './catalogue.ts';
import type { FinishedRun } from './finished.ts';
import type { Live } from './live/live.ts';
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
