import type { Board } from './board.ts';
import type { Geometry } from './geometry.ts';
import { linkKey } from './links.ts';
import { endOf } from './traffic.ts';

/** The number of messages on a link, shown in its middle instead of moving messages. */
export interface Crossing {
  readonly x: number;
  readonly y: number;
  readonly count: number;
}

const MOST_CROSSINGS = 40;

/** For pictures without motion: the busiest links at run time `t` (µs) and how many messages each carries, none over another. */
export function crossingsAt(board: Board, geometry: Geometry, t: number): readonly Crossing[] {
  const counts = new Map<number, { from: number; to: number; count: number }>();
  for (const flight of board.traffic.flights) {
    if (flight.departed > t || endOf(flight) < t) continue;
    const key = linkKey(flight.from, flight.to);
    const known = counts.get(key);
    if (known === undefined)
      counts.set(key, { from: Math.min(flight.from, flight.to), to: Math.max(flight.from, flight.to), count: 1 });
    else known.count += 1;
  }
  const busiest = [...counts.values()].sort(
    (one, other) => other.count - one.count || one.from - other.from || one.to - other.to,
  );
  return placed(busiest, geometry);
}

function placed(
  links: readonly { from: number; to: number; count: number }[],
  geometry: Geometry,
): readonly Crossing[] {
  const shown: Crossing[] = [];
  for (const { from, to, count } of links) {
    if (shown.length >= MOST_CROSSINGS) break;
    const [a, b] = [geometry.byNode.get(from), geometry.byNode.get(to)];
    if (a === undefined || b === undefined) continue;
    const middle = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, count };
    if (isFree(middle, shown, geometry)) shown.push(middle);
  }
  return shown;
}

function isFree(at: Crossing, shown: readonly Crossing[], { textSize, places }: Geometry): boolean {
  const clearOf = (x: number, y: number, reach: number): boolean => Math.hypot(at.x - x, at.y - y) > reach;
  return (
    shown.every(({ x, y }) => clearOf(x, y, textSize * 1.6)) &&
    places.every(({ x, y, r }) => clearOf(x, y, r * 1.3 + textSize * 0.8))
  );
}
