import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AFTERGLOW, endOf, type Flight } from '../../client/view/board/traffic.ts';
import { momentOf, newMoment, shareAt } from '../../client/view/motion/flight.ts';
import { pathBetween, pathX, pathY } from '../../client/view/motion/path.ts';
import { isDrawn, MOST_DRAWN } from '../../client/view/motion/sample.ts';

const flightOf = (departed: number, way: number, mishap: Partial<Flight> = {}): Flight => ({
  message: 1,
  from: 0,
  to: 1,
  kind: 0,
  departed,
  arrives: departed + way,
  lostAt: -1,
  refusedAt: -1,
  reason: 0,
  ...mishap,
});
const places = fc.record({
  x: fc.integer({ min: 0, max: 2_000 }),
  y: fc.integer({ min: 0, max: 2_000 }),
  r: fc.integer({ min: 2, max: 60 }),
});
const flights = fc
  .tuple(
    fc.integer({ min: 0, max: 60_000_000 }),
    fc.integer({ min: 1_000, max: 9_000_000 }),
    fc.integer({ min: 0, max: 3 }),
  )
  .chain(([departed, way, fate]) =>
    fc.integer({ min: departed, max: departed + way }).map((time) => {
      if (fate === 0) return flightOf(departed, way, { lostAt: time });
      return fate === 1 ? flightOf(departed, way, { refusedAt: departed + way }) : flightOf(departed, way);
    }),
  );

test('A message is at its sender when it departs and at its receiver when it arrives', () => {
  fc.assert(
    fc.property(places, places, fc.integer({ min: 1, max: 9_000_000 }), (one, other, way) => {
      fc.pre(Math.hypot(one.x - other.x, one.y - other.y) > one.r + other.r);
      const [from, to] = [
        { ...one, node: 0 },
        { ...other, node: 1 },
      ];
      const flight = flightOf(5_000_000, way);
      const path = pathBetween(from, to);
      const distance = (t: number, place: typeof from): number => {
        const { share } = momentOf(flight, t, newMoment());
        return Math.hypot(pathX(path, share) - place.x, pathY(path, share) - place.y);
      };
      expect(distance(flight.departed, from)).toBeCloseTo(from.r, 3);
      expect(distance(flight.arrives, to)).toBeCloseTo(to.r, 3);
    }),
  );
});

test('Scrubbing back shows the same picture as the first time', () => {
  fc.assert(
    fc.property(
      flights,
      fc.array(fc.double({ min: -0.2, max: 1.5, noNaN: true }), { minLength: 1, maxLength: 12 }),
      (flight, shares) => {
        const times = shares.map((share) => flight.departed + share * (flight.arrives - flight.departed));
        const shared = newMoment();
        const forth = times.map((t) => ({ ...momentOf(flight, t, shared) }));
        const back = [...times].reverse().map((t) => ({ ...momentOf(flight, t, shared) }));
        expect(back.reverse()).toEqual(forth);
      },
    ),
  );
});

test('A message never goes back before it has ended, and nothing of it is out of bounds', () => {
  fc.assert(
    fc.property(flights, (flight) => {
      const end = endOf(flight) + AFTERGLOW;
      let before = 0;
      for (let step = 0; step <= 60; step++) {
        const t = flight.departed + ((end - flight.departed) * step) / 60;
        const { stage, share, alpha, age } = momentOf(flight, t, newMoment());
        for (const value of [share, alpha, age]) expect(value >= 0 && value <= 1).toBe(true);
        if (stage === 'flying') expect(share).toBeGreaterThanOrEqual(before);
        before = share;
      }
      expect(momentOf(flight, end, newMoment()).stage).toBe('over');
    }),
  );
});

describe('A message of two seconds', () => {
  const second = 1_000_000;
  const at = (flight: Flight, t: number) => momentOf(flight, t, newMoment());

  test('is not seen before it departs, and is half way after one', () => {
    const flight = flightOf(10 * second, 2 * second);
    expect(at(flight, 9.9 * second).stage).toBe('unseen');
    expect(at(flight, 11 * second)).toMatchObject({ stage: 'flying', share: 0.5, alpha: 1 });
  });

  test('fades in, and lands with a pulse', () => {
    const flight = flightOf(0, 2 * second);
    expect(at(flight, 0).alpha).toBeLessThan(0.3);
    expect(at(flight, 2.1 * second)).toMatchObject({ stage: 'landed', share: 1 });
    expect(at(flight, 3 * second).stage).toBe('over');
  });

  test('breaks apart where it was lost', () => {
    const lost = flightOf(0, 2 * second, { lostAt: 0.5 * second });
    expect(at(lost, 0.6 * second)).toMatchObject({ stage: 'broken', share: 0.25 });
    expect(at(lost, 0.4 * second)).toMatchObject({ stage: 'flying', share: 0.2 });
  });

  test('bounces off its receiver when it is refused', () => {
    const refused = flightOf(0, 2 * second, { refusedAt: 2 * second });
    const moments = [2.05, 2.2, 2.5].map((t) => at(refused, t * second));
    expect(moments.every(({ stage }) => stage === 'bouncing')).toBe(true);
    const shares = moments.map(({ share }) => share);
    expect(shares).toEqual([...shares].sort((one, other) => other - one));
  });

  test('that is refused later than it arrived waits at its receiver', () => {
    const late = flightOf(0, 2 * second, { refusedAt: 5 * second });
    expect(at(late, 4 * second)).toMatchObject({ stage: 'flying', share: 1 });
    expect(at(late, 5.1 * second).stage).toBe('bouncing');
  });
});

test('A message that takes no time is at once where it goes', () => {
  expect(shareAt(flightOf(100, 0), 99)).toBe(0);
  expect(shareAt(flightOf(100, 0), 100)).toBe(1);
});

describe('Sampling', () => {
  const numbers = Array.from({ length: 9_000 }, (_, index) => index + 1);

  test('draws every message up to two thousand', () => {
    expect(numbers.every((message) => isDrawn(message, MOST_DRAWN))).toBe(true);
  });

  test('draws about two thousand of nine thousand, never many more', () => {
    const drawn = numbers.filter((message) => isDrawn(message, 9_000)).length;
    expect(drawn).toBeGreaterThan(MOST_DRAWN * 0.9);
    expect(drawn).toBeLessThanOrEqual(MOST_DRAWN);
  });

  test('keeps a message for as long as as many are under way', () => {
    const few = numbers.filter((message) => isDrawn(message, 9_000));
    expect(few.every((message) => isDrawn(message, 4_000))).toBe(true);
  });
});
