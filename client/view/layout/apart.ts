import type { Place } from './contract.ts';

/** Share of two radii that is to stay free between two nodes. */
const AIR = 0.12;

/** Whether no two nodes are too close and none lies outside of the picture. */
export function keepsApart(places: readonly Place[]): boolean {
  for (let i = 0; i < places.length; i++) {
    for (let j = i + 1; j < places.length; j++) {
      if (tooNear(places[i] as Place, places[j] as Place)) return false;
    }
  }
  return true;
}

function tooNear(one: Place, other: Place): boolean {
  return Math.hypot(one.x - other.x, one.y - other.y) < one.r + other.r + AIR * Math.min(one.r, other.r);
}
