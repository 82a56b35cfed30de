import { transferTime } from '../../../sim/index.ts';
import { maskBelow } from '../bits.ts';
import { wantedPieces } from '../settings.ts';
import { KIND, type Neighbour, neighbourOf, type Peer, sendControl } from './state.ts';

/** Has the neighbour a piece that I want and have not asked anybody for? */
export function hasWanted({ state, settings, net }: Peer, neighbour: Neighbour): boolean {
  const { held, asked } = state.download;
  const limit = wantedPieces(settings, net.load);
  for (let word = 0; word < held.length; word++) {
    const missing = (neighbour.held[word] as number) & ~(held[word] as number) & ~(asked[word] as number);
    if ((missing & maskBelow(limit, word)) !== 0) return true;
  }
  return false;
}

/**
 * Where a slot is for one piece, it must be used at once: will my downlink still be busy with other pieces when one of this neighbour could
 * be here? One piece in hand is no reason to refuse: a downlink that waits for the next is lost time.
 */
export function isSated(peer: Peer, { pieceTime }: Neighbour): boolean {
  const { state, settings, net, self } = peer;
  const { requests } = state.download;
  const { down } = net.spec(self);
  if (settings.slotTime > 0 || requests.length === 0) return false;
  if (requests.length >= settings.window) return true;
  if (down === null) return false;
  const takes = transferTime(settings.pieceBytes, down);
  const patience = Math.max(takes, pieceTime);
  return busyUntil(peer, net.now + pieceTime, takes) > net.now + patience;
}

/** When my downlink will have taken what comes by `time`, if each piece takes `takes` µs. */
function busyUntil({ state, net }: Peer, time: number, takes: number): number {
  const arrivals = state.download.requests.map(({ from, sent }) => sent + (neighbourOf(state, from)?.pieceTime ?? 0));
  let until = net.now as number;
  for (const arrival of arrivals.sort((a, b) => a - b)) {
    if (arrival > time) break;
    until = Math.max(until + takes, arrival);
  }
  return until;
}

/** How long a piece takes on my uplink, µs; 0 = I give nothing. */
export function uplinkPieceTime({ net, self, settings }: Peer): number {
  return transferTime(settings.pieceBytes, net.spec(self).up);
}

/** Tells the neighbour, once, that I want something of it, and how fast I could pass it on. */
export function showInterest(peer: Peer, neighbour: Neighbour): void {
  if (neighbour.wanted || isSated(peer, neighbour) || !hasWanted(peer, neighbour)) return;
  neighbour.wanted = true;
  sendControl(peer, neighbour.id, KIND.interested, uplinkPieceTime(peer));
}

/** Tells the neighbour, once, that its slot is wasted on me. */
export function loseInterest(peer: Peer, neighbour: Neighbour): void {
  if (!neighbour.wanted) return;
  neighbour.wanted = false;
  sendControl(peer, neighbour.id, KIND.notInterested);
}

/** More is to be asked for again: whoever has it is told. */
export function reconsider(peer: Peer): void {
  for (const neighbour of peer.state.neighbours) showInterest(peer, neighbour);
}

/** Nothing is left to want: slots are for others. */
export function loseInterestInAll(peer: Peer): void {
  for (const neighbour of peer.state.neighbours) loseInterest(peer, neighbour);
}
