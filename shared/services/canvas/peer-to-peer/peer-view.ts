import type { NodeId } from '../../../sim/index.ts';
import type { Neighbour, VerbOffer } from '../../contract.ts';
import type { RoleView, Sight } from '../../kit/index.ts';
import { said } from '../texts.ts';
import { jobOf, restingStatus } from '../wish-view.ts';
import { offeredWishes } from '../wishes.ts';
import { conflicts } from './conflicts.ts';
import type { PeerSide } from './terms.ts';

type Peer = Sight<PeerSide>;

const MOST_VERBS = 4;
const MOST_OFFERS = 5;
const MOST_NEIGHBOURS = 8;

/** The screen of a peer's player. */
export function peerView(me: Peer): RoleView {
  const { state } = me;
  const paint = offeredWishes(state.wishes).map(({ wish, args }) =>
    me.offer('paint', { wish }, { effect: 'paint.effect.peer', args }),
  );
  return {
    ...statusOf(me),
    job: jobOf(me),
    verbs: [...paint, ...syncVerbs(me)].slice(0, MOST_VERBS),
    offers: choices(me).slice(0, MOST_OFFERS),
    neighbours: state.neighbours.slice(0, MOST_NEIGHBOURS).map((neighbour) => neighbourOf(me, neighbour)),
  };
}

function statusOf(me: Peer): Pick<RoleView, 'status' | 'mood'> {
  if (!me.isUp) return { status: said('status.down'), mood: 'bad' };
  const n = conflicts(me).length;
  if (n > 0) return { status: said('status.conflict', { n }), mood: 'waiting' };
  const { length: alone } = me.state.unsaved;
  if (alone > 0) return { status: said('status.alone', { n: alone }), mood: 'waiting' };
  return restingStatus(me);
}

/** The colours of every tile that two painted at once. */
function choices(me: Peer): VerbOffer[] {
  return conflicts(me).flatMap(({ cell, register }) =>
    register.values.map(({ dot, colour }, which) => {
      const args = { cell, who: dot[0], colour: `canvas.colour.${colour}` };
      return me.offer('keep', { cell, which }, { id: `keep-${cell}-${dot.join('-')}`, args, effectArgs: {} });
    }),
  );
}

/** The neighbour that differs longest comes first. */
function syncVerbs(me: Peer): VerbOffer[] {
  const since = (neighbour: number): number => {
    const at = me.state.apartSince[neighbour] ?? -1;
    return at < 0 ? Number.POSITIVE_INFINITY : at;
  };
  const [whom] = [...me.state.neighbours].sort((a, b) => since(a) - since(b));
  return whom === undefined ? [] : [me.offer('sync', { whom }, { id: 'sync', args: { whom }, effectArgs: {} })];
}

function neighbourOf({ state, now }: Peer, node: NodeId): Neighbour {
  const since = state.apartSince[node] ?? -1;
  if (since < 0) return { node, note: said('neighbour.linked'), mood: 'neutral' };
  return { node, note: said('neighbour.apart', { seconds: Math.round((now - since) / 1e6) }), mood: 'bad' };
}
