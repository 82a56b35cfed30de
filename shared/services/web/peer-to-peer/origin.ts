import type { NodeId, Refusal } from '../../../sim/index.ts';
import type { Me, Role, Sight } from '../../kit/index.ts';
import { pageName } from '../reading.ts';
import { pick } from '../request-queue.ts';
import { no, remember } from '../texts.ts';
import { copyFor } from './cache.ts';
import { outgoing } from './exchange.ts';
import { MACHINE } from './machine.ts';
import { originView } from './origin-view.ts';
import type { PeerSide } from './terms.ts';

interface Handed {
  readonly page: number;
  readonly whom: NodeId;
}

/** Has the originals, and reads nothing itself; its link is no faster than anybody's. */
export const origin: Role<PeerSide> = {
  ...MACHINE,
  actions: { pick, hand: { whyNot: whyNotHand, do: hand } },
  view: originView,
  picture: ({ queue }) => ({ progress: null, queue: queue.length }),
};

function whyNotHand(me: Sight<PeerSide>, { page, whom }: Handed): Refusal | undefined {
  if (me.hasTrait('free-rider')) return no('rides-free');
  if (!me.state.neighbours.includes(whom)) return no('not-a-neighbour');
  if (page >= me.settings.pages) return no('no-such-page');
  return me.uplinkLength > 0 ? no('uplink-busy') : undefined;
}

/** A copy goes to a neighbour that did not ask, so that it can serve others. One at a time: requests share the same uplink. */
function hand(me: Me<PeerSide>, { page, whom }: Handed): void {
  me.send.gift(whom, outgoing(me, 0, page, copyFor(me, page)));
  me.state.gifts++;
  remember(me.state, 'handed', { page: pageName({ page }), whom });
}
