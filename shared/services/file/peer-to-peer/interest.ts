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
 * Where a slot is for one piece, it must be used at once: is my window full, or will my downlink still be busy with other pieces when one of
 * this neighbour could be here? One piece in hand is no reason to refuse: a downlink that waits for the next is lost time.
 */
export function isSated(peer: Peer, { pieceTime }: Neighbour): boolean {
  const { state, settings, net, self } = peer;
  const open = state.download.requests.length;
  const { down } = net.spec(self);
  if (settings.slotTime > 0 || open === 0) return false;
  if (open >= settings.window || down === null) return open >= settings.window;
  const due = dueBy(peer, net.now + pieceTime);
  const takes = transferTime(settings.pieceBytes, down);
  return busyUntil(due, net.now, takes) > net.now + Math.max(takes, pieceTime);
}

/** When each piece that is due by `time` will be here, as far as my sources have said how long one takes. */
function dueBy({ state }: Peer, time: number): number[] {
  const due: number[] = [];
  for (const { from, sent } of state.download.requests) {
    const arrival = sent + (neighbourOf(state, from)?.pieceTime ?? 0);
    if (arrival <= time) due.push(arrival);
  }
  return due.sort((a, b) => a - b);
}

/** When a downlink that takes `takes` µs for each has taken all these. */
function busyUntil(due: readonly number[], now: number, takes: number): number {
  return due.reduce((until, arrival) => Math.max(until + takes, arrival), now);
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
  peer.net.wake(peer.self);
  for (const neighbour of peer.state.neighbours) showInterest(peer, neighbour);
}

/** A rush has begun or ended, and with it what people want. */
export function wantAnew(peer: Peer): void {
  peer.net.wake(peer.self);
  for (const neighbour of peer.state.neighbours) {
    if (hasWanted(peer, neighbour)) showInterest(peer, neighbour);
    else loseInterest(peer, neighbour);
  }
}

/** Nothing is left to want: slots are for others. */
export function loseInterestInAll(peer: Peer): void {
  for (const neighbour of peer.state.neighbours) loseInterest(peer, neighbour);
}
