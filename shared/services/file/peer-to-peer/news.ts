import { hasBit } from '../bits.ts';
import { KIND, type Neighbour, type Peer, sendControl, TIMER } from './state.ts';

const FULL_BUNDLE = 3;

/** Notes that a piece has come, so that neighbours hear of it: at once, or with the next bundle of news. */
export function newsOf(peer: Peer, piece: number): void {
  const { net, self, settings, state } = peer;
  state.order.push(piece);
  if (settings.haveTime === 0) return tellAll(peer);
  if (state.haveDue) return;
  state.haveDue = true;
  net.after(self, settings.haveTime, TIMER.news);
}

/**
 * Tells the news to all whom it can move to ask, and to all others with every third bundle: a neighbour that wants something already and
 * has no slot needs it only to know what is rare. That saves a third of the messages of a large swarm.
 */
export function tellAll(peer: Peer): void {
  const { state, settings } = peer;
  const isFull = settings.haveTime === 0 || state.bundles % FULL_BUNDLE === 0;
  state.bundles++;
  for (const neighbour of state.neighbours) {
    if (isFull || !neighbour.wants || neighbour.unchoked) tell(peer, neighbour);
  }
}

/** Tells a neighbour what it has not been told; what it has itself is no news, unless the neediest are looked for. */
export function tell(peer: Peer, neighbour: Neighbour): void {
  const { state, settings } = peer;
  const { order } = state;
  if (neighbour.told === order.length) return;
  let news: number[] | undefined;
  for (; neighbour.told < order.length; neighbour.told++) {
    const piece = order[neighbour.told] as number;
    if (settings.titForTat && hasBit(neighbour.held, piece)) continue;
    // News of one piece takes a fifth of the memory of a list that grew from nothing.
    if (news === undefined) news = [piece];
    else news.push(piece);
  }
  if (news !== undefined) sendControl(peer, neighbour.id, KIND.have, news);
}
