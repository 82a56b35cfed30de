import { expect, test } from 'vitest';
import { judge } from '../../client/picture/renderer.ts';

/** How often a renderer is judged too slow whose frames come so many ms apart. */
function verdicts(apart: (frame: number) => number, frames: number): number {
  let slow = 0;
  const measure = judge(() => {
    slow += 1;
  });
  let now = 1_000;
  for (let frame = 0; frame < frames; frame++) {
    now += apart(frame);
    measure(now);
  }
  return slow;
}

test('A renderer of sixty frames a second is kept, although its first frames and a few others are slow', () => {
  expect(verdicts((frame) => (frame < 4 || frame % 9 === 0 ? 300 : 16.7), 300)).toBe(0);
});

test('A renderer of twenty frames a second is exchanged, once', () => {
  expect(verdicts(() => 50, 300)).toBe(1);
});

test('A very slow renderer is exchanged after a few frames', () => {
  expect(verdicts(() => 900, 8)).toBe(1);
});
