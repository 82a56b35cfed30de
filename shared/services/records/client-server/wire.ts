import type { NodeId } from '../../../sim/index.ts';

/** The messages of the database, by their index. */
export const Kind = { query: 0, answer: 1, read: 2, version: 3, write: 4, written: 5, copy: 6 } as const;
export const DATABASE = 0 as NodeId;

/** A client's request. `copy` 0: made with the clerk's own badge; n: by a thief, with the nth copy made of it. */
export interface Query {
  readonly task: number;
  readonly record: number;
  readonly change: boolean;
  readonly copy: number;
}

export interface Answer {
  readonly task: number;
  readonly record: number;
  readonly version: number;
  readonly why: 'ok' | 'refused' | 'busy' | 'no-badge';
}

/** Between the database's front and a replica; `call` names the client's request. */
export interface ReplicaCall {
  readonly call: number;
  readonly record: number;
  readonly version: number;
}
