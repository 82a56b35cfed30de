import type { BoardSource } from '../view/board/board-source.ts';
import type { Mounted } from '../view/board/source.ts';
import { boardPlay } from './board-play.ts';
import { openStage } from './stage.ts';

export type { BoardSource } from '../view/board/board-source.ts';
export type { Mounted } from '../view/board/source.ts';

/**
 * Draws the network of `source` into `element`, as large as it, until destroyed. The element must have a size of its own. The picture is
 * hidden from screen readers: what it tells is said in words beside it.
 */
export function mountBoard(element: HTMLElement, source: BoardSource): Mounted {
  const stage = openStage(element, () => boardPlay(source));
  element.setAttribute('aria-hidden', 'true');
  return stage;
}
