import { type NodeId, type Plan, Randomness } from '../../../sim/index.ts';

/** The ring has 2^24 places; a finger table has a finger for each power of two (Stoica et al., "Chord", SIGCOMM 2001). */
export const BITS = 24;
const PLACES = 2 ** BITS;

/** A machine that I know: its node and where it says it stands on the ring. */
export interface Contact {
  readonly node: NodeId;
  readonly place: number;
}

/** Where a machine stands: drawn from its address, so that nobody can choose. Anybody can check it. */
export function placeOf(plan: Plan, node: NodeId): number {
  return new Randomness(plan.seed).stream('place', node).below(PLACES);
}

/** Where a record belongs: with the first machine at or behind this place. */
export function keyOf(plan: Plan, record: number): number {
  return new Randomness(plan.seed).stream('key', record).below(PLACES);
}

/** Is `place` on the arc from `after` (not included) to `upTo` (included)? One place alone is the whole ring. */
export function onArc(place: number, after: number, upTo: number): boolean {
  const length = distance(after, upTo) || PLACES;
  const from = distance(after, place) || PLACES;
  return from <= length;
}

/** Steps along the ring from one place to another. */
export function distance(from: number, to: number): number {
  return (to - from + PLACES) % PLACES;
}

/** The last place before another one. */
export function justBefore(place: number): number {
  return (place + PLACES - 1) % PLACES;
}

/** The place at which finger `i` points: 2^i behind. */
export function fingerPlace(place: number, i: number): number {
  return (place + 2 ** i) % PLACES;
}

/** Everybody's successors, predecessor and fingers as Chord would have found them. */
export interface Ring {
  contact(node: NodeId): Contact;
  successors(node: NodeId, count: number): Contact[];
  predecessor(node: NodeId): Contact;
  fingers(node: NodeId): Contact[];
}

/** A ring that has been running for a while. */
export function settledRing(plan: Plan): Ring {
  const contacts = Array.from({ length: plan.nodes }, (_, index) => {
    const node = index as NodeId;
    return { node, place: placeOf(plan, node) };
  });
  const sorted = [...contacts].sort((a, b) => a.place - b.place || a.node - b.node);
  const rank = new Map(sorted.map(({ node }, index) => [node, index]));
  const at = (index: number): Contact => sorted[(index + sorted.length) % sorted.length] as Contact;
  const successorOf = (place: number): Contact => at(lowerBound(sorted, place));
  const contact = (node: NodeId): Contact => contacts[node] as Contact;
  return {
    contact,
    successors: (node, count) =>
      Array.from({ length: Math.min(count, plan.nodes - 1) }, (_, i) => at((rank.get(node) as number) + 1 + i)),
    predecessor: (node) => at((rank.get(node) as number) - 1),
    fingers: (node) =>
      distinct(Array.from({ length: BITS }, (_, i) => successorOf(fingerPlace(contact(node).place, i)))),
  };
}

/** Each machine once, as it was named first. */
export function distinct<One extends Contact>(contacts: readonly One[]): One[] {
  return contacts.filter(({ node }, index) => contacts.findIndex((other) => other.node === node) === index);
}

/** Index of the first contact at or behind `place`; the length when there is none. */
function lowerBound(sorted: readonly Contact[], place: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as Contact).place < place) low = middle + 1;
    else high = middle;
  }
  return low;
}
