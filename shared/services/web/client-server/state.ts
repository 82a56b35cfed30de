import type { NodeId, Said } from '../../../sim/index.ts';
import type { Reading } from '../reading.ts';

export interface ClientState {
  readonly role: 'client';
  readonly reading: Reading;
  /** Servers that it knows of, itself told by the server. */
  servers: NodeId[];
  /** The server that was silent last, and until when (µs) new requests go elsewhere. */
  silent: NodeId | -1;
  silentUntil: number;
}

/** A client that gets nothing until a time (µs). `rule` numbers the rules of a run. */
export interface Rule {
  readonly rule: number;
  readonly who: NodeId;
  readonly until: number;
}

/** What server and mirror have in common. */
export interface Serving {
  /** Waiting requests that go first, by message, in this order. */
  chosen: number[];
  order: 'oldest' | 'newest';
  throttled: Rule[];
  served: number;
  refused: number;
  recent: Said[];
}

export interface ServerState extends Serving {
  readonly role: 'server';
  /** Every server that takes requests, itself first. */
  servers: NodeId[];
  /** Mirrors started so far. */
  mirrors: number;
  /** Mirror that is being filled, -1 none. */
  filling: number;
  /** Pages that it has got so far. */
  filled: number;
  /** Rules made so far. */
  rules: number;
  /** Autopilot's clicks in a row at which too much was waiting. */
  pressed: number;
}

export interface MirrorState extends Serving {
  readonly role: 'mirror';
  /** The version that it has of each page, -1 none. */
  versions: number[];
}

export type WebState = ClientState | ServerState | MirrorState;

export function newServing(): Serving {
  return { chosen: [], order: 'oldest', throttled: [], served: 0, refused: 0, recent: [] };
}
