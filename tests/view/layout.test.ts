import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LayoutTask, Place } from '../../client/view/layout/contract.ts';
import { LABEL_FROM, labelWidths } from '../../client/view/layout/labels.ts';
import { layOut } from '../../client/view/layout/layout.ts';
import { depth, type Oval, perimeter, pointAt } from '../../client/view/layout/oval.ts';

const PICTURES = [
  { name: 'a projector', width: 1420, height: 890 },
  { name: 'a square', width: 700, height: 700 },
  { name: 'a phone', width: 360, height: 520 },
];
const LAYOUTS: readonly LayoutTask['layout'][] = ['star', 'mesh', 'ring'];

function taskFor(
  layout: LayoutTask['layout'],
  nodes: number,
  width: number,
  height: number,
  label = 0,
  seed = 7,
): LayoutTask {
  const all = Array.from({ length: nodes }, (_, node) => node);
  const centre = layout === 'star' ? [0] : [];
  return { layout, around: all.slice(centre.length), centre, width, height, seed, label };
}

/** How far apart the two nearest nodes are, rim to rim. */
function narrowest(places: readonly Place[]): number {
  let least = Number.POSITIVE_INFINITY;
  for (const [index, one] of places.entries()) {
    for (const other of places.slice(index + 1)) {
      least = Math.min(least, Math.hypot(one.x - other.x, one.y - other.y) - one.r - other.r);
    }
  }
  return least;
}

describe.each(PICTURES)('On $name', ({ width, height }) => {
  test.each(LAYOUTS)('a %s of 2 to 300 nodes has no two that overlap', (layout) => {
    const wrong: number[] = [];
    for (let nodes = 2; nodes <= 300; nodes++) {
      const places = layOut(taskFor(layout, nodes, width, height));
      if (places.length !== nodes || narrowest(places) <= 0) wrong.push(nodes);
    }
    expect(wrong).toEqual([]);
  });

  test.each(LAYOUTS)('a %s lies inside of the picture, names included', (layout) => {
    for (const nodes of [2, 5, 30, 120, 300]) {
      const label = nodes > 40 ? 0 : 24;
      for (const { x, y, r } of layOut(taskFor(layout, nodes, width, height, label))) {
        expect(Math.min(x - r, width - x - r, y - r)).toBeGreaterThanOrEqual(0);
        expect(y + r * LABEL_FROM + label).toBeLessThanOrEqual(height + 1);
      }
    }
  });

  test('the server is the largest and in the middle of its clients', () => {
    const [server, ...clients] = layOut(taskFor('star', 31, width, height));
    expect(server?.x).toBeCloseTo(width / 2);
    expect(clients.every(({ r }) => r < (server?.r ?? 0))).toBe(true);
    const mean = clients.reduce((sum, { x }) => sum + x, 0) / clients.length;
    expect(Math.abs(mean - width / 2)).toBeLessThan(width * 0.02);
  });
});

test('Mirrors lie beside the server and keep clear of the clients', () => {
  const task = taskFor('star', 33, 1420, 890);
  const places = layOut({ ...task, centre: [0, 31, 32], around: task.around.slice(0, 30) });
  expect(places).toHaveLength(33);
  expect(narrowest(places)).toBeGreaterThan(0);
  expect(places.find(({ node }) => node === 31)?.y).toBeCloseTo(places[0]?.y ?? 0);
});

test('Nodes get smaller, never larger, when more join', () => {
  const radius = (nodes: number): number => layOut(taskFor('star', nodes, 1420, 890))[1]?.r ?? 0;
  const radii = [5, 10, 20, 40, 80, 160, 300].map(radius);
  expect(radii).toEqual([...radii].sort((one, other) => other - one));
});

test('The same task is laid out the same way, and another seed of a mesh another way', () => {
  const layOutWith = (seed: number) => layOut(taskFor('mesh', 24, 1420, 890, 0, seed));
  expect(layOutWith(3)).toEqual(layOutWith(3));
  expect(layOutWith(3)).not.toEqual(layOutWith(4));
});

test('A ring keeps the order of its nodes round the picture', () => {
  const places = layOut(taskFor('ring', 40, 1420, 890));
  const angles = places.map(({ x, y }) => Math.atan2(y - 445, x - 710) + Math.PI / 2);
  const turned = angles.map((angle) => (angle + 2 * Math.PI) % (2 * Math.PI));
  expect(turned).toEqual([...turned].sort((one, other) => one - other));
});

const ovals = fc.record({ a: fc.integer({ min: 20, max: 900 }), b: fc.integer({ min: 20, max: 900 }) });

test('Every point of an oval lies on its curve, and equal shares are equally long ways', () => {
  fc.assert(
    fc.property(ovals, fc.double({ min: 0, max: 1, noNaN: true }), (oval: Oval, share) => {
      const point = pointAt(oval, share);
      expect(Math.abs(depth(oval, point))).toBeLessThan(1e-6);
      const next = pointAt(oval, share + 0.001);
      const way = Math.hypot(next.x - point.x, next.y - point.y);
      expect(way).toBeLessThanOrEqual(perimeter(oval) * 0.001 + 1e-6);
      expect(way).toBeGreaterThan(perimeter(oval) * 0.00095);
    }),
  );
});

test('Names that keep to their width touch neither a node nor another name', () => {
  const height = 24;
  for (const layout of LAYOUTS) {
    const places = layOut(taskFor(layout, 28, 1420, 890, height));
    const widths = labelWidths(places, height, 1420);
    for (const [index, place] of places.entries()) {
      const half = (widths[index] ?? 0) / 2;
      const top = place.y + place.r * LABEL_FROM;
      for (const [other, { x, y, r }] of places.entries()) {
        if (other === index || half === 0) continue;
        const nearX = Math.max(0, Math.abs(x - place.x) - half);
        const nearY = y < top ? top - y : Math.max(0, y - top - height);
        expect(Math.hypot(nearX, nearY)).toBeGreaterThanOrEqual(r * 0.99);
        const sameHeight = Math.abs(y + r * LABEL_FROM - top) < height;
        const halves = half + (widths[other] ?? 0) / 2;
        if (sameHeight && halves > half) expect(Math.abs(x - place.x)).toBeGreaterThanOrEqual(halves);
      }
    }
  }
});
