import { expect, test, vi } from 'vitest';
import { newMemory } from '../../server/memory.ts';

const MB = 1e6;

test('Memory is given back where there is much of it, and once in five minutes at most', () => {
  let [at, heap] = [0, 149 * MB];
  const collect = vi.fn();
  const memory = newMemory({ now: () => at, heap: () => heap, collect });
  const timesAfter = (ms: number, megabytes: number) => {
    [at, heap] = [at + ms, megabytes * MB];
    memory.giveBack();
    return collect.mock.calls.length;
  };
  expect(timesAfter(0, 149)).toBe(0);
  expect(timesAfter(1, 150)).toBe(1);
  expect(timesAfter(299_999, 900)).toBe(1);
  expect(timesAfter(1, 900)).toBe(2);
  expect(timesAfter(600_000, 149)).toBe(2);
});
