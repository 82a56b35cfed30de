import type { LogRow } from '../sim/index.ts';
import type { Fact, LogType } from '../sim/vocabulary.ts';
import type { Measure, RunFacts } from './contract.ts';

export type See = (row: LogRow) => void;

/** One aspect's counting: what it looks at, and what it makes of it. */
export interface Part {
  readonly entries: { readonly [type in keyof typeof LogType]?: See };
  readonly facts: { readonly [fact in Fact]?: See };
  measures(facts: RunFacts): readonly Measure[];
}
