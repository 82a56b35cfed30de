import type { Neighbour, VerbOffer } from '../../contract.ts';
import type { RoleView, Sight } from '../../kit/index.ts';
import { jobOf, restingStatus } from '../task-view.ts';
import { said } from '../texts.ts';
import { distinct } from './ring.ts';
import { standsRight } from './strangers.ts';
import { toBeTold } from './sybil.ts';
import type { PeerSide } from './terms.ts';

type Peer = Sight<PeerSide>;

const MOST_ASKED = 2;
const MOST_STRANGERS = 2;
const MOST_OFFERS = 5;
const MOST_SUCCESSORS = 3;
const MOST_NEIGHBOURS = 8;

/** The screen of a peer's player. */
export function peerView(me: Peer): RoleView {
  const ask = me.state.tasks.open.slice(0, MOST_ASKED).map(({ number, record, change }) => {
    const words = change ? 'ask.change' : 'ask.look-up';
    return me.offer('ask', { task: number }, { words, effect: 'ask.effect.peer', args: { record } });
  });
  return {
    ...statusOf(me),
    job: jobOf(me),
    verbs: [...ask, me.offer('forward', {}), me.offer('replicate', {})],
    offers: [...strangerOffers(me), ...lieOffers(me)].slice(0, MOST_OFFERS),
    neighbours: neighboursOf(me),
  };
}

function statusOf(me: Peer): Pick<RoleView, 'status' | 'mood'> {
  const { strangers, toReplicate, inbox, silent } = me.state;
  if (!me.isUp) return { status: said('status.down'), mood: 'bad' };
  const [stranger] = strangers;
  if (stranger !== undefined) return { status: said('status.stranger', { who: stranger.node }), mood: 'waiting' };
  if (toReplicate) return { status: said('status.replicate'), mood: 'waiting' };
  const { length: n } = inbox;
  if (n > 0) return { status: said('status.inbox', { n }), mood: 'waiting' };
  if (silent) return { status: said('status.silent-ring'), mood: 'bad' };
  return restingStatus(me);
}

function strangerOffers(me: Peer): VerbOffer[] {
  return me.state.strangers.slice(0, MOST_STRANGERS).flatMap((stranger) => {
    const { node: who, place } = stranger;
    const words = standsRight(me.plan, stranger) ? 'admit.right' : 'admit.wrong';
    return [
      me.offer('admit', { who, place }, { words, effect: 'admit.effect', args: { who } }),
      me.offer('refuse', { who, place }, { id: `turn-away-${who}-${place}`, words: 'turn-away', args: { who } }),
    ];
  });
}

function lieOffers(me: Peer): VerbOffer[] {
  return toBeTold(me).map((who) => me.offer('pretend', { who }, { args: { who } }));
}

function neighboursOf({ id, state: { successors, predecessor, fingers } }: Peer): Neighbour[] {
  const ring = [
    ...successors.slice(0, MOST_SUCCESSORS).map((contact) => ({ ...contact, note: 'successor' })),
    ...(predecessor === null ? [] : [{ ...predecessor, note: 'predecessor' }]),
    ...fingers.map((contact) => ({ ...contact, note: 'finger' })),
  ];
  return distinct(ring)
    .filter(({ node }) => node !== id)
    .slice(0, MOST_NEIGHBOURS)
    .map(({ node, note }) => ({ node, note: said(`neighbour.${note}`), mood: 'neutral' }));
}
