import type { Place } from './contract.ts';

/** A name begins this far below its node's centre, in radii: ticks on the rim reach as far. */
export const LABEL_FROM = 1.3;

/**
 * Width (px) that a name below each node may take, `height` high, without touching another node, another name or the picture's edge.
 * Two names side by side share what lies between them.
 */
export function labelWidths(places: readonly Place[], height: number, width: number): readonly number[] {
  const air = height * 0.35;
  return places.map((place) => {
    const top = place.y + place.r * LABEL_FROM;
    let half = Math.min(place.x, width - place.x) - air / 2;
    for (const other of places) {
      if (other === place) continue;
      const across = Math.abs(other.x - place.x);
      const onDisc = other.y + other.r > top && other.y - other.r < top + height;
      if (onDisc) half = Math.min(half, across - other.r - air / 2);
      const onName = Math.abs(other.y + other.r * LABEL_FROM - top) < height;
      if (onName) half = Math.min(half, (across - air) / 2);
    }
    return Math.max(0, 2 * half);
  });
}
