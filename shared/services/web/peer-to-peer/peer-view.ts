import type { NodeId } from '../../../sim/index.ts';
import type { Neighbour, VerbOffer } from '../../contract.ts';
import type { RoleView, Sight, Wording } from '../../kit/index.ts';
import { pageName, type Want } from '../reading.ts';
import { jobOf, mostUrgent, statusOf } from '../reading-view.ts';
import { said } from '../texts.ts';
import { checkHash } from './hash-check.ts';
import { pickOffers } from './pick-offers.ts';
import type { PeerSide } from './terms.ts';

type Peer = Sight<PeerSide>;

const MOST_OFFERS = 5;

/** The screen of a reader's player. */
export function peerView(me: Peer): RoleView {
  const urgent = mostUrgent(me);
  const idle = { want: null, whom: null };
  return {
    ...statusOf(me),
    job: jobOf(me),
    verbs: [
      urgent === undefined ? me.offer('ask', idle, { id: 'ask', words: 'ask.idle' }) : ask(me, urgent, 'ask'),
      urgent === undefined
        ? me.offer('origin', idle, { id: 'origin', words: 'origin.idle' })
        : askOrigin(me, urgent, 'origin'),
      vouchVerb(me),
      keepOrEvict(me),
    ],
    offers: offersOf(me, urgent).slice(0, MOST_OFFERS),
    neighbours: me.state.neighbours.map((who) => neighbourOf(me, who)),
  };
}

function ask(me: Peer, want: Want, id?: string): VerbOffer {
  return me.offer('ask', { want: want.ref, whom: null }, wordingOf(want, 'ask', id));
}

function askOrigin(me: Peer, want: Want, id?: string): VerbOffer {
  return me.offer('origin', { want: want.ref }, wordingOf(want, 'origin', id));
}

function wordingOf(want: Want, verb: string, id?: string): Wording {
  const words = want.stage === 'waiting' ? `${verb}-anew` : verb;
  return { words, args: { page: pageName(want) }, ...(id === undefined ? {} : { id }) };
}

/** The newest copy that nobody vouches for yet. */
function vouchVerb(me: Peer): VerbOffer {
  const copy = me.state.copies.findLast(({ page }) => checkHash.whyNot(me, { page }) === undefined);
  if (copy === undefined) return me.offer('vouch', { page: null }, { id: 'vouch', words: 'vouch.idle' });
  return me.offer('vouch', { page: copy.page }, { id: 'vouch', args: { page: pageName(copy), who: copy.from } });
}

/** With a full cache the copy that would go next can be kept; otherwise an old one can go. */
function keepOrEvict(me: Peer): VerbOffer {
  const { copies } = me.state;
  const next = copies.find(({ pinned }) => !pinned);
  const copy = next ?? copies[0];
  if (copy === undefined) return me.offer('keep', { page: null }, { id: 'keep', words: 'keep.idle' });
  const verb = copies.length >= me.settings.cache && next !== undefined ? 'keep' : 'evict';
  return me.offer(verb, { page: copy.page }, { id: verb, args: { page: pageName(copy) } });
}

function offersOf(me: Peer, urgent: Want | undefined): VerbOffer[] {
  const others = me.state.reading.wants.filter((want) => want !== urgent);
  return [
    ...(urgent === undefined ? [] : holdersOf(me, urgent)),
    ...others.flatMap((want) => [ask(me, want), askOrigin(me, want)]),
    ...pickOffers(me),
  ];
}

/** Others who said that they have the page. */
function holdersOf(me: Peer, want: Want): VerbOffer[] {
  return want.holders.map((whom) =>
    me.offer('ask', { want: want.ref, whom }, { words: 'ask-one', args: { page: pageName(want), whom } }),
  );
}

function neighbourOf({ state }: Peer, node: NodeId): Neighbour {
  const note = state.notes.find(({ who }) => who === node);
  if (note === undefined || note.good + note.bad === 0)
    return { node, note: said('neighbour.neighbour'), mood: 'neutral' };
  if (note.bad > 0) return { node, note: said('neighbour.caught'), mood: 'bad' };
  return { node, note: said('neighbour.gave', { n: note.good }), mood: 'good' };
}
