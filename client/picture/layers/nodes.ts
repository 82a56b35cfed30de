import type { GameObjects, Scene } from 'phaser';
import type { Place } from '../../view/layout/contract.ts';
import { architectureColour } from '../../view/look/colours.ts';
import { lookOf } from '../../view/look/node-look.ts';
import type { Layer, Look } from '../layer.ts';
import { paintNode, REACH } from '../paint/node.ts';
import type { Pen } from '../paint/pen.ts';
import { stampAt } from '../paint/stamp.ts';
import { newPaper, type Paper } from '../paper.ts';

/** Nodes are looked at anew this often (ms). */
const EVERY = 80;
/** So many nodes are painted anew at once at most; the others follow the next time. */
const MOST_PAINTED = 40;

/** A node's cell on the paper: copying from one canvas is many times faster than from as many as there are nodes. */
interface Cell {
  readonly place: Place;
  readonly left: number;
  readonly top: number;
  readonly side: number;
  painted: string;
}

/** The nodes of the middle or around it, each in a cell of one paper that is painted anew only when the node looks different. */
export function nodeLayer(scene: Scene, part: 'around' | 'centre'): Layer {
  let paper: Paper | undefined;
  let blitter: GameObjects.Blitter | undefined;
  let cells: readonly Cell[] = [];
  let version = -1;
  let lookedAt = Number.NaN;
  return {
    lay({ board, geometry }) {
      blitter?.destroy();
      paper?.destroy();
      const places = geometry.places.filter(({ node }) => board.centre.has(node) === (part === 'centre'));
      const side = Math.ceil(Math.max(1, ...places.map(({ r }) => r)) * REACH * 2);
      const columns = Math.max(1, Math.ceil(Math.sqrt(places.length)));
      paper = newPaper(scene, `nodes-${part}`, columns * side, Math.ceil(places.length / columns) * side);
      blitter = scene.add.blitter(0, 0, paper.texture).setDepth(part === 'centre' ? 30 : 10);
      cells = places.map((place, index) => newCell(place, index, columns, side));
      for (const cell of cells) addBob(blitter, paper, cell);
      version = -1;
      lookedAt = Number.NaN;
    },
    draw(look) {
      const due = version !== look.board.nodesVersion && !(look.wall - lookedAt < EVERY);
      if (!due || paper === undefined) return;
      lookedAt = look.wall;
      const { changed, left } = paintChanged(paper, cells, look, version < 0 ? cells.length : MOST_PAINTED);
      if (!left) version = look.board.nodesVersion;
      if (changed) paper.show();
    },
  };
}

function newCell(place: Place, index: number, columns: number, side: number): Cell {
  return { place, left: (index % columns) * side, top: Math.floor(index / columns) * side, side, painted: '' };
}

function addBob(blitter: GameObjects.Blitter, paper: Paper, { place, left, top, side }: Cell): void {
  const frame = paper.texture.add(place.node, 0, left, top, side, side);
  if (frame !== null) stampAt(blitter.create(0, 0, frame), place.x - place.r * REACH, place.y - place.r * REACH);
}

/** @returns whether any looks different, and whether some are left for the next time */
function paintChanged(
  paper: Paper,
  cells: readonly Cell[],
  look: Look,
  most: number,
): { changed: boolean; left: boolean } {
  let count = 0;
  for (const cell of cells) {
    if (count >= most) return { changed: true, left: true };
    if (paint(paper.pen, cell, look)) count++;
  }
  return { changed: count > 0, left: false };
}

function paint(pen: Pen, cell: Cell, { board, geometry }: Look): boolean {
  const { place, left, top, side } = cell;
  const node = board.nodes.get(place.node);
  if (node === undefined) return false;
  const look = lookOf(node, board.scene.layout === 'star' && board.centre.has(place.node));
  if (look.key === cell.painted) return false;
  cell.painted = look.key;
  pen.save();
  pen.beginPath();
  pen.rect(left, top, side, side);
  pen.clip();
  pen.clearRect(left, top, side, side);
  pen.translate(left, top);
  const accent = architectureColour(board.scene.architecture);
  paintNode(pen, look, { r: place.r, accent, leastText: geometry.textSize * 0.9 });
  pen.restore();
  return true;
}
