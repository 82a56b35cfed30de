import type { Said } from '../../../sim/index.ts';
import { type Desk, emptyDesk, type Letter } from '../letter.ts';

/** The messages among peers, by their index. */
export const Kind = { pass: 0, taken: 1, ask: 2 } as const;
export const Timer = { draft: 0, round: 1 } as const;

/** A letter that this machine carries, and how many copies of it it may still give away (its own included). */
export interface Carried {
  readonly letter: Letter;
  copies: number;
  /** Friends who have had it already, and from whom it came. */
  readonly had: number[];
}

export interface PeerState {
  readonly desk: Desk;
  readonly friends: readonly number[];
  readonly carried: Carried[];
  seals: boolean;
  copies: number;
  /** Letters ever carried: none is taken twice. */
  readonly known: Record<string, true>;
  /** Letters known to have arrived, latest first: copies of them are carried no further. */
  readonly delivered: number[];
  /** When round-wise spreading began here: the round in which the letter came, or -1. */
  learned: number;
  /** Passed by each friend to me, and taken by each friend from me. */
  readonly broughtBy: Record<string, number>;
  readonly takenBy: Record<string, number>;
  /** How often its person has asked friends for letters. */
  asked: number;
  recent: readonly Said[];
}

export function newPeer(friends: readonly number[], copies: number, seals: boolean): PeerState {
  return {
    desk: emptyDesk(),
    friends,
    carried: [],
    seals,
    copies,
    known: {},
    delivered: [],
    learned: -1,
    broughtBy: {},
    takenBy: {},
    asked: 0,
    recent: [],
  };
}
