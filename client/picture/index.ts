import type { BoardSource } from '../view/board/board-source.ts';
import type { Mounted } from '../view/board/source.ts';
import { boardPlay } from './board-play.ts';
import { openStage } from './stage.ts';

export type { BoardSource } from '../view/board/board-source.ts';
export type { Mounted } from '../view/board/source.ts';

/**
 * Draws the network of `source` into `element`, as large as it, until destroyed. The element must have a size of its own, and be hidden
 * from screen readers: what the picture tells is said in words beside it. Calls `failed` when it can't be drawn any more.
 */
export function mountBoard(element: HTMLElement, source: BoardSource, failed: () => void): Mounted {
  return openStage(element, () => boardPlay(source), failed);
}
