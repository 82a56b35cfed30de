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
  /** Fewer rings are clearer: the nodes may be as much smaller for it, as a share of their largest radius. */
  readonly worth: number;
  /** Times a node's radius, from a centre to the next one's. */
  readonly air?: number;
  /** Is there room in the middle if the innermost ring of nodes of radius `r` is this? */
  readonly leaves: (oval: Oval, r: number) => boolean;
}

/** Times a node's radius: from its centre to the next one's, without and with names between them. */
const AIR = 2.5;
const AIR_WITH_NAMES = 2.3;
const STEPS = 24;
const MOST_RINGS = 40;

/** The fewest rings on which the nodes are nearly as large as they could be. Nodes get as small as it takes. */
export function fitRings(task: RingTask): Rings {
  const largest = largestOn(task, MOST_RINGS);
  for (let rings = 1; rings < MOST_RINGS; rings++) {
    const r = largestOn(task, rings);
    const fitted = r >= largest * task.worth && r > 0 ? ringsFor(task, r, rings) : undefined;
    if (fitted !== undefined) return fitted;
  }
  return { r: largest, ovals: [inset(task.room, largest)], counts: [task.nodes] };
}

/** The largest radius with which the nodes find room on so many rings; 0 if none does. */
function largestOn(task: RingTask, rings: number): number {
  if (ringsFor(task, task.largest, rings) !== undefined) return task.largest;
  let [fits, tooLarge] = [0, task.largest];
  for (let step = 0; step < STEPS; step++) {
    const middle = (fits + tooLarge) / 2;
    if (ringsFor(task, middle, rings) === undefined) tooLarge = middle;
    else fits = middle;
  }
  return fits;
}

/** As few rings as hold all nodes of radius `r`, or undefined where there is no room for them. */
function ringsFor(task: RingTask, r: number, most: number): Rings | undefined {
  const apart = r * (task.air ?? (task.label > 0 ? AIR_WITH_NAMES : AIR)) + task.label * 0.8;
  const ovals: Oval[] = [];
  let holds = 0;
  for (let ring = 0; holds < task.nodes; ring++) {
    const oval = inset(task.room, r + ring * apart);
    if (ring >= most || oval.a <= 0 || oval.b <= 0 || !task.leaves(oval, r)) return undefined;
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
