import type { LayoutTask, Place } from '../layout/contract.ts';
import { labelWidths } from '../layout/labels.ts';
import { layOut } from '../layout/layout.ts';
import { centreOf } from './nodes.ts';
import type { SceneView } from './source.ts';

/** Where everything in a scene lies in a picture of this size (px). */
export interface Geometry {
  readonly width: number;
  readonly height: number;
  readonly textSize: number;
  readonly places: readonly Place[];
  readonly byNode: ReadonlyMap<number, Place>;
  /** Width that a name below the node may take. */
  readonly room: ReadonlyMap<number, number>;
  /** Radius of the nodes around the middle. */
  readonly radius: number;
}

/** More machines than this are known by their signs alone. */
const MOST_NAMES = 40;
/** A name's height for its type size. */
const LINE = 1.2;
/** Width of an average letter for its type size; a little too wide rather than too narrow. */
const LETTER = 0.58;

/** Lays a scene out; with names where most of them find room at `textSize` (px), without names otherwise. */
export function geometryOf(scene: SceneView, width: number, height: number, textSize: number): Geometry {
  const named =
    scene.nodes.length <= MOST_NAMES ? measured(scene, width, height, textSize, textSize * LINE) : undefined;
  return named !== undefined && mostNamesFit(scene, named) ? named : measured(scene, width, height, textSize, 0);
}

/** The approximate width of a text, in px. */
export function textWidth(text: string, size: number): number {
  return text.length * size * LETTER;
}

/**
 * The whole name, or where that has no room its number if it ends with one ("Bot 5" is not "Bot") and else its first word, or none:
 * names are never cut off.
 */
export function shownName(name: string, size: number, room: number): string | undefined {
  const short = /\d+$/.exec(name)?.[0] ?? name.split(' ')[0] ?? '';
  return [name, short].find((each) => each !== '' && textWidth(each, size) <= room);
}

function measured(scene: SceneView, width: number, height: number, textSize: number, label: number): Geometry {
  const centre = centreOf(scene);
  const inCentre = new Set(centre);
  const around = scene.nodes.map(({ node }) => node).filter((node) => !inCentre.has(node));
  const task: LayoutTask = { layout: scene.layout, around, centre, width, height, seed: seedOf(scene.runId), label };
  const places = layOut(task);
  const widths = label === 0 ? places.map(() => 0) : labelWidths(places, label, width);
  return {
    width,
    height,
    textSize,
    places,
    byNode: new Map(places.map((place) => [place.node, place])),
    room: new Map(places.map((place, index) => [place.node, widths[index] ?? 0])),
    radius: places.find(({ node }) => !inCentre.has(node))?.r ?? places[0]?.r ?? 0,
  };
}

function mostNamesFit(scene: SceneView, { room, textSize }: Geometry): boolean {
  const fitting = scene.nodes.filter(({ node, name }) => shownName(name, textSize, room.get(node) ?? 0) !== undefined);
  return fitting.length >= scene.nodes.length * 0.6;
}

/** A run's own seed for the irregularities of its mesh (FNV-1a over its name). */
function seedOf(runId: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < runId.length; index++) hash = Math.imul(hash ^ runId.charCodeAt(index), 0x01000193);
  return hash | 0;
}
