import { expect, test } from 'vitest';
import { inLine, newTurns } from '../../server/classes/turns.ts';

const settled = () => new Promise(setImmediate);

test('A short work does not wait for long ones, as long as these are not too many', async () => {
  const turns = newTurns();
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const all = Array.from({ length: 10 }, (_, index) =>
    turns.take(() => {
      begun.push(index);
      return new Promise<number>((resolve) => ends.push(() => resolve(index)));
    }),
  );
  await settled();
  expect(begun).toEqual([0, 1, 2, 3]);
  ends[2]?.();
  expect(await all[2]).toBe(2);
  await settled();
  expect(begun).toEqual([0, 1, 2, 3, 4]);
});

test('A work that fails leaves its turn to the next, and tells who asked for it', async () => {
  const turns = newTurns();
  const failing = Array.from({ length: 5 }, () => turns.take(() => Promise.reject(new Error('broken'))));
  for (const one of failing) await expect(one).rejects.toThrow('broken');
  expect(await turns.take(async () => 'done')).toBe('done');
});

test('Works in bits that go on side by side do one bit after another, each after what has arrived by then', async () => {
  const tasks: (() => void)[] = [];
  const soon = inLine((work) => tasks.push(work));
  const done: string[] = [];
  const inBits = async (name: string): Promise<void> => {
    for (let bit = 0; bit < 3; bit++) {
      await new Promise<void>(soon);
      done.push(name);
    }
  };
  void inBits('a');
  void inBits('b');
  for (let bits = 1; bits <= 6; bits++) {
    expect(tasks).toHaveLength(1);
    tasks.shift()?.();
    await settled();
    expect(done).toHaveLength(bits);
  }
  expect(done).toEqual(['a', 'b', 'a', 'b', 'a', 'b']);
  expect(tasks).toEqual([]);
});
