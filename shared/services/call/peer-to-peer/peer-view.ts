import type { NodeId } from '../../../sim/index.ts';
import type { Neighbour, VerbOffer } from '../../contract.ts';
import type { RoleView, Sight } from '../../kit/index.ts';
import { friendsOf } from '../groups.ts';
import { said } from '../texts.ts';
import { jobOf, restingStatus } from '../turn-view.ts';
import type { PeerSide } from './terms.ts';

type Peer = Sight<PeerSide>;

const MOST_VERBS = 4;
const MOST_OFFERS = 5;
const MOST_WAYS = 2;

/** The screen of a peer's player. */
export function peerView(me: Peer): RoleView {
  const friends = friendsOf(me, me.id);
  const asks = me.state.asked.map(({ who, whom }) => me.offer('relay', { who, whom }, { args: { who, whom } }));
  return {
    ...statusOf(me, friends),
    job: jobOf(me),
    verbs: [me.offer('speak', {}), ...asks].slice(0, MOST_VERBS),
    offers: friends.flatMap((friend) => friendOffers(me, friends, friend)).slice(0, MOST_OFFERS),
    neighbours: friends.map((friend) => neighbourOf(me, friend)),
  };
}

function statusOf(me: Peer, friends: readonly NodeId[]): Pick<RoleView, 'status' | 'mood'> {
  if (!me.isUp) return { status: said('status.down'), mood: 'bad' };
  const [ask] = me.state.asked;
  if (ask !== undefined) return { status: said('status.asked', { who: ask.who, whom: ask.whom }), mood: 'waiting' };
  const deaf = friends.find((friend) => (me.state.silent[friend] ?? 0) > 0);
  if (deaf !== undefined) return { status: said('status.deaf', { who: deaf }), mood: 'bad' };
  return restingStatus(me);
}

/** For a friend who hears nothing: ways round; for any other: the other quality. */
function friendOffers(me: Peer, friends: readonly NodeId[], whom: NodeId): VerbOffer[] {
  const { routes, silent, lowTo } = me.state;
  if (routes[whom] !== undefined) {
    return [me.offer('route', { whom, via: whom }, { id: `direct-${whom}`, words: 'direct', args: { whom } })];
  }
  if ((silent[whom] ?? 0) > 0) {
    const helpers = friends.filter((other) => other !== whom && (silent[other] ?? 0) === 0);
    return helpers.slice(0, MOST_WAYS).map((via) => me.offer('route', { whom, via }, { args: { whom, who: via } }));
  }
  const verb = lowTo.includes(whom) ? 'raise' : 'lower';
  return [
    me.offer(verb, { whom }, { id: `quality-${whom}`, words: `${verb}-to`, effect: `${verb}.effect`, args: { whom } }),
  ];
}

function neighbourOf({ state }: Peer, node: NodeId): Neighbour {
  if ((state.silent[node] ?? 0) > 0) return { node, note: said('neighbour.deaf'), mood: 'bad' };
  if (state.routes[node] !== undefined) return { node, note: said('neighbour.through'), mood: 'neutral' };
  if (state.lowTo.includes(node)) return { node, note: said('neighbour.low'), mood: 'neutral' };
  return { node, note: said('neighbour.good'), mood: 'good' };
}
