import type { VerbOffer } from '../../contract.ts';
import { offer } from '../offer.ts';
import { openAt, rarestOf } from './ask.ts';
import { deed } from './deeds.ts';
import type { Neighbour, Peer } from './state.ts';

const MOST_OFFERS = 5;

/** What can be done with one neighbour in one tap: ban a bad one, answer who wants a slot, ask who gives one. At most five. */
export function peerOffers(peer: Peer): VerbOffer[] {
  const neighbours = [...peer.state.neighbours].sort((a, b) => b.gave - a.gave || a.id - b.id);
  const bans = neighbours.filter(({ spoilt }) => spoilt > 0).map((neighbour) => banOf(peer, neighbour));
  const asks = neighbours.flatMap((neighbour) => askOf(peer, neighbour));
  const slots = neighbours.filter((one) => one.wants && !one.unchoked).map((neighbour) => slotOf(peer, neighbour));
  // Some of each, so that neither giving nor taking hides the other.
  const some = [...bans.slice(0, 2), ...slots.slice(0, 2), ...asks.slice(0, 2)];
  const rest = [...slots.slice(2), ...asks.slice(2), ...bans.slice(2)];
  return [...some, ...rest].slice(0, MOST_OFFERS);
}

function banOf(peer: Peer, { id, spoilt }: Neighbour): VerbOffer {
  const action = { type: 'ban', peer: id };
  return offer(`ban-${id}`, 'ban', action, deed(peer, action), { who: id, n: spoilt });
}

function slotOf(peer: Peer, { id, gave }: Neighbour): VerbOffer {
  const action = { type: 'upload', peer: id };
  return offer(`upload-${id}`, gave > 0 ? 'upload-back' : 'upload', action, deed(peer, action), { who: id, n: gave });
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
