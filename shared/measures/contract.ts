import type { Said } from '../sim/index.ts';

export const ASPECTS = [
  'control',
  'scalability',
  'reliability',
  'security',
  'resource-sharing',
  'consistency',
  'coordination',
] as const;
export type Aspect = (typeof ASPECTS)[number];

export type Unit = 'share' | 'seconds' | 'bytes' | 'count' | 'per-second' | 'ratio' | 'index';

/** One number about a run, or why it can't show here. */
export interface Measure {
  readonly id: string;
  readonly aspect: Aspect;
  readonly unit: Unit;
  /** null: does not apply here, for the reason in `because`. */
  readonly value: number | null;
  readonly because?: Said;
  /** How many log entries it was counted from, and the sequence numbers of at most twenty of them. */
  readonly counted: number;
  readonly entries: readonly number[];
  /** Is more better (1), worse (-1), or neither (0)? */
  readonly better: 1 | -1 | 0;
}

/** What a measure needs to know of a run besides its log. */
export interface RunFacts {
  /** Playable machines, and all. */
  readonly people: number;
  readonly size: number;
  readonly roles: readonly string[];
  /** `use` of each message kind, by index. */
  readonly kindUses: readonly ('request' | 'useful' | 'control' | 'junk')[];
  readonly itemsPerNode: number;
  /** µs. */
  readonly end: number;
}
