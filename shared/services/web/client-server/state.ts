import type { NodeId, Said } from '../../../sim/index.ts';
import type { Reading } from '../wants.ts';

export interface ClientState {
  readonly role: 'client';
  readonly reading: Reading;
  /** Servers that it knows of, itself told by the server. */
  servers: NodeId[];
}

/** What server and mirror have in common. */
export interface Serving {
  /** Waiting requests that go first, by message, in this order. */
  chosen: number[];
  order: 'oldest' | 'newest';
  /** Clients that get nothing until a time (µs). */
  throttled: { who: NodeId; until: number }[];
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
