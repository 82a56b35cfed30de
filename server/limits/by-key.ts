import { type Bucket, levelOf, newBucket, take } from './bucket.ts';

const SWEEP_AT = 10_000;

/** A bucket for each key, such as an address. */
export interface Limit {
  /** Takes a token from the key's bucket. @returns whether there was one */
  allows(key: string): boolean;
  /** Tokens left in the key's bucket; takes none. */
  left(key: string): number;
}

/** @param atOnce how many at once, and @param perSecond how many a second from then on */
export function limitByKey(atOnce: number, perSecond: number, now: () => number): Limit {
  const buckets = new Map<string, Bucket>();
  return {
    left(key) {
      const bucket = buckets.get(key);
      return bucket === undefined ? atOnce : levelOf(bucket, now());
    },
    allows(key) {
      const bucket = buckets.get(key) ?? newBucket(atOnce, perSecond, now());
      buckets.set(key, bucket);
      if (buckets.size > SWEEP_AT) sweep(buckets, now());
      return take(bucket, now());
    },
  };
}

/** Forgets buckets that are full again. */
function sweep(buckets: Map<string, Bucket>, now: number): void {
  for (const [key, bucket] of buckets) if (levelOf(bucket, now) >= bucket.size) buckets.delete(key);
}
