import type { ClassRunner } from './class-runner.ts';

/** As long (ms) nobody may have done anything in a class that gives way: time enough to open its desk, or to come back after a restart. */
const UNTOUCHED_MS = 60_000;

/** Facts about a class for the server's owner; known even while it rests. */
export interface ClassFacts {
  readonly code: string;
  readonly title: string;
  readonly joined: number;
  readonly connected: number;
  /** A run was played in it. */
  readonly hasResults: boolean;
  /** By the server's clock: when somebody last did something in it. */
  readonly touched: number;
}

export type UsedClass = ClassFacts & {
  /** Whether anybody is connected, if only to watch. */
  readonly isWatched: boolean;
};

type Emptiness = Pick<UsedClass, 'hasResults' | 'isWatched'>;

export function factsOf(runner: ClassRunner): ClassFacts {
  const { code, title, hasResults } = runner.latest;
  const seats = runner.roster();
  const connected = seats.filter((seat) => seat.connected).length;
  return { code, title, joined: seats.length, connected, hasResults, touched: runner.touched };
}

/**
 * The class that gives way to a new one on a server that is full: of those that nobody looks at, that hold no results, and in which nothing
 * has been done for a minute, the one that has been left alone for longest. A class that is connected, or that has played a run, never does.
 */
export function firstToGiveWay<One extends Emptiness & Pick<UsedClass, 'touched'>>(
  classes: Iterable<One>,
  now: number,
): One | undefined {
  const empty = [...classes].filter((one) => isEmpty(one) && now - one.touched > UNTOUCHED_MS);
  return empty.sort((a, b) => a.touched - b.touched)[0];
}

/** Nobody is connected, and it holds no results. */
export function isEmpty({ hasResults, isWatched }: Emptiness): boolean {
  return !isWatched && !hasResults;
}
