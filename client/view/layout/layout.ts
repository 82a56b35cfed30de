import { keepsApart } from './apart.ts';
import { fitsInside, placeCentre } from './centre.ts';
import type { LayoutTask, Place } from './contract.ts';
import { irregular } from './irregular.ts';
import { inset, type Oval, pointAt } from './oval.ts';
import { fitRings, type Rings } from './rings.ts';

/** The nodes of a mesh have room to lie irregularly. */
const MESH_AIR = 2.75;
/** Nodes smaller than this (px) are not made smaller still, whatever the picture's size. */
const LEAST_RADIUS = 2;

/**
 * Where each node lies, the same for the same task: a star has its server in the middle and rings around it, a mesh irregular rings around
 * an open middle, a ring one round in the order of the nodes. No two overlap, and all with their names lie inside of the picture.
 */
export function layOut(task: LayoutTask): readonly Place[] {
  const { width, height } = task;
  const margin = Math.min(width, height) * 0.035;
  const room = roomFor(task, {
    a: Math.max(8, width / 2 - margin),
    b: Math.max(8, (height - task.label) / 2 - margin),
  });
  const shown = shrinking(task, room);
  const middle = { x: width / 2, y: (height - task.label) / 2 };
  return shown.map((place) => ({ ...place, x: middle.x + place.x, y: middle.y + place.y }));
}

/** Few nodes would lie far apart in a long picture: they keep nearer to one another. */
function roomFor({ around }: LayoutTask, { a, b }: Oval): Oval {
  const most = around.length <= 10 ? Math.min(a, b) * 1.3 : Number.POSITIVE_INFINITY;
  return { a: Math.min(a, most), b: Math.min(b, most) };
}

/** Lays out around the origin; where rounding brings two too near, all get a little smaller in their places. */
function shrinking(task: LayoutTask, room: Oval): readonly Place[] {
  let places = aroundOrigin(task, room);
  while (!keepsApart(places) && places.some(({ r }) => r > LEAST_RADIUS)) {
    places = places.map((place) => ({ ...place, r: place.r * 0.96 }));
  }
  return places;
}

function aroundOrigin(task: LayoutTask, room: Oval): readonly Place[] {
  const centre = placeCentre(task.centre, centreRadius(task, room), room.a >= room.b);
  const rings = fitRings({
    nodes: task.around.length,
    room,
    largest: largestRadius(task, room),
    label: task.label,
    ...(task.layout === 'mesh' ? { worth: 0.92, air: MESH_AIR } : { worth: 0.72 }),
    leaves: (oval, r) => leavesMiddle(task, room, centre, oval, r),
  });
  const regular = placeOn(rings, task.around, task.layout === 'ring');
  const around = task.layout === 'mesh' ? irregular(regular, rings, task.seed, room, task.label) : regular;
  return [...centre, ...around];
}

function centreRadius({ layout, around }: LayoutTask, room: Oval): number {
  const size = Math.min(room.a, room.b);
  if (layout !== 'star') return size * 0.1;
  return size * (around.length > 80 ? 0.22 : 0.27);
}

function largestRadius({ around }: LayoutTask, room: Oval): number {
  const size = Math.min(room.a, room.b);
  if (around.length <= 6) return size * 0.16;
  return size * (around.length <= 16 ? 0.125 : 0.105);
}

/** A star keeps room for its server, a mesh an open middle through which its messages cross. */
function leavesMiddle(task: LayoutTask, room: Oval, centre: readonly Place[], oval: Oval, r: number): boolean {
  const air = Math.min(room.a, room.b) * 0.06;
  if (!fitsInside(centre, oval, r, air)) return false;
  const open = task.layout === 'star' ? 0 : task.around.length > 80 ? 0.2 : 0.4;
  const inner = inset(oval, r);
  return Math.min(inner.a, inner.b) >= Math.min(room.a, room.b) * open;
}

/** On rings in turn: neighbours in the list lie side by side. A `ring` keeps one round: its rows are taken in zigzag. */
function placeOn(rings: Rings, nodes: readonly number[], zigzag: boolean): readonly Place[] {
  if (zigzag) return placeZigzag(rings, nodes);
  let first = 0;
  return rings.counts.flatMap((count, ring) => {
    const oval = rings.ovals[ring] as Oval;
    const onRing = nodes.slice(first, first + count);
    first += count;
    // Every second ring is turned by half a step, so that links from the middle pass between the nodes.
    const turn = ring % 2 === 0 ? 0 : 0.5;
    return onRing.map((node, index) => ({ node, ...pointAt(oval, (index + turn) / count), r: rings.r }));
  });
}

function placeZigzag(rings: Rings, nodes: readonly number[]): readonly Place[] {
  return nodes.map((node, index) => {
    const oval = rings.ovals[index % rings.ovals.length] as Oval;
    return { node, ...pointAt(oval, index / nodes.length), r: rings.r };
  });
}
