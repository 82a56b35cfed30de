import type { Measure } from '../measures/contract.ts';
import type { Goal } from './scenario.ts';

/** Does a run with these measures reach the goal? `progress`: share of the work done at its end. A measure without a value reaches nothing. */
export function reaches({ measure, atLeast, atMost }: Goal, measures: readonly Measure[], progress: number): boolean {
  const value = measure === 'progress' ? progress : countedOf(measure, measures, progress);
  if (value === null) return false;
  return value >= (atLeast ?? Number.NEGATIVE_INFINITY) && value <= (atMost ?? Number.POSITIVE_INFINITY);
}

/** Counts of what went wrong, of which a run without any says only that there was nothing: where work was done, that is none. */
const MAY_BE_NONE: readonly string[] = ['security.exposed', 'security.fraud-accepted'];

function countedOf(measure: string, measures: readonly Measure[], progress: number): number | null {
  const value = measures.find(({ id }) => id === measure)?.value ?? null;
  return value === null && progress > 0 && MAY_BE_NONE.includes(measure) ? 0 : value;
}
