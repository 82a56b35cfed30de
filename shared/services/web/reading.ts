import type { Json, NodeId, Reason, Said } from '../../sim/index.ts';

/** Timers that every machine of the service knows. `arg` = the want's ref. */
export const Timer = { think: 0, deadline: 1, try: 2, again: 3, search: 4, update: 5, copy: 6, hash: 7 } as const;

/** Whoever was asked gets this long before the reader may ask again or turn elsewhere, µs. */
export const PATIENCE = 2_000_000;

/** Nobody was asked yet, or a search runs. */
export const NOBODY = -1;

/** A page that a reader wants. Times in µs. */
export interface Want {
  readonly ref: number;
  readonly page: number;
  readonly since: number;
  /** wanted: nothing done yet; waiting: asked for; again: a try has failed, another may follow from `again` on. */
  stage: 'wanted' | 'waiting' | 'again';
  tries: number;
  triedAt: number;
  /** Whom the last try went to. */
  whom: NodeId | typeof NOBODY;
  again: number;
  /** Why the last try failed. */
  reason: Reason;
  deadlineTimer: number;
  tryTimer: number;
  /** Others who have the page, as they or others say. */
  holders: NodeId[];
  /** Who was asked for the page in this try. */
  asked: NodeId[];
}

/** A reader's work; plain JSON. */
export interface Reading {
  wants: Want[];
  /** Wants so far. */
  count: number;
  /** Pages that came up since every page did. */
  passed: number[];
  got: number;
  failed: number;
  recent: Said[];
}

export function newReading(): Reading {
  return { wants: [], count: 0, passed: [], got: 0, failed: 0, recent: [] };
}

export function findWant(reading: Reading, ref: Json | undefined): Want | undefined {
  return reading.wants.find((want) => want.ref === ref);
}

/** Keeps the last three things that happened, newest first. */
export function remember(reading: { recent: Said[] }, said: Said): void {
  reading.recent = [said, ...reading.recent.slice(0, 2)];
}
