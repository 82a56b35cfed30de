import type { Play } from './play.ts';
import { firstChoice, type Renderer } from './renderer.ts';
import { type Running, startShow } from './show.ts';

/** A picture that broke so often is not begun again: it would break again. */
const MOST_BREAKS = 3;

/**
 * Puts a picture into an element, as large as it, and keeps it so. The element's own height must not depend on the picture. Where the
 * graphics card proves too slow, or is taken away, the picture goes on on a Canvas: the next one may have the card again. A picture
 * that breaks is begun anew; one that goes on breaking is taken off, and `failed` is called.
 */
export function openStage(element: HTMLElement, newPlay: () => Play, failed: () => void): { destroy(): void } {
  let running: Running | undefined;
  let breaks = 0;
  const sizes = new ResizeObserver(() => running?.resize());
  const end = (): void => {
    sizes.disconnect();
    running?.destroy();
    running = undefined;
  };
  const begin = (renderer: Renderer): void => {
    running?.destroy();
    running = undefined;
    try {
      running = startShow(element, newPlay(), renderer, {
        without: () => begin('canvas'),
        again: () => begin(renderer),
        broken: (error) => broken(error),
      });
    } catch (error) {
      broken(error);
    }
  };
  function broken(error: unknown): void {
    reportError(error);
    breaks += 1;
    if (breaks < MOST_BREAKS) return begin('canvas');
    end();
    failed();
  }
  sizes.observe(element);
  begin(firstChoice());
  return { destroy: end };
}
