import type { NodeId } from '../../../sim/index.ts';

/** The messages of the relayed call, by their index. */
export const Kind = { media: 0, report: 1, order: 2 } as const;
export const RELAY = 0 as NodeId;
/** Callers are the machines behind the relay. */
export const FIRST_CALLER = 1;

/** How somebody's turn was heard; relayed to its speaker. */
export interface Report {
  readonly speaker: number;
  readonly topic: number;
  readonly score: number;
  readonly listener: number;
}

/** The relay's word to a caller: the quality to send in, and which relay to send to. */
export interface Order {
  readonly low: boolean;
  readonly relay: number;
}
