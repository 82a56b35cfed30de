import type { GameObjects, Scene, Textures } from 'phaser';
import type { Board } from '../../view/board/board.ts';
import { linkKey } from '../../view/board/links.ts';
import type { Flight } from '../../view/board/traffic.ts';
import { type Moment, momentOf, newMoment } from '../../view/motion/flight.ts';
import { type Path, pathBetween, pathX, pathY } from '../../view/motion/path.ts';
import { isDrawn, MOST_DRAWN } from '../../view/motion/sample.ts';
import type { Layer, Look } from '../layer.ts';
import { stampAt } from '../paint/stamp.ts';
import { newSheet, type Sheet, STEPS } from './sheet.ts';

/** The messages on their ways: copies of a few painted pictures, moved every frame. */
export function messageLayer(scene: Scene): Layer {
  let sheet: Sheet | undefined;
  let blitter: GameObjects.Blitter | undefined;
  let paths: Paths = new Map();
  const moment = newMoment();
  return {
    lay({ board, geometry }) {
      blitter?.destroy();
      sheet?.paper.destroy();
      sheet = newSheet(scene, board.scene.looks, messageRadius(geometry));
      blitter = scene.add.blitter(0, 0, sheet.paper.texture).setDepth(5);
      paths = new Map();
    },
    draw(look) {
      if (sheet === undefined || blitter === undefined) return;
      const drawn = look.still ? 0 : drawFlights(look, blitter, sheet, paths, moment);
      hideFrom(blitter, drawn);
    },
  };
}

/** Large enough to be told apart from afar, smaller than the nodes. */
function messageRadius({ radius, textSize }: Look['geometry']): number {
  return Math.max(textSize * 0.22, Math.min(textSize * 0.5, radius * 0.28));
}

type Paths = Map<number, readonly [there: Path, back: Path] | null>;

/** Moves as many bobs as there are messages to see. @returns how many */
function drawFlights(look: Look, blitter: GameObjects.Blitter, sheet: Sheet, paths: Paths, moment: Moment): number {
  const { flights } = look.board.traffic;
  let drawn = 0;
  for (const flight of flights) {
    if (!isDrawn(flight.message, flights.length) || drawn >= MOST_DRAWN) continue;
    momentOf(flight, look.t, moment);
    if (moment.stage === 'unseen' || moment.stage === 'over') continue;
    const path = pathOf(flight, look, paths);
    const frame = path === null ? null : frameFor(flight, moment, look.board, sheet);
    if (path === null || frame === null) continue;
    const bob = bobAt(blitter, drawn++, frame);
    const strength = moment.stage === 'flying' || moment.stage === 'bouncing' ? moment.alpha : 1;
    stampAt(bob, pathX(path, moment.share) - sheet.half, pathY(path, moment.share) - sheet.half, strength);
  }
  return drawn;
}

/** Paths are kept: thousands of messages share a few of them. */
function pathOf(flight: Flight, { geometry }: Look, paths: Paths): Path | null {
  const key = linkKey(flight.from, flight.to);
  let pair = paths.get(key);
  if (pair === undefined) {
    const low = geometry.byNode.get(Math.min(flight.from, flight.to));
    const high = geometry.byNode.get(Math.max(flight.from, flight.to));
    pair = low === undefined || high === undefined ? null : [pathBetween(low, high), pathBetween(high, low)];
    paths.set(key, pair);
  }
  return pair === null ? null : pair[flight.from <= flight.to ? 0 : 1];
}

function frameFor(flight: Flight, moment: Moment, board: Board, sheet: Sheet): Textures.Frame | null {
  const frames = sheet.kinds[flight.kind];
  if (frames === undefined) return null;
  const step = Math.min(STEPS - 1, Math.floor(moment.age * STEPS));
  switch (moment.stage) {
    case 'landed':
      return frames.landing[step] ?? null;
    case 'broken':
      return frames.broken[step] ?? null;
    case 'bouncing':
      return frames.refused;
    default:
      return (board.nodes.get(flight.from)?.frame.traits.length ?? 0) > 0 ? frames.spiked : frames.flying;
  }
}

function bobAt(blitter: GameObjects.Blitter, index: number, frame: Textures.Frame): GameObjects.Bob {
  const known = blitter.children.list[index];
  if (known === undefined) return blitter.create(0, 0, frame);
  known.setFrame(frame);
  return known;
}

function hideFrom(blitter: GameObjects.Blitter, first: number): void {
  const bobs = blitter.children.list;
  for (let index = first; index < bobs.length; index++) {
    const bob = bobs[index];
    if (bob?.visible === true) bob.visible = false;
  }
}
