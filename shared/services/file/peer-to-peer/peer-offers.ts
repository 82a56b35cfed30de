import type { VerbOffer } from '../../contract.ts';
import { pieceName } from '../texts.ts';
import { openAt, rarestOf } from './piece-selection.ts';
import type { Neighbour, PeerSight, Waiting } from './terms.ts';

const MOST_OFFERS = 5;

/** What can be done with one neighbour in one tap: ban a bad one, answer who wants a slot, ask who gives one. At most five. */
export function peerOffers(me: PeerSight): VerbOffer[] {
  if (me.state.download.done) return givingOffers(me);
  const neighbours = [...me.state.neighbours].sort((a, b) => b.gave - a.gave || a.id - b.id);
  const bans = neighbours.filter(({ spoilt }) => spoilt > 0).map((neighbour) => banOf(me, neighbour));
  const asks = neighbours.flatMap((neighbour) => askOf(me, neighbour));
  const slots = neighbours.filter((one) => one.wants && !one.unchoked).map((neighbour) => slotOf(me, neighbour));
  // Some of each, so that neither giving nor taking hides the other.
  const some = [...bans.slice(0, 2), ...slots.slice(0, 2), ...asks.slice(0, 2)];
  const rest = [...slots.slice(2), ...asks.slice(2), ...bans.slice(2)];
  return [...some, ...rest].slice(0, MOST_OFFERS);
}

/**
 * Who has the whole file gives: what is rare goes out first, so that others can pass it on; and who has little gets a slot. The same
 * buttons stand in their places while there is nobody to choose.
 */
export function givingVerbs(me: PeerSight): VerbOffer[] {
  const [rarest] = rarestWaiting(me);
  const [neediest] = needy(me);
  return [
    rarest === undefined
      ? me.offer('send-next', { to: null, piece: null }, { id: 'send-next', words: 'send-none' })
      : { ...sendOf(me, rarest), id: 'send-next' },
    neediest === undefined
      ? me.offer('upload', { peer: null }, { id: 'upload', words: 'upload-none' })
      : { ...slotOf(me, neediest), id: 'upload' },
  ];
}

function givingOffers(me: PeerSight): VerbOffer[] {
  const sends = rarestWaiting(me).slice(1, 4);
  const slots = needy(me).slice(1);
  return [...sends.map((waiting) => sendOf(me, waiting)), ...slots.map((neighbour) => slotOf(me, neighbour))].slice(
    0,
    MOST_OFFERS,
  );
}

/** The requests that wait for my uplink, those first whose piece the fewest neighbours have. */
function rarestWaiting({ state }: PeerSight): Waiting[] {
  const copies = ({ piece }: Waiting): number => state.download.rarity[piece] as number;
  return [...state.queue].sort((a, b) => copies(a) - copies(b));
}

/** Neighbours that want something and whose slot is not held by a person: those first that have none, then those that have least. */
function needy({ state, now }: PeerSight): Neighbour[] {
  const fits = ({ wants, pinnedUntil }: Neighbour): boolean => wants && pinnedUntil <= now;
  const holds = ({ unchoked }: Neighbour): number => (unchoked ? 1 : 0);
  return state.neighbours.filter(fits).sort((a, b) => holds(a) - holds(b) || a.count - b.count || a.id - b.id);
}

function sendOf(me: PeerSight, { from, piece }: Waiting): VerbOffer {
  const args = { who: from, piece: pieceName(piece), n: me.state.download.rarity[piece] as number };
  return me.offer('send-next', { to: from, piece }, { args });
}

function banOf(me: PeerSight, { id, spoilt }: Neighbour): VerbOffer {
  return me.offer('ban', { peer: id }, { args: { who: id, n: spoilt } });
}

function slotOf(me: PeerSight, { id, gave, unchoked }: Neighbour): VerbOffer {
  const words = unchoked ? 'upload-on' : gave > 0 ? 'upload-back' : 'upload';
  return me.offer('upload', { peer: id }, { words, args: { who: id, n: gave } });
}

/** The rarest piece that an open neighbour has for me. */
function askOf(me: PeerSight, neighbour: Neighbour): VerbOffer[] {
  if (!neighbour.open || openAt(me, neighbour) >= me.settings.window) return [];
  const piece = rarestOf(me, neighbour);
  if (piece < 0) return [];
  const { id } = neighbour;
  const args = { who: id, piece: pieceName(piece), n: me.state.download.rarity[piece] as number };
  return [me.offer('request', { piece, from: id }, { id: `request-${id}`, words: 'ask-from', args })];
}
