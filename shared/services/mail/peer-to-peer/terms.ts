import type { NodeId, Said } from '../../../sim/index.ts';
import { kindFor, node, type SideOf, timer, whole } from '../../kit/index.ts';
import type { Desk } from '../desk.ts';
import { bytesOf, type Letter } from '../letter.ts';
import type { Settings as MailSettings } from '../settings.ts';

/** What all peers of a run know, and who is whose friend. */
export type Settings = MailSettings & { readonly friendsOf: readonly (readonly NodeId[])[] };

/** A letter and the copies that go with it. */
export interface Passed {
  readonly letter: Letter;
  readonly copies: number;
  /** Letters that have arrived, as far as the sender of this message knows. */
  readonly delivered: readonly number[];
}

const kind = kindFor<Settings>();

export const TABLES = {
  service: 'mail',
  kinds: {
    pass: kind<Passed>('useful', 'envelope', 'teal', (settings, { letter }) => bytesOf(settings, letter)),
    taken: kind<Passed>('control', 'dot', 'sky', ({ controlBytes }) => controlBytes),
    ask: kind('control', 'ring', 'ink', ({ controlBytes }) => controlBytes),
  },
  timers: { draft: timer(), round: timer() },
  verbs: {
    send: { draft: whole },
    pass: { whom: node },
    copies: { copies: whole },
    seal: {},
    drop: { letter: whole },
    ask: { whom: node },
  },
} as const;

/** A letter that this machine carries, and how many copies of it it may still give away (its own included). */
export interface Carried {
  readonly letter: Letter;
  copies: number;
  /** Friends who have had it already, and from whom it came. */
  readonly had: NodeId[];
}

export interface PeerState {
  readonly desk: Desk;
  readonly friends: readonly NodeId[];
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

export type PeerSide = SideOf<typeof TABLES, Settings, PeerState>;
