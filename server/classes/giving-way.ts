import type { ClassRunner } from './class-runner.ts';

/** As long (ms) nobody may have done anything in a class that gives way: time enough to open its desk, or to come back after a restart. */
const UNTOUCHED_MS = 60_000;

export interface Used {
  readonly runner: Pick<ClassRunner, 'code' | 'touched' | 'latest'>;
  /** Is anybody connected? */
  readonly isWatched: boolean;
}

/**
 * The class that gives way to a new one on a server that is full: of those that nobody looks at, that hold no results, and in which nothing
 * has been done for a minute, the one that has been left alone for longest. A class that is connected, or that has played a run, never does.
 */
export function firstToGiveWay<One extends Used>(classes: Iterable<One>, now: number): One | undefined {
  const empty = [...classes].filter((one) => isEmpty(one) && now - one.runner.touched > UNTOUCHED_MS);
  return empty.sort((a, b) => a.runner.touched - b.runner.touched)[0];
}

/** Nobody is there, and nothing came of it. */
export function isEmpty({ runner, isWatched }: Used): boolean {
  return !isWatched && !runner.latest.hasResults;
}
