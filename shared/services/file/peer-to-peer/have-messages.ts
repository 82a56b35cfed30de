import { hasBit } from '../bits.ts';
import type { Neighbour, Peer } from './terms.ts';

const FULL_BUNDLE = 3;

/** Notes that a piece has come, so that neighbours hear of it: at once, or with the next bundle of news. */
export function announce(me: Peer, piece: number): void {
  const { settings, state } = me;
  state.order.push(piece);
  if (settings.haveTime === 0) return tellAll(me);
  if (state.haveDue) return;
  state.haveDue = true;
  me.after.news(settings.haveTime);
}

/**
 * Tells the news to all whom it can move to ask, and to all others with every third bundle: a neighbour that wants something already and
 * has no slot needs it only to know what is rare. That saves a third of the messages of a large swarm.
 */
export function tellAll(me: Peer): void {
  const { state, settings } = me;
  const isFull = settings.haveTime === 0 || state.bundles % FULL_BUNDLE === 0;
  state.bundles++;
  for (const neighbour of state.neighbours) {
    if (isFull || !neighbour.wants || neighbour.unchoked) tell(me, neighbour);
  }
}

/** Tells a neighbour what it has not been told; what it has itself is no news, unless the neediest are looked for. */
export function tell(me: Peer, neighbour: Neighbour): void {
  const { state, settings } = me;
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
  if (news !== undefined) me.send.have(neighbour.id, news);
}
