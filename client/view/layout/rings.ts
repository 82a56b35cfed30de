import { inset, type Oval, perimeter } from './oval.ts';

/** Rings of nodes inside one another: `counts[i]` nodes of radius `r` on `ovals[i]`, the outermost first. */
export interface Rings {
  readonly r: number;
  readonly ovals: readonly Oval[];
  readonly counts: readonly number[];
}

export interface RingTask {
  readonly nodes: number;
  /** The rectangle's half extents, margins taken off. */
  readonly room: Oval;
  /** Nodes are never larger than this (px). */
  readonly largest: number;
  /** Height below a node for its name. */
  readonly label: number;
  /** Is there room in the middle if the innermost ring of nodes of radius `r` is this? */
  readonly leaves: (oval: Oval, r: number) => boolean;
}

/** From a node's centre to the next: its radius, the other's, and air between them. */
const AIR = 2.5;
const STEPS = 24;

/** The rings with the largest nodes that find room. Nodes get as small as it takes. */
export function fitRings(task: RingTask): Rings {
  let fits = 0;
  let tooLarge = task.largest;
  if (ringsFor(task, task.largest) !== undefined) fits = task.largest;
  else {
    for (let step = 0; step < STEPS; step++) {
      const middle = (fits + tooLarge) / 2;
      if (ringsFor(task, middle) === undefined) tooLarge = middle;
      else fits = middle;
    }
  }
  return ringsFor(task, fits) ?? { r: fits, ovals: [inset(task.room, fits)], counts: [task.nodes] };
}

/** As few rings as hold all nodes of radius `r`, or undefined where there is no room for them. */
function ringsFor(task: RingTask, r: number): Rings | undefined {
  const apart = r * AIR + task.label * 0.8;
  const ovals: Oval[] = [];
  let holds = 0;
  for (let ring = 0; holds < task.nodes; ring++) {
    const oval = inset(task.room, r + ring * apart);
    if (oval.a <= 0 || oval.b <= 0 || !task.leaves(oval, r)) return undefined;
    ovals.push(oval);
    holds += capacity(oval, apart);
  }
  return { r, ovals, counts: shareOut(task.nodes, ovals, apart) };
}

function capacity(oval: Oval, apart: number): number {
  return Math.floor(perimeter(oval) / apart);
}

/** Each ring gets its share by length, so that the inner ones are not left half empty. */
function shareOut(nodes: number, ovals: readonly Oval[], apart: number): readonly number[] {
  const room = ovals.map((oval) => capacity(oval, apart));
  const total = room.reduce((sum, each) => sum + each, 0);
  const counts = room.map((each) => Math.floor((nodes * each) / total));
  for (
    let rest = nodes - counts.reduce((sum, each) => sum + each, 0), ring = 0;
    rest > 0;
    ring = (ring + 1) % room.length
  ) {
    if ((counts[ring] ?? 0) >= (room[ring] ?? 0)) continue;
    counts[ring] = (counts[ring] ?? 0) + 1;
    rest--;
  }
  return counts;
}
