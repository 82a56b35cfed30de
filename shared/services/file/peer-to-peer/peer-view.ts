import type { Neighbour as Known, VerbOffer } from '../../contract.ts';
import type { RoleView } from '../../kit/index.ts';
import { pieceName, said, wholeSeconds } from '../texts.ts';
import { givesAnything, slotCount } from './choking.ts';
import { FIND_EVERY } from './peer-actions.ts';
import { givingVerbs, peerOffers } from './peer-offers.ts';
import type { Neighbour, PeerSight } from './terms.ts';

type Status = Pick<RoleView, 'status' | 'mood'>;

const MOST_VERBS = 4;

/** The screen of a peer's player. */
export function peerView(me: PeerSight): RoleView {
  const { state, settings, role } = me;
  return {
    ...statusOf(me),
    job: {
      label: said(role === 'seed' ? 'job.seed' : 'job.file'),
      done: state.download.count,
      total: settings.pieces,
    },
    verbs: verbsOf(me),
    offers: peerOffers(me),
    neighbours: state.neighbours.map((neighbour) => neighbourOf(me, neighbour)).sort((a, b) => a.node - b.node),
  };
}

function statusOf(me: PeerSight): Status {
  if (!me.isUp) return { status: said('status.down'), mood: 'bad' };
  const { state, now } = me;
  const { download, neighbours } = state;
  const [first] = download.requests;
  if (download.done && first === undefined) return doneStatus(me);
  const silent = neighbours.find(({ pinged }) => pinged >= 0 && now > pinged);
  if (silent !== undefined) {
    const args = { who: silent.id, s: wholeSeconds(now - silent.pinged) };
    return { status: said('status.peer.source-silent', args), mood: 'bad' };
  }
  if (first !== undefined) {
    const args = { n: download.requests.length, who: first.from };
    return { status: said('status.peer.fetches', args), mood: 'waiting' };
  }
  if (neighbours.length === 0) return lonely(me);
  if (state.open.length === 0) return { status: said('status.peer.choked', { n: neighbours.length }), mood: 'waiting' };
  return { status: said('status.peer.free', { n: state.open.length }), mood: 'good' };
}

function doneStatus(me: PeerSight): Status {
  const { length: n } = me.state.queue;
  if (!givesAnything(me)) return { status: said('status.peer.done-gives-nothing'), mood: 'good' };
  return { status: n > 0 ? said('status.peer.done-serves', { n }) : said('status.peer.done'), mood: 'good' };
}

/** Nobody known: because the tracker has not been asked, or does not answer. */
function lonely({ state, now }: PeerSight): Status {
  const isIgnored = state.trackerAsked > state.trackerHeard && now - state.trackerAsked >= FIND_EVERY / 2;
  return { status: said(isIgnored ? 'status.peer.tracker-silent' : 'status.peer.alone'), mood: 'bad' };
}

function verbsOf(me: PeerSight): VerbOffer[] {
  const { settings, state } = me;
  const [oldest] = state.download.requests;
  if (state.download.done && oldest === undefined) return givingVerbs(me);
  const verbs = [
    me.offer('request', { piece: null, from: null }, { id: 'request', words: 'ask', args: { n: settings.atOnce } }),
    me.offer('find', {}, { args: { n: settings.neighbours } }),
  ];
  if (oldest !== undefined) {
    const args = { piece: pieceName(oldest.piece), who: oldest.from };
    verbs.push(me.offer('cancel', { piece: oldest.piece }, { id: 'cancel', words: 'cancel-from', args }));
  }
  if (!settings.hashCheck) verbs.push(checkVerb(me));
  return verbs.slice(0, MOST_VERBS);
}

/** The newest piece that has not been checked. */
function checkVerb(me: PeerSight): VerbOffer {
  const { download, order } = me.state;
  const piece = order.findLast((one) => !download.checked.includes(one) && download.givers[one] !== -1);
  if (piece === undefined) return me.offer('check', { piece: null }, { id: 'check', words: 'check-none' });
  const args = { piece: pieceName(piece), who: download.givers[piece] as number };
  return me.offer('check', { piece }, { id: 'check', args });
}

function neighbourOf(me: PeerSight, neighbour: Neighbour): Known {
  const { id: node, spoilt, gave, took, open, unchoked } = neighbour;
  if (neighbour.pinged >= 0) return { node, note: said('neighbour.silent'), mood: 'bad' };
  if (spoilt > 0) return { node, note: said('neighbour.spoilt', { n: spoilt }), mood: 'bad' };
  if (gave > 0) {
    return { node, note: said(unchoked ? 'neighbour.gave-and-takes' : 'neighbour.gave', { n: gave }), mood: 'good' };
  }
  if (open) return { node, note: said('neighbour.open'), mood: 'good' };
  if (took > 0) return { node, note: said('neighbour.took', { n: took }), mood: 'neutral' };
  const words = neighbour.wants ? 'neighbour.wants' : 'neighbour.knows';
  return { node, note: said(words, { n: slotCount(me) }), mood: 'neutral' };
}
