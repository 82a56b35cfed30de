import type { VerbOffer } from '../../contract.ts';
import { offer } from '../offer.ts';
import { openAt, rarestOf } from './ask.ts';
import { deed } from './deeds.ts';
import type { Neighbour, Peer, Waiting } from './state.ts';

const MOST_OFFERS = 5;

/** What can be done with one neighbour in one tap: ban a bad one, answer who wants a slot, ask who gives one. At most five. */
export function peerOffers(peer: Peer): VerbOffer[] {
  if (peer.state.download.done) return givingOffers(peer);
  const neighbours = [...peer.state.neighbours].sort((a, b) => b.gave - a.gave || a.id - b.id);
  const bans = neighbours.filter(({ spoilt }) => spoilt > 0).map((neighbour) => banOf(peer, neighbour));
  const asks = neighbours.flatMap((neighbour) => askOf(peer, neighbour));
  const slots = neighbours.filter((one) => one.wants && !one.unchoked).map((neighbour) => slotOf(peer, neighbour));
  // Some of each, so that neither giving nor taking hides the other.
  const some = [...bans.slice(0, 2), ...slots.slice(0, 2), ...asks.slice(0, 2)];
  const rest = [...slots.slice(2), ...asks.slice(2), ...bans.slice(2)];
  return [...some, ...rest].slice(0, MOST_OFFERS);
}

/** Who has the whole file gives: what is rare goes out first, so that others can pass it on; and who has little gets a slot. */
export function givingVerbs(peer: Peer): VerbOffer[] {
  const [rarest] = rarestWaiting(peer);
  const [neediest] = needy(peer);
  return [
    rarest === undefined ? nothing(peer, 'send-next', 'send-none') : sendOf(peer, rarest, 'send-next'),
    neediest === undefined ? nothing(peer, 'upload', 'upload-none') : { ...slotOf(peer, neediest), id: 'upload' },
  ];
}

/** The same button in its place while there is nobody to choose. */
function nothing(peer: Peer, type: string, word: string): VerbOffer {
  return offer(type, word, { type }, deed(peer, { type }));
}

function givingOffers(peer: Peer): VerbOffer[] {
  const sends = rarestWaiting(peer).slice(1, 4);
  return [
    ...sends.map((waiting) => sendOf(peer, waiting, `send-next-${waiting.from}-${waiting.piece}`)),
    ...needy(peer)
      .slice(1)
      .map((neighbour) => slotOf(peer, neighbour)),
  ].slice(0, MOST_OFFERS);
}

/** The requests that wait for my uplink, those first whose piece the fewest neighbours have. */
function rarestWaiting({ state }: Peer): Waiting[] {
  const copies = ({ piece }: Waiting): number => state.download.rarity[piece] as number;
  return [...state.queue].sort((a, b) => copies(a) - copies(b));
}

/** Neighbours that want something and whose slot is not held by a person: those first that have none, then those that have least. */
function needy({ state, net }: Peer): Neighbour[] {
  const fits = ({ wants, pinnedUntil }: Neighbour): boolean => wants && pinnedUntil <= net.now;
  const holds = ({ unchoked }: Neighbour): number => (unchoked ? 1 : 0);
  return state.neighbours.filter(fits).sort((a, b) => holds(a) - holds(b) || a.count - b.count || a.id - b.id);
}

function sendOf(peer: Peer, { from, piece }: Waiting, id: string): VerbOffer {
  const action = { type: 'send-next', to: from, piece };
  const args = { who: from, piece: piece + 1, n: peer.state.download.rarity[piece] as number };
  return offer(id, 'send-next', action, deed(peer, action), args);
}

function banOf(peer: Peer, { id, spoilt }: Neighbour): VerbOffer {
  const action = { type: 'ban', peer: id };
  return offer(`ban-${id}`, 'ban', action, deed(peer, action), { who: id, n: spoilt });
}

function slotOf(peer: Peer, { id, gave, unchoked }: Neighbour): VerbOffer {
  const action = { type: 'upload', peer: id };
  const word = unchoked ? 'upload-on' : gave > 0 ? 'upload-back' : 'upload';
  return offer(`upload-${id}`, word, action, deed(peer, action), { who: id, n: gave });
}

/** The rarest piece that an open neighbour has for me. */
function askOf(peer: Peer, neighbour: Neighbour): VerbOffer[] {
  if (!neighbour.open || openAt(peer, neighbour) >= peer.settings.window) return [];
  const piece = rarestOf(peer, neighbour, 'first');
  if (piece < 0) return [];
  const action = { type: 'request', piece, from: neighbour.id };
  const copies = peer.state.download.rarity[piece] as number;
  const args = { who: neighbour.id, piece: piece + 1, n: copies };
  return [offer(`request-${neighbour.id}`, 'ask-from', action, deed(peer, action), args)];
}
