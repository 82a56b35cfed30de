import type { NodeId, Said } from '../../../sim/index.ts';
import { kindFor, node, type SideOf, timer, whole } from '../../kit/index.ts';
import type { HeardTurns } from '../quality.ts';
import { frameBytes, type Settings } from '../settings.ts';
import type { Sound, Turns } from '../turns.ts';

export const SERVER = 0 as NodeId;
/** Callers are the machines behind the relay. */
export const FIRST_CLIENT = 1;
/** More packets than this waiting for each call are too many for the relay's uplink. */
export const BUSY = 8;

/** The sounds of several speakers in one packet. */
export interface Mix {
  readonly sounds: readonly Sound[];
}

/** How somebody's turn was heard; relayed to its speaker. */
export interface Report {
  readonly speaker: NodeId;
  readonly topic: number;
  readonly score: number;
  readonly listener: NodeId;
}

/** The relay's word to a caller: the quality to send in, and which relay to send to. */
export interface Order {
  readonly low: boolean;
  readonly relay: NodeId;
}

const kind = kindFor<Settings>();

export const TABLES = {
  service: 'call',
  kinds: {
    media: kind<Sound | Mix>('useful', 'bars', 'amber', (settings, body) => frameBytes(settings, isLow(body))),
    report: kind<Report>('control', 'dot', 'sky', ({ controlBytes }) => controlBytes),
    order: kind<Order>('control', 'ring', 'yellow', ({ controlBytes }) => controlBytes),
  },
  /** `played` is set with the key of a turn, `settle` with a topic's number. */
  timers: { topic: timer(), frame: timer(), played: timer<string>(), settle: timer<number>(), mix: timer() },
  verbs: { speak: {}, lower: {}, raise: {}, allot: { call: whole }, mute: { who: node }, move: { call: whole } },
} as const;

export interface ClientState {
  readonly turns: Turns;
  readonly heardTurns: HeardTurns;
  /** What the relay ordered, and what its person chose: low if either says so. */
  order: Order;
  low: boolean;
  /** Turns in a row that nobody reported on. */
  silent: number;
  recent: readonly Said[];
}

export interface ServerState {
  /** Calls (by their first member) that are to send in low quality, and those that the backup relay carries. */
  readonly low: number[];
  readonly moved: number[];
  readonly muted: NodeId[];
  /** Reports of turns that were not heard clearly, less those of turns that were, since the call's quality or way was changed. By call. */
  readonly unclear: Record<string, number>;
  /** With mixing: the sounds that came in since the last mix, by call. */
  readonly mix: Record<string, readonly Sound[]>;
  dropped: number;
  recent: readonly Said[];
}

export type ClientSide = SideOf<typeof TABLES, Settings, ClientState>;
export type ServerSide = SideOf<typeof TABLES, Settings, ServerState>;

function isLow(body: Sound | Mix): boolean {
  return 'sounds' in body ? body.sounds.every(({ low }) => low) : body.low;
}
