import type { PlayerView, VerbOffer } from '../../../shared/services/contract.ts';
import type { Refusal } from '../../../shared/sim/index.ts';
import type { World } from '../world.ts';
import { SECONDS } from './sides.ts';

export interface Tap {
  readonly view: PlayerView;
  readonly button: VerbOffer;
  readonly answer: Refusal | undefined;
}

/** The first `people` machines' players, who each second press one button after the other, open or not, as they stand at that moment. */
export function tapAll(world: World, look: (tap: Tap) => void = () => {}, people = 8): World {
  for (let node = 0; node < people; node++) world.person(node);
  for (let second = 1; second <= SECONDS; second++) {
    world.to(second);
    for (let node = 0; node < people; node++) {
      const view = world.view(node);
      const buttons = [...view.verbs, ...view.offers];
      const button = buttons[(second + node) % (buttons.length || 1)];
      if (button !== undefined) look({ view, button, answer: world.act(node, button.action) });
    }
  }
  return world;
}
