import type { NodeId } from '../../../sim/index.ts';
import type { Letter } from '../letter.ts';

/** The messages of the mail server, by their index. */
export const Kind = { submit: 0, accepted: 1, bounced: 2, collect: 3, letters: 4 } as const;
export const SERVER = 0 as NodeId;
/** People sit behind the server. */
export const FIRST_PERSON = 1;
/** Letters that one answer to `collect` carries. */
export const BATCH = 8;

export interface Bounced {
  readonly id: number;
  readonly why: 'full' | 'quarantined' | 'busy';
}

/** A request for mail; `have` names what arrived with the last answer, which the server may now delete. */
export interface Collect {
  readonly have: readonly number[];
}

export interface Letters {
  readonly letters: readonly Letter[];
  /** Letters that are still in the mailbox. */
  readonly left: number;
}
