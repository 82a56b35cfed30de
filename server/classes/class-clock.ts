/** Milliseconds on a clock that never falls; its zero means nothing. */
export type Monotonic = () => number;

export interface ServerClocks {
  /** May stand still while the computer sleeps, as it does on Linux and macOS, and not on Windows. */
  readonly now: Monotonic;
  /** Goes on while the computer sleeps. */
  readonly uptime: Monotonic;
  /** ms that class time moves at once at most. The server looks at it many times in so long, unless it stood still itself. */
  readonly longestStep: number;
}

/** A class's own time. It holds while the server stands still: nobody could have played. */
export interface ClassClock {
  /** Class time in whole ms. */
  at(): number;
  /** ms that the server stood still since this was last asked. */
  stoodStill(): number;
}

/** @param from class time at the moment of the call */
export function startClassClock(from: number, { now, uptime, longestStep }: ServerClocks): ClassClock {
  let passed = 0;
  let still = 0;
  let last = { now: now(), uptime: uptime() };
  const look = () => {
    const next = { now: now(), uptime: uptime() };
    const moved = Math.max(0, next.now - last.now);
    const step = Math.min(moved, longestStep);
    passed += step;
    if (Math.max(moved, next.uptime - last.uptime) > longestStep)
      still += Math.max(moved, next.uptime - last.uptime) - step;
    last = next;
  };
  return {
    at() {
      look();
      return from + Math.floor(passed);
    },
    stoodStill() {
      look();
      const before = still;
      still = 0;
      return before;
    },
  };
}
