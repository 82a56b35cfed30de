import { describe, expect, it } from 'vitest';
import { linkKey } from '../../client/view/board/links.ts';
import { curve, spanOf } from '../../client/view/curve.ts';
import { evidenceOf } from '../../client/view/evidence.ts';
import { labelWidths } from '../../client/view/layout/labels.ts';
import { depth, inset, perimeter, pointAt } from '../../client/view/layout/oval.ts';
import { stopwatch } from '../../client/view/look/time-text.ts';
import { cheerFrom } from '../../client/view/motion/cheer.ts';
import { readiness } from '../../client/view/readiness.ts';

describe('Ovals', () => {
  const wide = { a: 30, b: 10 };

  it('have the length of two half circles and two lines', () => {
    expect(perimeter(wide)).toBeCloseTo(2 * Math.PI * 10 + 80);
    expect(perimeter({ a: 10, b: 10 })).toBeCloseTo(2 * Math.PI * 10);
    expect(inset(wide, 4)).toEqual({ a: 26, b: 6 });
  });

  it('are gone round clockwise from the top’s middle', () => {
    const whole = perimeter(wide);
    const around = [0, 20, 20 + Math.PI * 5, 20 + Math.PI * 10, 40 + Math.PI * 10, 60 + Math.PI * 15, whole - 20];
    const points = around.map((arc) => pointAt(wide, arc / whole));
    const expected = [
      [0, -10],
      [20, -10],
      [30, 0],
      [20, 10],
      [0, 10],
      [-30, 0],
      [-20, -10],
    ];
    for (const [index, point] of points.entries()) {
      expect(point.x).toBeCloseTo(expected[index]?.[0] ?? Number.NaN);
      expect(point.y).toBeCloseTo(expected[index]?.[1] ?? Number.NaN);
    }
  });

  it('that are high are wide ones turned: the top is at the top', () => {
    const high = { a: 10, b: 30 };
    const points = [0, 0.25, 0.5, 0.75].map((share) => pointAt(high, share));
    for (const [index, [x, y]] of [
      [0, -30],
      [10, 0],
      [0, 30],
      [-10, 0],
    ].entries()) {
      expect(points[index]?.x).toBeCloseTo(x ?? Number.NaN);
      expect(points[index]?.y).toBeCloseTo(y ?? Number.NaN);
    }
  });

  it('have a depth inside, which is negative outside', () => {
    expect(depth(wide, { x: 0, y: 0 })).toBe(10);
    expect(depth(wide, { x: 29, y: 0 })).toBe(1);
    expect(depth(wide, { x: 0, y: -12 })).toBe(-2);
  });
});

describe('Room for names', () => {
  const place = (node: number, x: number, y: number) => ({ node, x, y, r: 10 });

  it('ends at the picture’s edge, at another node, and half way to another name', () => {
    expect(labelWidths([place(0, 50, 50)], 20, 400)).toEqual([93]);
    expect(labelWidths([place(0, 350, 50)], 20, 400)).toEqual([93]);
    expect(labelWidths([place(0, 200, 50), place(1, 300, 50)], 20, 400)).toEqual([93, 93]);
    expect(labelWidths([place(0, 200, 50), place(1, 260, 73)], 20, 400)[0]).toBe(2 * (60 - 10 - 3.5));
    expect(labelWidths([place(0, 200, 50), place(1, 201, 73)], 20, 400)[0]).toBe(0);
  });
});

describe('The cheer', () => {
  it('goes outwards from the last node, each link once', () => {
    const link = (a: number, b: number) => [linkKey(a, b), { a, b, last: 0 }] as const;
    const links = new Map([link(0, 1), link(1, 2), link(0, 3), link(2, 0)]) as never;
    expect(cheerFrom(1, links)).toEqual([
      { a: 1, b: 0, at: 0 },
      { a: 1, b: 2, at: 0.1875 },
      { a: 0, b: 3, at: 0.375 },
      { a: 0, b: 2, at: 0.5625 },
    ]);
  });
});

describe('Numbers on a screen', () => {
  it.each([
    [-1, '0:00'],
    [999_999, '0:00'],
    [7_000_000, '0:07'],
    [59_999_999, '0:59'],
    [60_000_000, '1:00'],
    [725_000_000, '12:05'],
  ])('%i µs are read as %s', (micros, text) => {
    expect(stopwatch(micros)).toBe(text);
  });

  it('call a device good up to 100 ms, and slow beyond 300', () => {
    expect([100, 101, 300, 301].map(readiness)).toEqual(['good', 'fair', 'fair', 'slow']);
  });

  it('of progress never leave the box', () => {
    expect(curve([0, 2], 0, 100, 40)).toBe('0.0,40.0 0.0,0.0');
    const run = (seconds: number, points: number) => ({ seconds, progress: Array.from({ length: points }, () => 0) });
    expect(spanOf([run(3, 6), run(4, 2)] as never)).toBe(5);
    expect(spanOf([])).toBe(1);
  });
});

describe('Who did better', () => {
  const side = (architecture: string, value: number | null, better: number) => ({
    architecture,
    measures: [{ id: 'm', aspect: 'scalability', value, better }],
  });
  const judged = (hub: number | null, mesh: number | null, better: number) =>
    evidenceOf([side('client-server', hub, better), side('peer-to-peer', mesh, better)] as never)[0]?.rows[0]?.better;

  it.each([
    [2, 1, 1, 'client-server'],
    [1, 2, 1, 'peer-to-peer'],
    [2, 1, -1, 'peer-to-peer'],
    [1, 2, -1, 'client-server'],
    [100, 98, 1, 'same'],
    [100, 97.9, 1, 'client-server'],
    [2, 1, 0, null],
    [null, 1, 1, null],
    [1, null, 1, null],
  ])('of %s and %s, where better is %i, is %s', (hub, mesh, better, who) => {
    expect(judged(hub, mesh, better)).toBe(who);
  });
});
