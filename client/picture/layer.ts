import type { Board } from '../view/board/board.ts';
import type { Geometry } from '../view/board/geometry.ts';
import type { PictureWords } from '../view/board/source.ts';

/** All that the layers draw one picture from. */
export interface Look {
  readonly board: Board;
  readonly geometry: Geometry;
  /** Run time, µs. */
  readonly t: number;
  /** This page's clock, ms: for what goes on when the run stands still. */
  readonly wall: number;
  /** Nothing flies: states change, numbers tell. */
  readonly still: boolean;
  readonly words: PictureWords;
}

/** One layer of the picture. `lay` builds it for a new size or scene, `draw` brings it up to date once a frame. */
export interface Layer {
  lay(look: Look): void;
  draw(look: Look): void;
}
