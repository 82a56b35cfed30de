import { keepsApart } from './apart.ts';
import type { Place } from './contract.ts';
import type { Oval } from './oval.ts';
import type { Rings } from './rings.ts';

const TRIES = [1, 0.75, 0.5, 0.3, 0.15];

/**
 * Moves the nodes of a mesh a little off their rings, so that it looks grown and not built: as far as the seed says and as no two come
 * too near. Places are around the origin.
 */
export function irregular(
  regular: readonly Place[],
  rings: Rings,
  seed: number,
  room: Oval,
  label: number,
): readonly Place[] {
  const inner = rings.ovals.at(-1);
  if (inner === undefined || regular.length < 3) return regular;
  const reach = Math.min(Math.min(inner.a, inner.b) * 0.45, rings.r * 2.4);
  for (const share of TRIES) {
    const moved = regular.map((place) => clampTo(room, label, move(place, seed, reach * share)));
    if (keepsApart(moved.map((place) => ({ ...place, r: place.r * 1.08 + label * 0.3 })))) return moved;
  }
  return regular;
}

/** Mostly inwards and outwards, a little sideways. */
function move(place: Place, seed: number, reach: number): Place {
  const away = Math.hypot(place.x, place.y) || 1;
  const inwards = reach * chance(seed, place.node * 2);
  const sideways = reach * 0.5 * (chance(seed, place.node * 2 + 1) - 0.5);
  const [ux, uy] = [place.x / away, place.y / away];
  return { ...place, x: place.x - ux * inwards - uy * sideways, y: place.y - uy * inwards + ux * sideways };
}

function clampTo(room: Oval, label: number, place: Place): Place {
  const within = (value: number, half: number): number => Math.max(-half + place.r, Math.min(half - place.r, value));
  return { ...place, x: within(place.x, room.a), y: within(place.y, room.b - label * 0.1) };
}

/** A number from 0 to 1 that depends on nothing but the seed and the index (after splitmix32). */
export function chance(seed: number, index: number): number {
  let mixed = (seed + Math.imul(index + 1, 0x9e3779b9)) | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
}
