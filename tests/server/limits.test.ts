import { describe, expect, test } from 'vitest';
import { newBucket, take } from '../../server/limits/bucket.ts';
import { limitByKey } from '../../server/limits/by-key.ts';

describe('A bucket', () => {
  test('gives so many at once, then so many a second, and never saves up more than its size', () => {
    const bucket = newBucket(3, 2, 0);
    const takeMany = (now: number) => [1, 2, 3, 4, 5].filter(() => take(bucket, now)).length;
    expect(takeMany(0)).toBe(3);
    expect(takeMany(400)).toBe(0);
    expect(takeMany(500)).toBe(1);
    expect(takeMany(1_500)).toBe(2);
    expect(takeMany(1_000_000)).toBe(3);
  });
});

describe('A limit by key', () => {
  test('holds for each key by itself', () => {
    const limit = limitByKey(2, 1, () => 0);
    expect(['a', 'a', 'a', 'b', 'b', 'b'].map((key) => limit.allows(key))).toEqual([
      true,
      true,
      false,
      true,
      true,
      false,
    ]);
  });

  test('forgets keys that are full again, and no others', () => {
    let now = 0;
    const limit = limitByKey(1, 1, () => now);
    for (let key = 0; key < 10_000; key += 1) limit.allows(`early ${key}`);
    now = 500;
    expect(limit.allows('one more')).toBe(true);
    expect(limit.allows('early 1')).toBe(false);
    now = 60_000;
    expect(limit.allows('early 1')).toBe(true);
  });
});
