import type { Said } from '../../../sim/index.ts';
import type { Query } from './wire.ts';

/** A client's request under way among the replicas. */
export interface Call {
  readonly id: number;
  readonly client: number;
  readonly query: Query;
  readonly needs: number;
  /** The newest version whose change was answered before this request began: an older one is stale. */
  readonly expects: number;
  replies: number;
  version: number;
}

/** A stranger at this very machine. Times in µs. */
export interface Intruder {
  /** Records read since it came in, and when that was. */
  inside: number;
  since: number;
  /** Records read in all. */
  seen: number;
  outUntil: number;
  /** The clerk whose badge it took along, or 0, and how far it is on the way to its next record with it. */
  badge: number;
  pause: number;
}

export interface DatabaseState {
  readonly type: 'server';
  /** How often each record was changed: the front orders all changes. */
  latest: Record<string, number>;
  /** The newest version of each record that enough replicas have confirmed. */
  settled: Record<string, number>;
  readonly replicas: number[];
  /** Replicas that have lost their disk. */
  readonly empty: number[];
  readonly calls: Call[];
  nextCall: number;
  /** Clients whose requests are refused, and badges that open nothing any more. */
  readonly refused: number[];
  readonly revoked: number[];
  /** Requests of each client so far, those made with a badge that was used in two places; which copies of it were shown, and up to which they are void. */
  readonly asked: Record<string, number>;
  readonly odd: Record<string, number>;
  readonly copies: Record<string, number>;
  readonly voided: Record<string, number>;
  readonly intruder: Intruder;
  /** While locks are changed, nothing is taken in. */
  closedUntil: number;
  recent: readonly Said[];
}

export function newDatabase(replicas: readonly number[]): DatabaseState {
  return {
    type: 'server',
    latest: {},
    settled: {},
    replicas: [...replicas],
    empty: [],
    calls: [],
    nextCall: 1,
    refused: [],
    revoked: [],
    asked: {},
    odd: {},
    copies: {},
    voided: {},
    intruder: nobody(),
    closedUntil: 0,
    recent: [],
  };
}

function nobody(): Intruder {
  return { inside: 0, since: 0, seen: 0, outUntil: 0, badge: 0, pause: 0 };
}
