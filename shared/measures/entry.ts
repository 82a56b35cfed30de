import type { Fact, LogType } from '../sim/vocabulary.ts';
import type { Measure, RunFacts } from './contract.ts';

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
