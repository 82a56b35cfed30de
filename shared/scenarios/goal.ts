import type { Measure } from '../measures/contract.ts';
import type { Goal } from './scenario.ts';

/** Does a run with these measures reach the goal? `progress`: share of the work done at its end. A measure without a value reaches nothing. */
export function reaches({ measure, atLeast, atMost }: Goal, measures: readonly Measure[], progress: number): boolean {
  const value = measure === 'progress' ? progress : (measures.find(({ id }) => id === measure)?.value ?? null);
  if (value === null) return false;
  return value >= (atLeast ?? Number.NEGATIVE_INFINITY) && value <= (atMost ?? Number.POSITIVE_INFINITY);
}
