import type { Said } from '../../../sim/index.ts';
import type { Neighbour as Known, PlayerView, VerbOffer } from '../../contract.ts';
import { offer, say, wholeSeconds } from '../offer.ts';
import { deed, FIND_EVERY } from './deeds.ts';
import { givingVerbs, peerOffers } from './peer-offers.ts';
import { givesAnything, slotCount } from './slots.ts';
import type { Neighbour, Peer } from './state.ts';

/** What a peer's player sees: built from the peer's own state. */
export function peerView(peer: Peer, isUp: boolean): PlayerView {
  const { state, settings } = peer;
  const { download } = state;
  const [status, mood] = isUp ? statusOf(peer) : ([say('me.down'), 'bad'] as const);
  return {
    role: state.role,
    status,
    mood,
    job: jobOf(peer, settings.pieces),
    verbs: verbsOf(peer),
    offers: peerOffers(peer),
    neighbours: state.neighbours.map((neighbour) => noteOf(peer, neighbour)).sort((a, b) => a.node - b.node),
    recent: [...download.recent],
  };
}

function jobOf({ state }: Peer, pieces: number): PlayerView['job'] {
  return { label: say(state.role === 'seed' ? 'job.seed' : 'job.file'), done: state.download.count, total: pieces };
}

function statusOf(peer: Peer): readonly [Said, PlayerView['mood']] {
  const { state, net } = peer;
  const { download, neighbours, queue } = state;
  const open = download.requests;
  const waits = queue.length;
  if (download.done && open.length === 0) {
    if (!givesAnything(peer)) return [say('peer.done-gives-nothing'), 'good'];
    return [waits > 0 ? say('peer.done-serves', { n: waits }) : say('peer.done'), 'good'];
  }
  const silent = neighbours.find((neighbour) => neighbour.pinged >= 0 && net.now > neighbour.pinged);
  if (silent !== undefined) {
    return [say('peer.source-silent', { who: silent.id, s: wholeSeconds(net.now - silent.pinged) }), 'bad'];
  }
  const [first] = open;
  if (first !== undefined) return [say('peer.fetches', { n: open.length, who: first.from }), 'waiting'];
  if (neighbours.length === 0) return [lonely(peer), 'bad'];
  if (state.open.length === 0) return [say('peer.choked', { n: neighbours.length }), 'waiting'];
  return [say('peer.free', { n: state.open.length }), 'good'];
}

/** Nobody known: because the tracker has not been asked, or does not answer. */
function lonely({ state, net }: Peer): Said {
  const isIgnored = state.trackerAsked > state.trackerHeard && net.now - state.trackerAsked >= FIND_EVERY / 2;
  return say(isIgnored ? 'peer.tracker-silent' : 'peer.alone');
}

function verbsOf(peer: Peer): VerbOffer[] {
  const { settings, state } = peer;
  if (state.download.done && state.download.requests.length === 0) return givingVerbs(peer);
  const ask = { type: 'request' };
  const find = { type: 'find' };
  const verbs = [
    offer('request', 'ask', ask, deed(peer, ask), { n: settings.atOnce }),
    offer('find', 'find', find, deed(peer, find), { n: settings.neighbours }),
  ];
  const oldest = state.download.requests[0];
  if (oldest !== undefined) {
    const stop = { type: 'cancel', piece: oldest.piece };
    verbs.push(offer('cancel', 'cancel-from', stop, deed(peer, stop), { piece: oldest.piece + 1, who: oldest.from }));
  }
  if (!settings.hashCheck) verbs.push(checkVerb(peer));
  return verbs.slice(0, 4);
}

/** The newest piece that has not been checked. */
function checkVerb(peer: Peer): VerbOffer {
  const { checked } = peer.state.download;
  const piece = peer.state.order.findLast((one) => !checked.includes(one) && peer.state.download.givers[one] !== -1);
  if (piece === undefined) return offer('check', 'check-none', { type: 'check' }, deed(peer, { type: 'check' }));
  const check = { type: 'check', piece };
  const who = peer.state.download.givers[piece] as number;
  return offer('check', 'check', check, deed(peer, check), { piece: piece + 1, who });
}

function noteOf(peer: Peer, neighbour: Neighbour): Known {
  const { id: node, spoilt, gave, took, open, unchoked } = neighbour;
  if (neighbour.pinged >= 0) return { node, note: say('note.silent'), mood: 'bad' };
  if (spoilt > 0) return { node, note: say('note.spoilt', { n: spoilt }), mood: 'bad' };
  if (gave > 0) return { node, note: say(unchoked ? 'note.gave-and-takes' : 'note.gave', { n: gave }), mood: 'good' };
  if (open) return { node, note: say('note.open'), mood: 'good' };
  if (took > 0) return { node, note: say('note.took', { n: took }), mood: 'neutral' };
  return { node, note: say(neighbour.wants ? 'note.wants' : 'note.knows', { n: slotCount(peer) }), mood: 'neutral' };
}
