import type { Aspect, Measure, Unit } from './contract.ts';

const MOST_SAMPLES = 20;

/** How many entries a number was counted from, and the first of them. */
export interface Sample {
  count: number;
  readonly entries: number[];
}

export function sample(): Sample {
  return { count: 0, entries: [] };
}

export function take(into: Sample, seq: number): void {
  into.count++;
  if (into.entries.length < MOST_SAMPLES) into.entries.push(seq);
}

/** What a measure is but for its number. */
export interface Face {
  readonly id: string;
  readonly aspect: Aspect;
  readonly unit: Unit;
  readonly better: Measure['better'];
}

/** A measure with its number, and the entries of all the samples that it was counted from. */
export function found(face: Face, value: number, ...samples: readonly Sample[]): Measure {
  const entries = samples.flatMap(({ entries }) => entries).sort((a, b) => a - b);
  const counted = samples.reduce((sum, { count }) => sum + count, 0);
  return { ...face, value, counted, entries: [...new Set(entries)].slice(0, MOST_SAMPLES) };
}

/** A measure that can't show, and why: `why` is a key under `because.`. */
export function absent(face: Face, why: string, args?: { readonly [name: string]: number }): Measure {
  const because = args === undefined ? { key: `because.${why}` } : { key: `because.${why}`, args };
  return { ...face, value: null, because, counted: 0, entries: [] };
}

/** Adds to a node's (or kind's) entry of a list that grows with zeros. */
export function bump(list: number[], index: number, by: number): void {
  while (list.length <= index) list.push(0);
  list[index] = (list[index] as number) + by;
}

export function sum(list: readonly number[]): number {
  return list.reduce((total, value) => total + value, 0);
}
