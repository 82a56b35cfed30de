import { LABEL_FROM } from '../layout/labels.ts';
import { AMBER, INK, INK_SOFT, YELLOW } from '../look/colours.ts';
import { stopwatch } from '../look/time-text.ts';
import type { Board } from './board.ts';
import { type Geometry, shownName } from './geometry.ts';
import type { BoardNode } from './nodes.ts';
import type { PictureWords } from './source.ts';

/** A text on the picture: `x` its middle, `y` its top, in pixels. */
export interface PictureText {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly size: number;
  readonly colour: string;
  readonly bold: boolean;
}

/** More running clocks than this only flicker. */
const MOST_CLOCKS = 12;
const WARNING = '#FF8A4C';

/** Every text to show at run time `t` (µs): names, how long nodes have been down, how many wait at a server. */
export function textsAt(board: Board, geometry: Geometry, t: number, words: PictureWords): readonly PictureText[] {
  const down = [...board.nodes.values()].filter(isDown);
  const clocks = new Set(down.length <= MOST_CLOCKS ? down.map(({ scene }) => scene.node) : []);
  return [...board.nodes.values()].flatMap((node) =>
    textOf(node, board, geometry, clocks.has(node.scene.node) ? t : null, words),
  );
}

function isDown({ frame }: BoardNode): boolean {
  return !frame.up && frame.reason !== 'none' && frame.since >= 0;
}

function textOf(
  node: BoardNode,
  board: Board,
  geometry: Geometry,
  clock: number | null,
  words: PictureWords,
): readonly PictureText[] {
  const place = geometry.byNode.get(node.scene.node);
  if (place === undefined) return [];
  const central = board.centre.has(node.scene.node);
  const size =
    central && node.scene.node === 0 && board.scene.layout === 'star' ? geometry.textSize * 1.6 : geometry.textSize;
  const at = { x: place.x, y: place.y + place.r * LABEL_FROM, size };
  if (clock !== null)
    return [{ ...at, text: words.down(stopwatch(clock - node.frame.since)), colour: WARNING, bold: true }];
  if (central && node.frame.queue > 0)
    return [{ ...at, text: words.waiting(node.frame.queue), colour: YELLOW, bold: true }];
  const room = central ? Number.POSITIVE_INFINITY : (geometry.room.get(node.scene.node) ?? 0);
  const name = shownName(words.called(node.scene, central), geometry.textSize, room);
  if (name === undefined || (central && geometry.places.length > 60)) return [];
  return [
    {
      ...at,
      text: name,
      colour: central && board.scene.layout === 'star' ? AMBER : node.frame.up ? INK : INK_SOFT,
      bold: central,
    },
  ];
}
