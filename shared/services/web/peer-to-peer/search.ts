import type { Message, Net, NodeId } from '../../../sim/index.ts';
import { micros } from '../../../sim/index.ts';
import { findWant, NOBODY, Timer, type Want } from '../reading.ts';
import type { Site } from '../site.ts';
import { beginTry, watchTry } from '../wants.ts';
import { copyFor } from './cache.ts';
import { Kind, ORIGIN } from './layout.ts';
import { distrusts, type PeerState } from './state.ts';

/** [search, who asks, its want, page, hops left] */
export type SearchBody = readonly [search: number, asker: NodeId, ref: number, page: number, hops: number];
/** [want, page, vouched] */
export type HaveBody = readonly [ref: number, page: number, vouched: boolean];
/** [want, try, page] */
export type FetchBody = readonly [ref: number, attempt: number, page: number];

/** Searches of one machine have different numbers until it has made so many. */
const SEARCHES = 1_000_000;
/** Patience with a search beyond what the usual delays explain, µs. */
const MARGIN = 100_000;

/** A new try: ask all neighbours, or one of them, who has the page. */
export function search(net: Net, self: NodeId, state: PeerState, want: Want, to: readonly NodeId[], site: Site): void {
  beginTry(net, self, want, NOBODY, site);
  const number = self * SEARCHES + ((want.ref * 16 + want.tries) % SEARCHES);
  isNew(state, number);
  const body: SearchBody = [number, self, want.ref, want.page, site.settings.ttl];
  // In a new order each time, or the first neighbour would always answer first.
  for (const neighbour of net.random('search', self).sample(to, to.length)) {
    net.send(self, neighbour, Kind.search, site.settings.controlBytes, body);
  }
  net.after(self, patience(site), Timer.search, want.ref);
}

/**
 * A search comes by: say so if the page is here, else pass it on. A free rider does neither. The origin only passes it on: everybody
 * knows that it has every page, and searches are there to spare it.
 */
export function searchCame(net: Net, self: NodeId, state: PeerState, message: Message, site: Site): void {
  const [number, asker, ref, page, hops] = message.body as SearchBody;
  if (!isNew(state, number)) return;
  if (net.hasTrait(self, 'free-rider')) return;
  const copy = state.role === 'origin' ? undefined : copyFor(net, self, state, page, site);
  if (copy !== undefined || net.hasTrait(self, 'poisoner')) {
    const body: HaveBody = [ref, page, copy?.vouched === true];
    net.send(self, asker, Kind.have, site.settings.controlBytes, body);
    return;
  }
  if (hops <= 1) return;
  const onward: SearchBody = [number, asker, ref, page, hops - 1];
  for (const neighbour of state.neighbours) {
    if (neighbour !== message.from && neighbour !== asker)
      net.send(self, neighbour, Kind.search, site.settings.controlBytes, onward);
  }
}

/** Somebody has the page. The first who says so is asked for it, the others are remembered. */
export function haveCame(net: Net, self: NodeId, state: PeerState, message: Message, site: Site): void {
  const [ref] = message.body as HaveBody;
  const want = findWant(state.reading, ref);
  if (want === undefined || distrusts(state, message.from)) return;
  if (want.stage === 'waiting' && want.whom === NOBODY) fetchFrom(net, self, want, message.from, site);
  else noteHolder(self, state, want, message.from);
}

/** Remembers who may have the page, unless that one was asked already or can't be trusted. */
export function noteHolder(self: NodeId, state: PeerState, want: Want, who: NodeId): void {
  const useless = who === self || who === ORIGIN || want.asked.includes(who) || want.holders.includes(who);
  if (!useless && !distrusts(state, who)) want.holders.push(who);
}

/** Nobody said so in time: the origin is asked. */
export function searchEnds(net: Net, self: NodeId, want: Want, site: Site): void {
  const searching = want.stage === 'waiting' && want.whom === NOBODY;
  if (searching && net.now - want.triedAt >= patience(site)) fetchFrom(net, self, want, ORIGIN, site);
}

/** Asks one machine for the page, within the same try. */
export function fetchFrom(net: Net, self: NodeId, want: Want, whom: NodeId, site: Site): void {
  watchTry(net, self, want, whom, site);
  want.asked.push(whom);
  want.holders = want.holders.filter((holder) => holder !== whom);
  const body: FetchBody = [want.ref, want.tries, want.page];
  net.send(self, whom, Kind.fetch, site.settings.controlBytes, body);
}

function patience(site: Site): Parameters<Net['after']>[1] {
  return micros(2 * site.settings.latency * site.settings.ttl + MARGIN);
}

/** Was this search not here lately? Each has its place in the memory, and a later one may take it: then it is passed on again. */
function isNew(state: PeerState, search: number): boolean {
  const place = search % state.seen.length;
  if (state.seen[place] === search) return false;
  state.seen[place] = search;
  return true;
}
