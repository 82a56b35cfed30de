import type { NodeId, Reason, Said } from '../../sim/index.ts';
import { type After, optional, type Self, type SelfSight, timer, whole } from '../kit/index.ts';
import type { Settings } from './settings.ts';

/** Timers that every reader knows; those but the first are set with a want's ref. */
export const READER_TIMERS = {
  think: timer(),
  deadline: timer<number>(),
  try: timer<number>(),
  again: timer<number>(),
} as const;
/** Fields of a verb about a page that is wanted; null where none is. */
export const A_WANT = { want: optional(whole) } as const;

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
}

interface Reads {
  readonly reading: Reading;
  recent: readonly Said[];
}
export type Reader = Self<Settings, Reads> & { readonly after: After<typeof READER_TIMERS> };
export type ReaderSight = SelfSight<Settings, Reads>;

export function newReading(): Reading {
  return { wants: [], count: 0, passed: [], got: 0, failed: 0 };
}

export function findWant({ wants }: Reading, ref: number | null): Want | undefined {
  return wants.find((want) => want.ref === ref);
}

/** What a page's number is called: people count from 1. */
export function pageName({ page }: { readonly page: number }): number {
  return page + 1;
}

/** How much of what a reader has to read it has. */
export function progressOf({ settings, state }: ReaderSight): number {
  return Math.min(1, state.reading.got / settings.quota);
}
