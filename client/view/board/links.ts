import type { Departure } from './source.ts';

/** A pair of nodes between which messages went: when last (µs), how many, and the kind of the last. `a` < `b`. */
export interface UsedLink {
  readonly a: number;
  readonly b: number;
  last: number;
  messages: number;
}

export type Links = Map<number, UsedLink>;

/** More nodes than any board has: makes one number of a pair. */
const STRIDE = 1 << 16;

export function linkKey(from: number, to: number): number {
  return from < to ? from * STRIDE + to : to * STRIDE + from;
}

/** Notes the links that these messages use. */
export function useLinks(links: Links, departures: readonly Departure[]): void {
  for (const [, from, to, , departed, arrives] of departures) {
    const key = linkKey(from, to);
    const known = links.get(key);
    const last = Math.max(departed, arrives);
    if (known === undefined) links.set(key, { a: Math.min(from, to), b: Math.max(from, to), last, messages: 1 });
    else {
      known.last = Math.max(known.last, last);
      known.messages += 1;
    }
  }
}

/** The `most` links that were used last, newest first. */
export function freshest(links: Links, most: number): readonly UsedLink[] {
  return [...links.values()]
    .sort((one, other) => other.last - one.last || one.a - other.a || one.b - other.b)
    .slice(0, most);
}
