import type { Stream } from '../sim/index.ts';

/**
 * Neighbours of each of `n` nodes in a random graph in which everybody has `degree` of them (one node has one less when n x degree is
 * odd). Stubs are paired at random, and unsuitable pairs go back into the pot (Steger & Wormald, "Generating random regular graphs
 * quickly", 1999). With degree >= n - 1 everybody knows everybody.
 */
export function randomNeighbours(n: number, degree: number, stream: Stream): number[][] {
  if (degree >= n - 1) return Array.from({ length: n }, (_, node) => everyoneBut(n, node));
  for (;;) {
    const neighbours = tryPairing(n, degree, stream);
    if (neighbours !== undefined) return neighbours.map((set) => [...set].sort((a, b) => a - b));
  }
}

function everyoneBut(n: number, node: number): number[] {
  return Array.from({ length: n }, (_, other) => other).filter((other) => other !== node);
}

function tryPairing(n: number, degree: number, stream: Stream): Set<number>[] | undefined {
  const neighbours = Array.from({ length: n }, () => new Set<number>());
  let stubs = Array.from({ length: n * degree }, (_, stub) => stub % n);
  if (stubs.length % 2 === 1) stubs.pop();
  while (stubs.length > 0) {
    const left = pairOff(stream.sample(stubs, stubs.length), neighbours);
    if (left.length === stubs.length && !canBePaired(left, neighbours)) return undefined;
    stubs = left;
  }
  return neighbours;
}

/** Joins the stubs two by two and returns those whose pair was unsuitable. */
function pairOff(stubs: readonly number[], neighbours: readonly Set<number>[]): number[] {
  const left: number[] = [];
  for (let i = 0; i < stubs.length; i += 2) {
    const a = stubs[i] as number;
    const b = stubs[i + 1] as number;
    if (suits(a, b, neighbours)) {
      neighbours[a]?.add(b);
      neighbours[b]?.add(a);
    } else left.push(a, b);
  }
  return left;
}

function canBePaired(stubs: readonly number[], neighbours: readonly Set<number>[]): boolean {
  const nodes = [...new Set(stubs)];
  return nodes.some((a, i) => nodes.slice(i + 1).some((b) => suits(a, b, neighbours)));
}

function suits(a: number, b: number, neighbours: readonly Set<number>[]): boolean {
  return a !== b && neighbours[a]?.has(b) === false;
}
