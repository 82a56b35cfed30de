import type { Micros, NodeId, Said } from '../../../sim/index.ts';
import { kindFor, type Me, node, optional, type SideOf, type Sight, timer, whole } from '../../kit/index.ts';
import type { Bits } from '../bits.ts';
import type { Download } from '../download.ts';
import type { NoPiece, Piece } from '../piece-message.ts';
import type { Settings } from '../settings.ts';

/** All that its sender has. */
export interface Handshake {
  readonly isAnswer: boolean;
  readonly held: Readonly<Bits>;
}

/** A slot: how long a piece takes on the sender's uplink, µs, and what it has sent to others that nobody has announced yet. */
export interface Slot {
  readonly pieceTime: number;
  readonly underway: readonly number[];
}

const kind = kindFor<Settings>();
const control = ({ controlBytes }: Settings): number => controlBytes;
/** Fields of a verb; null where nothing is named. */
const A_PIECE = { piece: optional(whole) } as const;
const A_PEER = { peer: optional(node) } as const;

export const TABLES = {
  service: 'file',
  kinds: {
    /** How many neighbours the sender wants. */
    announce: kind<number>('control', 'dot', 'sky', control),
    introduction: kind<readonly NodeId[]>('control', 'dot', 'sky', control),
    handshake: kind<Handshake>('control', 'dot', 'ink', control),
    have: kind<readonly number[]>('control', 'dot', 'ink', control),
    /** How long a piece takes on the sender's uplink, µs. */
    interested: kind<number>('control', 'dot', 'ink', control),
    'not-interested': kind('control', 'dot', 'ink', control),
    choke: kind('control', 'dot', 'vermillion', control),
    unchoke: kind<Slot>('control', 'dot', 'teal', control),
    request: kind<number>('request', 'ring', 'teal', ({ requestBytes }) => requestBytes),
    cancel: kind<number>('control', 'dot', 'ink', control),
    refusal: kind<NoPiece>('control', 'dot', 'vermillion', control),
    piece: kind<Piece>('useful', 'hexagon', 'teal', ({ pieceBytes }) => pieceBytes),
    ping: kind('control', 'dot', 'ink', control),
    pong: kind('control', 'dot', 'ink', control),
    goodbye: kind('control', 'dot', 'vermillion', control),
  },
  /** look: after requests; slots: a round of them; news: a bundle of it. */
  timers: { look: timer(), slots: timer(), news: timer() },
  verbs: {
    request: { ...A_PIECE, from: optional(node) },
    cancel: A_PIECE,
    upload: A_PEER,
    'send-next': { to: optional(node), ...A_PIECE },
    check: A_PIECE,
    ban: A_PEER,
    find: {},
  },
} as const;

/** What a peer knows of a neighbour, from its messages alone. */
export interface Neighbour {
  readonly id: NodeId;
  /** The pieces that it said it has, and how many of the file's they are. */
  readonly held: Bits;
  count: number;
  /** I told it that I want something; it told me so. */
  wanted: boolean;
  wants: boolean;
  /** It has a slot at mine; I have one at its. */
  unchoked: boolean;
  open: boolean;
  /** How long a piece takes on its uplink, µs, as it said with its last slot. */
  pieceTime: number;
  /** Pieces that it has sent to others and that nobody has announced yet, as it said with its last slot. */
  underway: readonly number[];
  /** Until when a person keeps its slot. */
  pinnedUntil: Micros;
  /** How many of my pieces, in the order they came, it has been told of. */
  told: number;
  /** Pieces it gave me: ever, and lately (fading with each round of slots; see JUST_NOW). */
  gave: number;
  lately: number;
  /** Pieces I gave it. */
  took: number;
  /** Corrupt pieces it sent. */
  spoilt: number;
  heard: Micros;
  /** When the first ping without an answer was sent, -1 while all are answered. */
  pinged: number;
}

/** A request that waits for my uplink. */
export interface Waiting {
  readonly from: NodeId;
  readonly piece: number;
}

/** A machine that I have greeted and that has not answered; `told` as in Neighbour. */
export interface Hail {
  readonly id: NodeId;
  readonly told: number;
  readonly at: Micros;
}

export interface PeerState {
  readonly download: Download;
  /** The pieces that came, oldest first. */
  readonly order: number[];
  readonly neighbours: Neighbour[];
  /** Their ids in the same order: what a message is looked up by. */
  readonly ids: NodeId[];
  readonly hails: Hail[];
  readonly queue: Waiting[];
  /** Where a slot is for one piece: what I sent and to whom, until that machine says that it has it. */
  readonly underway: Waiting[];
  readonly banned: NodeId[];
  /** Who was served last; -1: whoever is first in the queue comes next. */
  lastServed: NodeId | -1;
  /** Neighbours that have given me a slot: those whose `open` is true. */
  readonly open: NodeId[];
  /** Neighbours that I have given one: those whose `unchoked` is true. */
  readonly given: NodeId[];
  /** News of pieces is waiting to be sent. */
  haveDue: boolean;
  /** Bundles of news sent so far. */
  bundles: number;
  /** Rounds of slots so far, and who has the optimistic one. */
  rounds: number;
  lucky: NodeId | -1;
  /** When the tracker was asked last, and answered last; -1 = never. */
  trackerAsked: number;
  trackerHeard: number;
  /** When a person's last hash check began, -1 = never. */
  checkedAt: number;
  /** The clock will ring for its requests. */
  isLooking: boolean;
  recent: readonly Said[];
}

export interface TrackerState {
  readonly peers: NodeId[];
  /** 1 for every node in `peers`. */
  readonly known: number[];
}

export type PeerSide = SideOf<typeof TABLES, Settings, PeerState>;
export type TrackerSide = SideOf<typeof TABLES, Settings, TrackerState>;
export type Peer = Me<PeerSide>;
export type PeerSight = Sight<PeerSide>;
