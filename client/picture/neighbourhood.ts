import { changedNear, neighbourhoodOf } from '../view/board/neighbourhood.ts';
import type { Mounted, NeighbourhoodSource } from '../view/board/source.ts';
import { neighbourhoodPlay, type Shared } from './neighbourhood-play.ts';
import { openStage } from './stage.ts';

export type { Mounted, NeighbourhoodSource } from '../view/board/source.ts';

/** Draws a student's machine and those it deals with into `element`, as large as it, until destroyed. Hidden from screen readers. */
export function mountNeighbourhood(element: HTMLElement, source: NeighbourhoodSource): Mounted {
  const shared: Shared = { now: undefined, pulses: new Map(), version: 0 };
  const stop = source.onSeat((seat) => {
    const next = neighbourhoodOf(seat, source.architecture());
    if (next !== undefined) for (const node of changedNear(shared.now, next)) shared.pulses.set(node, -1);
    shared.now = next;
    shared.version += 1;
  });
  const stage = openStage(element, () => neighbourhoodPlay(shared));
  element.setAttribute('aria-hidden', 'true');
  return {
    destroy() {
      stop();
      stage.destroy();
    },
  };
}
