import type { Micros, NodeId, Said } from '../../../sim/index.ts';
import { kindFor, node, type SideOf, timer, whole } from '../../kit/index.ts';
import type { Desk } from '../desk.ts';
import { bytesOf, type Letter } from '../letter.ts';
import type { Settings } from '../settings.ts';

export const SERVER = 0 as NodeId;
/** People sit behind the server. */
export const FIRST_CLIENT = 1;
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

const kind = kindFor<Settings>();

export const TABLES = {
  service: 'mail',
  kinds: {
    submit: kind<Letter>('useful', 'envelope', 'amber', bytesOf),
    /** The id of the letter. */
    accepted: kind<number>('control', 'dot', 'sky', ({ controlBytes }) => controlBytes),
    bounced: kind<Bounced>('control', 'ring', 'vermillion', ({ controlBytes }) => controlBytes),
    collect: kind<Collect>('request', 'ring', 'ink', ({ controlBytes }) => controlBytes),
    letters: kind<Letters>('useful', 'envelope', 'sky', (settings, { letters }) =>
      letters.reduce((sum, letter) => sum + bytesOf(settings, letter), settings.controlBytes),
    ),
  },
  /** `timeout` and `resend` are set with a letter's id, `collectTimeout` with the time of its question. */
  timers: {
    draft: timer(),
    timeout: timer<number>(),
    resend: timer<number>(),
    junk: timer(),
    'collect-timeout': timer<number>(),
  },
  verbs: {
    send: { draft: whole },
    collect: {},
    sort: {},
    quarantine: { who: node },
    purge: { whom: node },
    backup: {},
  },
} as const;

export interface Sent {
  readonly letter: Letter;
  tries: number;
}

export interface ClientState {
  readonly desk: Desk;
  /** Given to the server, and not yet accepted. */
  readonly sent: Sent[];
  /** What came with the last answer. */
  have: readonly number[];
  /** As the last answer said. */
  left: number;
  collecting: boolean;
  collectedAt: Micros;
  serverSilent: boolean;
  junkSent: number;
  recent: readonly Said[];
}

export type Boxes = Record<string, Letter[]>;

export interface ServerState {
  /** Letters by addressee. */
  boxes: Boxes;
  backup: Boxes;
  backedUpAt: number;
  /** Is every letter looked at, so that junk is thrown away? */
  sorts: boolean;
  readonly quarantined: NodeId[];
  /** Letters already taken, so that one sent twice is put away once. */
  readonly seen: Record<string, true>;
  /** Junk that each sender has sent, as far as sorting showed it. */
  readonly junkFrom: Record<string, number>;
  recent: readonly Said[];
}

export type ClientSide = SideOf<typeof TABLES, Settings, ClientState>;
export type ServerSide = SideOf<typeof TABLES, Settings, ServerState>;
