import type { KindSpec, Micros, NodeId, Said } from '../../../sim/index.ts';
import { allBits, noBits } from '../bits.ts';
import { type Download, newDownload } from '../download.ts';
import type { Machine } from '../machine.ts';

export const KINDS = [
  { name: 'request', use: 'request' },
  { name: 'cancel', use: 'control' },
  { name: 'piece', use: 'useful' },
  { name: 'refusal', use: 'control' },
  { name: 'ping', use: 'control' },
  { name: 'pong', use: 'control' },
  { name: 'mirrors', use: 'control' },
  { name: 'ready', use: 'control' },
] as const satisfies readonly KindSpec[];
/** A message kind's index by its name. */
export const KIND = { request: 0, cancel: 1, piece: 2, refusal: 3, ping: 4, pong: 5, mirrors: 6, ready: 7 } as const;

export const VERBS = ['request', 'cancel', 'retry', 'serve', 'throttle', 'unthrottle', 'mirror'] as const;

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
  readonly role: 'client';
  readonly download: Download;
  /** The server first, mirrors after it. */
  readonly contacts: Contact[];
  /** Refusals in a row, and until when the autopilot waits because of them. */
  strikes: number;
  restUntil: Micros;
}

/** A request that waits its turn. */
export interface Waiting {
  readonly client: NodeId;
  readonly piece: number;
  readonly since: Micros;
}

/** The server, or a mirror of it. */
export interface SourceState {
  readonly role: 'server' | 'mirror';
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
  readonly recent: Said[];
}

export type State = ClientState | SourceState;

export function newClient({ net, settings }: Machine): ClientState {
  const server: Contact = { node: 0 as NodeId, heard: net.now, pinged: -1, boots: -1, ahead: -1 };
  const download = newDownload(settings, noBits(settings.allPieces));
  return { role: 'client', download, contacts: [server], strikes: 0, restUntil: net.now };
}

export function newSource({ net, settings }: Machine, role: 'server' | 'mirror', clients: number): SourceState {
  const { allPieces } = settings;
  return {
    role,
    download: newDownload(settings, role === 'server' ? allBits(allPieces) : noBits(allPieces)),
    queue: [],
    served: new Array<number>(clients).fill(0),
    throttled: [],
    boots: 0,
    mirrors: [],
    started: [],
    copying: [],
    copiedAt: net.now,
    recent: [],
  };
}
