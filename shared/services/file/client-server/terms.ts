import type { Micros, NodeId, Said } from '../../../sim/index.ts';
import { kindFor, type Me, node, optional, type SideOf, type Sight, timer, whole } from '../../kit/index.ts';
import type { Download } from '../download.ts';
import type { NoPiece, Piece } from '../piece-message.ts';
import type { Settings } from '../settings.ts';

export const SERVER = 0 as NodeId;
/** Clients sit behind the server. */
export const FIRST_CLIENT = 1;

/** A source's answer: how often it has started, how many requests wait before the asker's (-1: none of it waits), and its mirrors. */
export interface Pong {
  readonly boots: number;
  readonly ahead: number;
  readonly mirrors: readonly NodeId[];
}

const kind = kindFor<Settings>();
const control = ({ controlBytes }: Settings): number => controlBytes;
/** Fields of a verb about a piece or a client; null where none is. */
const A_PIECE = { piece: optional(whole) } as const;
const A_CLIENT = { client: optional(node) } as const;

export const TABLES = {
  service: 'file',
  kinds: {
    request: kind<number>('request', 'ring', 'amber', ({ requestBytes }) => requestBytes),
    cancel: kind<number>('control', 'dot', 'ink', control),
    piece: kind<Piece>('useful', 'hexagon', 'amber', ({ pieceBytes }) => pieceBytes),
    refusal: kind<NoPiece>('control', 'dot', 'vermillion', control),
    ping: kind('control', 'dot', 'ink', control),
    pong: kind<Pong>('control', 'dot', 'ink', control),
    mirrors: kind<readonly NodeId[]>('control', 'dot', 'sky', control),
    ready: kind('control', 'dot', 'sky', control),
  },
  timers: { look: timer() },
  verbs: {
    request: { ...A_PIECE, from: optional(node) },
    cancel: A_PIECE,
    retry: A_PIECE,
    serve: A_CLIENT,
    throttle: A_CLIENT,
    unthrottle: A_CLIENT,
    mirror: {},
  },
} as const;

/** A machine that a client fetches from, as far as the client knows it. */
export interface Contact {
  readonly node: NodeId;
  heard: Micros;
  /** When the first ping without an answer was sent, -1 while all are answered. */
  pinged: number;
  /** How often it has started, as it said last, -1 before. */
  boots: number;
  /** How many requests wait before mine, as it said last, -1 before. */
  ahead: number;
}

export interface ClientState {
  readonly download: Download;
  /** The server first, mirrors after it. */
  readonly contacts: Contact[];
  /** Refusals in a row, and until when the autopilot waits because of them. */
  strikes: number;
  restUntil: Micros;
  recent: readonly Said[];
}

/** A request that waits its turn. */
export interface Waiting {
  readonly client: NodeId;
  readonly piece: number;
  readonly since: Micros;
}

/** The server, or a mirror of it. */
export interface SourceState {
  readonly download: Download;
  readonly queue: Waiting[];
  /** Pieces sent, by client. */
  readonly served: number[];
  readonly throttled: NodeId[];
  /** How often it has started: clients learn from it that their requests are gone. */
  boots: number;
  /** Mirrors that are ready, and those that were started. */
  readonly mirrors: NodeId[];
  readonly started: NodeId[];
  /** Of a mirror: pieces that it has asked the server for, and when the last one came. */
  readonly copying: number[];
  copiedAt: Micros;
  recent: readonly Said[];
}

export type ClientSide = SideOf<typeof TABLES, Settings, ClientState>;
export type SourceSide = SideOf<typeof TABLES, Settings, SourceState>;
export type Client = Me<ClientSide>;
export type ClientSight = Sight<ClientSide>;
export type Source = Me<SourceSide>;
export type SourceSight = Sight<SourceSide>;
