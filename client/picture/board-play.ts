import type { Scene } from 'phaser';
import type { Board } from '../view/board/board.ts';
import type { BoardSource } from '../view/board/board-source.ts';
import { type Geometry, geometryOf } from '../view/board/geometry.ts';
import { density } from './density.ts';
import type { Layer, Look } from './layer.ts';
import { dramaLayer } from './layers/drama.ts';
import { linkLayer } from './layers/links.ts';
import { messageLayer } from './layers/messages.ts';
import { nodeLayer } from './layers/nodes.ts';
import { textLayer } from './layers/texts.ts';
import type { Play } from './play.ts';

/** Height of the smallest text for the height of the window: 25 px on a projector of 1080, and readable on small ones. */
const TEXT_SHARE = 25 / 1080;
const LEAST_TEXT = 13;

/** Plays a source's board on a stage: lays it out anew for another scene or size, and draws it once a frame. */
export function boardPlay(source: BoardSource): Play {
  const still = window.matchMedia('(prefers-reduced-motion: reduce)');
  let layers: readonly Layer[] = [];
  let size = { width: 0, height: 0 };
  let laid: { readonly board: Board; readonly geometry: Geometry } | undefined;
  return {
    begin(scene, width, height) {
      size = { width, height };
      layers = layersOn(scene);
    },
    resize(width, height) {
      size = { width, height };
      laid = undefined;
    },
    frame(wall) {
      const board = source.board();
      if (board === undefined) return;
      const fresh = laid?.board !== board;
      laid = fresh || laid === undefined ? { board, geometry: geometryFor(board, size) } : laid;
      const look: Look = { ...laid, t: source.now(), wall, still: still.matches, words: source.words };
      if (fresh) for (const layer of layers) layer.lay(look);
      for (const layer of layers) layer.draw(look);
    },
  };
}

function layersOn(scene: Scene): readonly Layer[] {
  return [
    linkLayer(scene),
    nodeLayer(scene, 'around'),
    nodeLayer(scene, 'centre'),
    messageLayer(scene),
    dramaLayer(scene),
    textLayer(scene),
  ];
}

function geometryFor(board: Board, { width, height }: { width: number; height: number }): Geometry {
  const text = Math.max(LEAST_TEXT, window.innerHeight * TEXT_SHARE) * density();
  return geometryOf(board.scene, width, height, text);
}
