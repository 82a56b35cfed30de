import type { Stream } from '../../sim/index.ts';

/** Switches for each edge, after which nothing is left of how the graph was made. */
const MIXING = 10;

/**
 * Neighbours of each of `n` nodes in a random graph in which everybody has `degree` of them (one node has one less when n x degree is
 * odd), each such graph as likely as any other. With degree >= n - 1 everybody knows everybody.
 *
 * Stubs are paired at random, and unsuitable pairs go back into the pot (Steger & Wormald, "Generating random regular graphs
 * quickly", 1999). That favours some small graphs a little; switching random pairs of edges evens it out (Cooper, Dyer & Greenhill,
 * "Sampling regular graphs and a peer-to-peer network", 2007).
 */
export function randomNeighbours(n: number, degree: number, stream: Stream): number[][] {
  if (degree >= n - 1) return Array.from({ length: n }, (_, node) => everyoneBut(n, node));
  for (;;) {
    const neighbours = tryPairing(n, degree, stream);
    if (neighbours === undefined) continue;
    mix(neighbours, stream);
    return neighbours.map((set) => [...set].sort((a, b) => a - b));
  }
}

/** Replaces two edges a-b and c-d by a-c and b-d, again and again; a switch that doesn't suit is left out. */
function mix(neighbours: readonly Set<number>[], stream: Stream): void {
  const edges = neighbours.flatMap((others, a) => [...others].filter((b) => a < b).map((b) => ({ a, b })));
  for (let turn = 0; turn < MIXING * edges.length; turn++) {
    const one = stream.pick(edges);
    const other = stream.pick(edges);
    const [c, d] = stream.chance(0.5) ? [other.a, other.b] : [other.b, other.a];
    if (one === other || !suits(one.a, c, neighbours) || !suits(one.b, d, neighbours)) continue;
    unlink(one.a, one.b, neighbours);
    unlink(c, d, neighbours);
    link(one.a, c, neighbours);
    link(one.b, d, neighbours);
    other.a = one.b;
    other.b = d;
    one.b = c;
  }
}

function link(a: number, b: number, neighbours: readonly Set<number>[]): void {
  neighbours[a]?.add(b);
  neighbours[b]?.add(a);
}

function unlink(a: number, b: number, neighbours: readonly Set<number>[]): void {
  neighbours[a]?.delete(b);
  neighbours[b]?.delete(a);
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
    if (suits(a, b, neighbours)) link(a, b, neighbours);
    else left.push(a, b);
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
