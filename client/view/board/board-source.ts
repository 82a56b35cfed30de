import type { Board } from './board.ts';
import type { PictureWords } from './source.ts';

/** What a picture of the whole network is drawn from. */
export interface BoardSource {
  /** The network as the newest frame tells it; undefined before the first scene. Another object for another scene. */
  board(): Board | undefined;
  /** Run time (µs) to draw now. */
  now(): number;
  paused(): boolean;
  readonly words: PictureWords;
}
