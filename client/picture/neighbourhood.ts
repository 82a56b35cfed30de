import { changedNear, neighbourhoodOf } from '../view/board/neighbourhood.ts';
import type { Mounted, NeighbourhoodSource } from '../view/board/source.ts';
import { neighbourhoodPlay, type Shared } from './neighbourhood-play.ts';
import { openStage } from './stage.ts';

export type { Mounted, NeighbourhoodSource } from '../view/board/source.ts';

/**
 * Draws a student's machine and those it deals with into `element`, as large as it, until destroyed. The element is to be hidden from
 * screen readers. Calls `failed` when it can't be drawn any more.
 */
export function mountNeighbourhood(element: HTMLElement, source: NeighbourhoodSource, failed: () => void): Mounted {
  const shared: Shared = { now: undefined, pulses: new Map(), version: 0 };
  const stop = source.onSeat((seat) => {
    const next = neighbourhoodOf(seat, source.architecture());
    if (next !== undefined) for (const node of changedNear(shared.now, next)) shared.pulses.set(node, -1);
    shared.now = next;
    shared.version += 1;
  });
  const stage = openStage(element, () => neighbourhoodPlay(shared), failed);
  return {
    destroy() {
      stop();
      stage.destroy();
    },
  };
}
