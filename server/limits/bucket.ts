/** A token bucket: allows a burst, then a steady rate per second. */
export interface Bucket {
  readonly size: number;
  readonly perSecond: number;
  level: number;
  /** ms of the server's clock. */
  filledAt: number;
}

export function newBucket(size: number, perSecond: number, now: number): Bucket {
  return { size, perSecond, level: size, filledAt: now };
}

/** Tokens available now. */
export function levelOf({ level, size, perSecond, filledAt }: Bucket, now: number): number {
  return Math.min(size, level + ((now - filledAt) / 1_000) * perSecond);
}

/** Takes a token. @returns whether there was one */
export function take(bucket: Bucket, now: number): boolean {
  bucket.level = levelOf(bucket, now);
  bucket.filledAt = now;
  if (bucket.level < 1) return false;
  bucket.level -= 1;
  return true;
}
