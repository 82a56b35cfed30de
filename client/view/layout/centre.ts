import type { Place } from './contract.ts';
import { depth, inset, type Oval } from './oval.ts';

/** The machines in the middle, in a row along the longer side: the first in the very middle and largest, the others to both its sides. */
export function placeCentre(centre: readonly number[], radius: number, wide: boolean): readonly Place[] {
  const small = radius * 0.62;
  const step = small * 2.5;
  return centre.map((node, index) => {
    if (index === 0) return { node, x: 0, y: 0, r: radius };
    const side = index % 2 === 1 ? 1 : -1;
    const away = side * (radius + small * 1.5 + Math.floor((index - 1) / 2) * step);
    return wide ? { node, x: away, y: 0, r: small } : { node, x: 0, y: away, r: small };
  });
}

/** Do these machines, with `air` (px) around each, lie inside a ring of nodes of radius `r`? */
export function fitsInside(places: readonly Place[], oval: Oval, r: number, air: number): boolean {
  const inner = inset(oval, r);
  if (inner.a <= 0 || inner.b <= 0) return places.length === 0;
  return places.every((place) => depth(inner, place) >= place.r + air);
}
