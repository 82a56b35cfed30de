import { type Links, linkKey } from '../board/links.ts';

/** A link that lights up in the cheer, and after how much of it (0 to 1). */
export interface Spark {
  readonly a: number;
  readonly b: number;
  readonly at: number;
}

/** How long (ms) the network lights up, link by link. */
export const CHEER_MS = 3_200;
const MOST_SPARKS = 500;

/**
 * The order in which the network lights up when its last node completes: outwards from that node over the links that carried messages,
 * then the remaining used links.
 */
export function cheerFrom(first: number, links: Links): readonly Spark[] {
  const neighbours = neighboursIn(links);
  const order: { a: number; b: number }[] = [];
  const lit = new Set<number>();
  const reached = new Set([first]);
  for (const node of reached) {
    for (const next of neighbours.get(node) ?? []) {
      const key = linkKey(node, next);
      if (lit.has(key)) continue;
      lit.add(key);
      reached.add(next);
      if (order.length < MOST_SPARKS) order.push({ a: node, b: next });
    }
  }
  return order.map((link, index) => ({ ...link, at: (index / order.length) * 0.75 }));
}

function neighboursIn(links: Links): ReadonlyMap<number, readonly number[]> {
  const neighbours = new Map<number, number[]>();
  const add = (from: number, to: number): void => {
    const known = neighbours.get(from);
    if (known === undefined) neighbours.set(from, [to]);
    else known.push(to);
  };
  for (const { a, b } of links.values()) {
    add(a, b);
    add(b, a);
  }
  return neighbours;
}
