import type { NodeId } from '../../../sim/index.ts';
import type { Neighbour, VerbOffer } from '../../contract.ts';
import type { RoleView, Sight } from '../../kit/index.ts';
import { jobOf, restingStatus } from '../desk-view.ts';
import { said } from '../texts.ts';
import type { PeerSide } from './terms.ts';

type Peer = Sight<PeerSide>;

const MOST_OFFERS = 5;
const MOST_NEIGHBOURS = 8;
const MOST_PASSED = 2;
const MOST_ASKED = 2;
const MOST_DROPPED = 3;
const MOST_COPIES = 16;
/** Who has taken more than this and brought nothing is told apart. */
const TAKES_ONLY = 2;

/** The screen of a peer's player. */
export function peerView(me: Peer): RoleView {
  const { state } = me;
  return {
    ...statusOf(me),
    job: jobOf(me),
    verbs: [
      ...passVerbs(me).slice(0, MOST_PASSED),
      ...sendVerbs(me).slice(0, 1),
      me.offer('seal', {}, { id: 'seal', words: state.seals ? 'seal-not' : 'seal' }),
    ],
    offers: [...askOffers(me), copiesOffer(me), ...dropOffers(me)].slice(0, MOST_OFFERS),
    neighbours: state.friends.slice(0, MOST_NEIGHBOURS).map((friend) => neighbourOf(me, friend)),
  };
}

function statusOf(me: Peer): Pick<RoleView, 'status' | 'mood'> {
  if (!me.isUp) return { status: said('status.down'), mood: 'bad' };
  const { carried, friends } = me.state;
  const direct = carried.find(({ letter: { to } }) => to !== -1 && friends.includes(to));
  if (direct !== undefined) return { status: said('status.direct', { whom: direct.letter.to }), mood: 'waiting' };
  if (carried.length > 0) return { status: said('status.carrying', { n: carried.length }), mood: 'waiting' };
  return restingStatus(me);
}

function sendVerbs(me: Peer): VerbOffer[] {
  const { desk, copies: n } = me.state;
  return desk.drafts.map(({ number, to: whom }) =>
    me.offer('send', { draft: number }, { effect: 'send.effect.peer', args: { whom }, effectArgs: { whom, n } }),
  );
}

/** A friend whom something is addressed to, then those who could take copies. */
function passVerbs(me: Peer): VerbOffer[] {
  const { friends, carried } = me.state;
  const direct = friends.filter((friend) => carried.some(({ letter }) => letter.to === friend));
  const spread = friends.filter(
    (friend) => !direct.includes(friend) && carried.some(({ had }) => !had.includes(friend)),
  );
  const offer = (whom: NodeId, words: string): VerbOffer => me.offer('pass', { whom }, { words, args: { whom } });
  return [...direct.map((friend) => offer(friend, 'pass.direct')), ...spread.map((friend) => offer(friend, 'pass'))];
}

/** The friends whose turn it is to be asked. */
function askOffers(me: Peer): VerbOffer[] {
  const { friends, asked } = me.state;
  const turns = friends.map((_, turn) => friends[(asked + turn) % friends.length] as NodeId);
  return turns.slice(0, MOST_ASKED).map((whom) => me.offer('ask', { whom }, { args: { whom } }));
}

/** Twice as many copies as now, or one again. */
function copiesOffer(me: Peer): VerbOffer {
  const copies = me.state.copies >= MOST_COPIES ? 1 : me.state.copies * 2;
  return me.offer('copies', { copies }, { id: 'more-copies', words: 'more-copies', args: { n: copies } });
}

function dropOffers(me: Peer): VerbOffer[] {
  return me.state.carried
    .slice(0, MOST_DROPPED)
    .map(({ letter: { id, from, to } }) => me.offer('drop', { letter: id }, { args: { who: from, whom: to } }));
}

function neighbourOf({ state }: Peer, node: NodeId): Neighbour {
  const brought = state.broughtBy[node] ?? 0;
  const took = state.takenBy[node] ?? 0;
  if (brought > 0) return { node, note: said('neighbour.helpful', { n: brought }), mood: 'good' };
  if (took > TAKES_ONLY) return { node, note: said('neighbour.takes-only', { n: took }), mood: 'bad' };
  return { node, note: said('neighbour.friend'), mood: 'neutral' };
}
