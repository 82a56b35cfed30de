import type { Refusal } from '../../sim/index.ts';
import type { ClassEvent } from '../state/events.ts';

/** What a command leads to. `seat`: whose seat a join is about, which is an older one when the device had one. */
export type Decision =
  | { readonly events: readonly ClassEvent[]; readonly seat?: string }
  | { readonly refusal: Refusal };
