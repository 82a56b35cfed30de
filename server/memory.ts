import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/**
 * Gives back memory that nothing uses any more. Left to itself, V8 first lets a heap grow to about twice what was in it when it was fullest,
 * and a small computer would keep for days what a crowd needed for a minute. It takes some 50 ms.
 */
export function collectGarbage(): void {
  collect();
}
