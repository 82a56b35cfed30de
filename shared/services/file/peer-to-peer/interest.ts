import { transferTime } from '../../../sim/index.ts';
import { maskBelow } from '../bits.ts';
import { wantedPieces } from '../settings.ts';
import { neighbourOf } from './neighbour-list.ts';
import type { Neighbour, Peer } from './terms.ts';

/** Has the neighbour a piece that I want and have not asked anybody for? */
export function hasWanted(me: Peer, neighbour: Neighbour): boolean {
  const { held, asked } = me.state.download;
  const limit = wantedPieces(me);
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
export function isSated(me: Peer, { pieceTime }: Neighbour): boolean {
  const { state, settings } = me;
  const open = state.download.requests.length;
  const { down } = me.spec;
  if (settings.slotTime > 0 || open === 0) return false;
  if (open >= settings.window || down === null) return open >= settings.window;
  const due = dueBy(me, me.now + pieceTime);
  const takes = transferTime(settings.pieceBytes, down);
  return busyUntil(due, me.now, takes) > me.now + Math.max(takes, pieceTime);
}

/** When each piece that is due by `time` will be here, as far as my sources have said how long one takes. */
function dueBy(me: Peer, time: number): number[] {
  const { state } = me;
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
export function uplinkPieceTime(me: Peer): number {
  const { settings } = me;
  return transferTime(settings.pieceBytes, me.spec.up);
}

/** Tells the neighbour, once, that I want something of it, and how fast I could pass it on. */
export function showInterest(me: Peer, neighbour: Neighbour): void {
  if (neighbour.wanted || isSated(me, neighbour) || !hasWanted(me, neighbour)) return;
  neighbour.wanted = true;
  me.send.interested(neighbour.id, uplinkPieceTime(me));
}

/** Tells the neighbour, once, that its slot is wasted on me. */
export function loseInterest(me: Peer, neighbour: Neighbour): void {
  if (!neighbour.wanted) return;
  neighbour.wanted = false;
  me.send['not-interested'](neighbour.id);
}

/** More is to be asked for again: whoever has it is told. */
export function reconsider(me: Peer): void {
  me.wake();
  for (const neighbour of me.state.neighbours) showInterest(me, neighbour);
}

/** A rush has begun or ended, and with it what people want. */
export function wantAnew(me: Peer): void {
  me.wake();
  for (const neighbour of me.state.neighbours) {
    if (hasWanted(me, neighbour)) showInterest(me, neighbour);
    else loseInterest(me, neighbour);
  }
}

/** Nothing is left to want: slots are for others. */
export function loseInterestInAll(me: Peer): void {
  for (const neighbour of me.state.neighbours) loseInterest(me, neighbour);
}
