import type { FACTS, Fact, LogType } from '../sim/index.ts';
import type { Measure, RunFacts } from './contract.ts';

/** The numbers of the event log's entries. The compiler holds them equal to the engine's. */
export const TYPES: typeof LogType = {
  sent: 0,
  departed: 1,
  delivered: 2,
  lost: 3,
  refused: 4,
  expired: 5,
  queued: 6,
  started: 7,
  served: 8,
  dropped: 9,
  down: 10,
  up: 11,
  cut: 12,
  stress: 13,
  acted: 14,
  fact: 15,
};

/** The facts in the order of their numbers. The compiler holds them equal to the engine's. */
export const FACT_NAMES: typeof FACTS = [
  'asked',
  'got',
  'failed',
  'done',
  'decided',
  'corrupt-accepted',
  'corrupt-rejected',
  'exposed',
  'read-stale',
  'read-fresh',
  'lost-write',
  'diverged',
  'converged',
  'rule-made',
  'rule-kept',
  'stored',
  'dropped-copy',
  'fraud-accepted',
  'fraud-rejected',
  'defence',
  'heard',
  'block-found',
];

/** One entry of the event log as it passes by; the same object is filled again for the next. */
export interface Entry {
  seq: number;
  time: number;
  node: number;
  peer: number;
  kind: number;
  value: number;
  ref: number;
  reason: number;
}

export type See = (entry: Entry) => void;

/** One aspect's counting: what it looks at, and what it makes of it. */
export interface Part {
  readonly entries: { readonly [type in keyof typeof LogType]?: See };
  readonly facts: { readonly [fact in Fact]?: See };
  measures(facts: RunFacts): readonly Measure[];
}
