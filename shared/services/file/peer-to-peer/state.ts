import type { KindSpec, Micros, NodeId } from '../../../sim/index.ts';
import { addBit, allBits, type Bits, noBits } from '../bits.ts';
import { type Download, newDownload } from '../download.ts';
import type { Machine } from '../machine.ts';
import type { Settings } from '../settings.ts';

export const KINDS = [
  { name: 'announce', use: 'control' },
  { name: 'introduction', use: 'control' },
  { name: 'handshake', use: 'control' },
  { name: 'have', use: 'control' },
  { name: 'interested', use: 'control' },
  { name: 'not-interested', use: 'control' },
  { name: 'choke', use: 'control' },
  { name: 'unchoke', use: 'control' },
  { name: 'request', use: 'request' },
  { name: 'cancel', use: 'control' },
  { name: 'refusal', use: 'control' },
  { name: 'piece', use: 'useful' },
  { name: 'ping', use: 'control' },
  { name: 'pong', use: 'control' },
  { name: 'goodbye', use: 'control' },
] as const satisfies readonly KindSpec[];
/** A message kind's index by its name. */
export const KIND = {
  announce: 0,
  introduction: 1,
  handshake: 2,
  have: 3,
  interested: 4,
  notInterested: 5,
  choke: 6,
  unchoke: 7,
  request: 8,
  cancel: 9,
  refusal: 10,
  piece: 11,
  ping: 12,
  pong: 13,
  goodbye: 14,
} as const;

/** What a peer's clock rings for. */
export const TIMER = { look: 0, slots: 1, news: 2 } as const;

export const VERBS = ['request', 'cancel', 'upload', 'send-next', 'check', 'ban', 'find'] as const;

/** No pieces. One list for all, since such lists are replaced and never changed. */
export const NOTHING: readonly number[] = [];

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
  readonly role: 'peer' | 'seed';
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
}

export interface TrackerState {
  readonly role: 'tracker';
  readonly peers: NodeId[];
  /** 1 for every node in `peers`. */
  readonly known: number[];
}

export type State = PeerState | TrackerState;

/** A peer in one run, with its own state: what nearly every function here works on. */
export interface Peer extends Machine {
  readonly state: PeerState;
}

export function newPeer({ self, settings }: Machine): PeerState {
  const download = newDownload(settings, heldAtStart(settings, self), new Array<number>(settings.allPieces).fill(0));
  return {
    role: settings.parts === 0 && self < settings.seeds ? 'seed' : 'peer',
    ids: [],
    neighbours: [],
    download,
    underway: [],
    open: [],
    given: [],
    order: [],
    queue: [],
    hails: [],
    banned: [],
    lastServed: -1,
    haveDue: false,
    bundles: 0,
    rounds: 0,
    lucky: -1,
    trackerAsked: -1,
    trackerHeard: -1,
    checkedAt: -1,
    isLooking: false,
  };
}

export function neighbourOf({ neighbours, ids }: PeerState, id: NodeId): Neighbour | undefined {
  const at = ids.indexOf(id);
  return at < 0 ? undefined : neighbours[at];
}

/** I have a slot at the neighbour's, or no longer. */
export function setOpen(state: PeerState, neighbour: Neighbour, open: boolean): void {
  if (neighbour.open === open) return;
  neighbour.open = open;
  enlist(state.open, neighbour.id, open);
}

/** The neighbour has a slot at mine, or no longer. */
export function setUnchoked(state: PeerState, neighbour: Neighbour, unchoked: boolean): void {
  if (neighbour.unchoked === unchoked) return;
  neighbour.unchoked = unchoked;
  enlist(state.given, neighbour.id, unchoked);
}

function enlist(ids: NodeId[], id: NodeId, on: boolean): void {
  if (on) ids.push(id);
  else ids.splice(ids.indexOf(id), 1);
}

export function sendControl(
  { net, self, settings }: Machine,
  to: NodeId,
  kind: number,
  body: number | number[] | null = null,
): void {
  net.send(self, to, kind, settings.controlBytes, body);
}

/** The whole file on each seed; or, if it is spread, piece p on machine p mod `parts`, further files on the first. */
function heldAtStart({ allPieces, pieces, seeds, parts }: Settings, self: NodeId): Bits {
  if (parts === 0) return self < seeds ? allBits(allPieces) : noBits(allPieces);
  const held = noBits(allPieces);
  for (let piece = self as number; self < parts && piece < pieces; piece += parts) addBit(held, piece);
  for (let piece = pieces; self === 0 && piece < allPieces; piece++) addBit(held, piece);
  return held;
}
