import { maskBelow } from '../bits.ts';
import { wantedPieces } from '../settings.ts';
import { KIND, type Neighbour, type Peer, sendControl } from './state.ts';

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

/** Tells the neighbour, once, that I want something of it. */
export function showInterest(peer: Peer, neighbour: Neighbour): void {
  if (neighbour.wanted || !hasWanted(peer, neighbour)) return;
  neighbour.wanted = true;
  sendControl(peer, neighbour.id, KIND.interested);
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
