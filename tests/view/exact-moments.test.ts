import { describe, expect, it } from 'vitest';
import { newRunClock, observe, runTime } from '../../client/view/board/clock.ts';
import { AFTERGLOW, depart, endOf, type Flight, forget, mishap, newTraffic } from '../../client/view/board/traffic.ts';
import { momentOf, newMoment, shareAt } from '../../client/view/motion/flight.ts';
import { pathBetween, pathX, pathY } from '../../client/view/motion/path.ts';
import { isDrawn, MOST_DRAWN } from '../../client/view/motion/sample.ts';

const flight = (rest: Partial<Flight> = {}): Flight => ({
  message: 1,
  from: 0,
  to: 1,
  kind: 0,
  departed: 1_000_000,
  arrives: 3_000_000,
  lostAt: -1,
  refusedAt: -1,
  reason: 0,
  ...rest,
});
const at = (t: number, rest: Partial<Flight> = {}) => ({ ...momentOf(flight(rest), t, newMoment()) });

describe('A message in the picture', () => {
  it('is not there before it departs, and fades in at its sender', () => {
    expect(at(999_999)).toEqual({ stage: 'unseen', share: 0, alpha: 0, age: 0 });
    expect(at(1_000_000)).toEqual({ stage: 'flying', share: 0, alpha: 0.15, age: 0 });
    expect(at(1_075_000).alpha).toBeCloseTo(0.65);
    expect(at(1_150_000).alpha).toBe(1);
    expect(at(2_000_000)).toEqual({ stage: 'flying', share: 0.5, alpha: 1, age: 0 });
  });

  it('that takes a short way fades in in a quarter of it', () => {
    expect(at(1_000_050, { arrives: 1_000_400 }).alpha).toBeCloseTo(0.65);
    expect(at(1_000_000, { arrives: 1_000_000 })).toMatchObject({ stage: 'flying', share: 1, alpha: 1 });
  });

  it('lands, pulses, and is over', () => {
    expect(at(3_000_000)).toMatchObject({ stage: 'flying', share: 1 });
    expect(at(3_190_000)).toEqual({ stage: 'landed', share: 1, alpha: 0.5, age: 0.5 });
    expect(at(3_380_000)).toEqual({ stage: 'over', share: 1, alpha: 0, age: 1 });
  });

  it('that is lost breaks where it was', () => {
    const lostAt = 1_500_000;
    expect(at(1_499_999, { lostAt }).stage).toBe('flying');
    expect(at(1_500_000, { lostAt })).toEqual({ stage: 'broken', share: 0.25, alpha: 1, age: 0 });
    expect(at(1_825_000, { lostAt })).toEqual({ stage: 'broken', share: 0.25, alpha: 0.5, age: 0.5 });
    expect(at(2_150_000, { lostAt })).toEqual({ stage: 'over', share: 0.25, alpha: 0, age: 1 });
  });

  it('that is refused bounces back a part of its way', () => {
    const refusedAt = 3_000_000;
    expect(at(3_000_000, { refusedAt })).toEqual({ stage: 'bouncing', share: 1, alpha: 1, age: 0 });
    const half = at(3_300_000, { refusedAt });
    expect(half).toMatchObject({ stage: 'bouncing', alpha: 0.75, age: 0.5 });
    expect(half.share).toBeCloseTo(1 - 0.22 * 0.75);
    const over = at(3_600_000, { refusedAt });
    expect(over).toMatchObject({ stage: 'over', alpha: 0, age: 1 });
    expect(over.share).toBeCloseTo(0.78);
    expect(at(3_500_000, { refusedAt: 3_700_000 })).toMatchObject({ stage: 'flying', share: 1 });
  });

  it('is at no time behind its sender or past its receiver', () => {
    expect([0, 1_000_000, 2_500_000, 9_000_000].map((t) => shareAt(flight(), t))).toEqual([0, 0, 0.75, 1]);
    expect(shareAt(flight({ arrives: 1_000_000 }), 999_999)).toBe(0);
    expect(shareAt(flight({ arrives: 1_000_000 }), 1_000_000)).toBe(1);
  });
});

describe('The way of a message', () => {
  it('goes from rim to rim, and swings out to one side, back to the other', () => {
    const [a, b] = [
      { node: 0, x: 0, y: 0, r: 10 },
      { node: 1, x: 100, y: 0, r: 20 },
    ];
    expect(pathBetween(a, b)).toMatchObject({ x0: 10, cx: 50, x1: 80 });
    expect(pathBetween(b, a)).toMatchObject({ x0: 80, cx: 50, x1: 10 });
    expect(pathBetween(a, b).cy).toBeCloseTo(7);
    expect(pathBetween(b, a).cy).toBeCloseTo(-7);
    const path = pathBetween({ ...a, y: 50 }, { ...a, y: 150 });
    expect(pathX(path, 0.5)).toBeCloseTo(-3.5);
    expect(pathY(path, 0.5)).toBeCloseTo(100);
    expect([pathX(path, 0), pathY(path, 0)]).toEqual([0, 60]);
    expect([pathX(path, 1), pathY(path, 1)]).toEqual([0, 140]);
  });

  it('to itself stays on the rim', () => {
    const a = { node: 0, x: 5, y: 50, r: 10 };
    expect(pathBetween(a, a)).toEqual({ x0: 5, y0: 40, cx: 5, cy: 40, x1: 5, y1: 40 });
  });
});

describe('The traffic', () => {
  it('knows a message once, and forgets it a moment after its end and not before', () => {
    const traffic = newTraffic();
    depart(traffic, [
      [1, 0, 1, 0, 0, 100],
      [1, 0, 1, 0, 0, 100],
      [2, 0, 1, 0, 0, 200],
    ]);
    expect(traffic.flights).toHaveLength(2);
    forget(traffic, 100 + AFTERGLOW);
    expect(traffic.flights).toHaveLength(2);
    forget(traffic, 101 + AFTERGLOW);
    expect(traffic.flights.map(({ message }) => message)).toEqual([2]);
    expect(traffic.byMessage.has(1)).toBe(false);
    mishap(traffic, [[1, 50, 0, 3]]);
    expect(traffic.flights).toHaveLength(1);
  });

  it('takes a loss for its end, and a refusal when it comes after the way', () => {
    const traffic = newTraffic();
    depart(traffic, [
      [1, 0, 1, 0, 0, 100],
      [2, 0, 1, 0, 0, 100],
      [3, 0, 1, 0, 0, 100],
    ]);
    mishap(traffic, [
      [1, 0, 0, 4],
      [2, 150, 1, 5],
    ]);
    expect(traffic.flights.map(endOf)).toEqual([0, 150, 100]);
    expect(traffic.flights.map(({ reason }) => reason)).toEqual([4, 5, 0]);
  });

  it('is drawn whole up to two thousand messages, and thinned out beyond', () => {
    const all = Array.from({ length: 20_000 }, (_, message) => message);
    expect(all.every((message) => isDrawn(message, MOST_DRAWN))).toBe(true);
    const drawn = all.filter((message) => isDrawn(message, 20_000)).length;
    expect(drawn).toBeGreaterThan(0.9 * MOST_DRAWN);
    expect(drawn).toBeLessThanOrEqual(MOST_DRAWN);
  });
});

describe('The run’s clock', () => {
  const one = observe(newRunClock(), 'a', 1_000_000, 500);

  it('shows the run a little late, no further ahead than the newest frame allows, and never before 0', () => {
    expect(runTime(newRunClock(), 900, false)).toBe(0);
    expect(runTime(one, 500, false)).toBe(900_000);
    expect(runTime(one, 1_500, false)).toBe(1_900_000);
    expect(runTime(one, 60_000, false)).toBe(2_500_000);
    expect(runTime(observe(newRunClock(), 'a', 0, 500), 500, false)).toBe(0);
  });

  it('stands still in a pause, at the newest frame', () => {
    expect(runTime(one, 500, true)).toBe(1_000_000);
    expect(runTime(one, 9_000, true)).toBe(1_000_000);
  });

  it('goes slowly where the class does', () => {
    expect(runTime(one, 1_500, false, 0.5)).toBe(1_400_000);
  });

  it('trusts the least delayed frame, forgets it slowly, and begins anew with another run or after a stop', () => {
    const late = observe(one, 'a', 1_900_000, 1_600);
    expect(late).toMatchObject({ t: 1_900_000, cameAt: 1_600, offset: 500_000 - 20 * 1_100 });
    expect(observe(one, 'a', 900_000, 600).t).toBe(1_000_000);
    expect(observe(one, 'b', 5, 600)).toEqual({ runId: 'b', t: 5, cameAt: 600, offset: 5 - 600_000 });
    expect(observe(one, 'a', 1_100_000, 1_101).offset).toBe(1_100_000 - 1_101_000);
  });
});
