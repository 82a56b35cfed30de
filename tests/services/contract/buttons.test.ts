import { describe, expect, test } from 'vitest';
import { SIDES, troubled } from './sides.ts';
import { tapAll } from './taps.ts';

const LEAST_TAPS = 5000;

let taps = 0;
let disagreements = 0;

describe.each(SIDES)('$service.id, $architecture:', (side) => {
  test('an open button is accepted, and a closed one is refused in the very words that it shows', () => {
    const wrong: string[] = [];
    tapAll(troubled(side), ({ button, answer }) => {
      taps++;
      const [shown, given] = [JSON.stringify(button.blocked), JSON.stringify(answer?.said)];
      if (shown !== given) wrong.push(`${button.id} shows ${shown}, and is answered ${given}`);
    });
    disagreements += wrong.length;
    expect(wrong).toEqual([]);
  });

  test('a screen has at most four verbs, five offers and three memories, and each button an id of its own', () => {
    tapAll(troubled(side), ({ view: { verbs, offers, recent } }) => {
      expect(verbs.length).toBeLessThanOrEqual(4);
      expect(offers.length).toBeLessThanOrEqual(5);
      expect(recent.length).toBeLessThanOrEqual(3);
      const ids = [...verbs, ...offers].map(({ id }) => id);
      expect(ids).toEqual([...new Set(ids)]);
    });
  });
});

test('thousands of buttons were pressed, and not one of them disagreed with its answer', () => {
  process.stdout.write(`A button and its answer disagree in ${disagreements} of ${taps} cases.\n`);
  expect(taps).toBeGreaterThanOrEqual(LEAST_TAPS);
  expect(disagreements).toBe(0);
});
