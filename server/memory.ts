import process from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as (options: { readonly type: 'major'; readonly flavor: 'last-resort' }) => void;

/** Bytes of heap from which giving back is worth the wait: more than twice what a server with a class or two has. */
const LARGE = 150e6;
/** ms between two collections, so that nobody who comes and goes makes the others wait all the time. */
const EVERY_MS = 5 * 60_000;

export interface MemoryParts {
  /** A monotonic clock, in ms. */
  readonly now: () => number;
  /** Bytes of the heap, with what is free in it. */
  readonly heap: () => number;
  readonly collect: () => void;
}

/**
 * Gives back memory that nothing uses any more. Left to itself, V8 first lets a heap grow to about twice what was in it when it was fullest,
 * and a small computer would keep for days what a crowd needed for a minute. Everybody waits meanwhile, for about 0.2 s: only a collection
 * of the thorough kind gives pages back to the system. So it is for when a crowd has left, and not often.
 */
export function newMemory({ now, heap, collect }: MemoryParts): { giveBack(): void } {
  let mayAt = Number.NEGATIVE_INFINITY;
  return {
    giveBack() {
      if (now() < mayAt || heap() < LARGE) return;
      mayAt = now() + EVERY_MS;
      collect();
    },
  };
}

/** V8's own heap. */
export const HEAP = {
  heap: () => process.memoryUsage().heapTotal,
  collect: () => collect({ type: 'major', flavor: 'last-resort' }),
};
