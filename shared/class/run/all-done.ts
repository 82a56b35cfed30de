interface Finish {
  /** Machines that had something to reach at the start. */
  readonly goals: ReadonlySet<number>;
  readonly commentary: { readonly finished: readonly number[] };
}

/**
 * Has every machine that had a goal reached it? One that has left holds the others up: it may come back with work left to do. This is the
 * only place where it is decided, for the clock, the results, the words and, in each frame, the boards.
 */
export function allDone({ goals, commentary }: Finish): boolean {
  return goals.size > 0 && commentary.finished.length === goals.size;
}
