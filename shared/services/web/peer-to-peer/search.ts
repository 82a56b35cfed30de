import { type Micros, micros, type NodeId } from '../../../sim/index.ts';
import type { Me } from '../../kit/index.ts';
import { findWant, NOBODY, type Want } from '../reading.ts';
import { beginTry, watchTry } from '../wants.ts';
import { copyFor } from './cache.ts';
import { type Have, ORIGIN, type PeerSide, type PeerState, type Search } from './terms.ts';
import { distrusts } from './trust.ts';

type Peer = Me<PeerSide>;

/** Searches of one machine have different numbers until it has made so many. */
const SEARCHES = 1_000_000;
/** Patience with a search beyond what the usual delays explain, µs. */
const MARGIN = 100_000;
/** Ways of half a delay that a question and its answer take for each hop. */
const HALF_WAYS = 4;

/** A new try: ask all neighbours, or one of them, who has the page. */
export function search(me: Peer, want: Want, to: readonly NodeId[]): void {
  beginTry(me, want, NOBODY);
  const number = me.id * SEARCHES + ((want.ref * 16 + want.tries) % SEARCHES);
  isNew(me.state, number);
  const asked: Search = { search: number, asker: me.id, ref: want.ref, page: want.page, hops: me.settings.ttl };
  // In a new order each time, or the first neighbour would always answer first.
  for (const neighbour of me.random('search').sample(to, to.length)) me.send.search(neighbour, asked);
  me.after.search(patience(me), want.ref);
}

/**
 * A search comes by: say so if the page is here, else pass it on. A free rider does neither. The origin only passes it on: everybody
 * knows that it has every page, and searches are there to spare it.
 */
export function searchCame(me: Peer, from: NodeId, asked: Search): void {
  const { search: number, asker, ref, page, hops } = asked;
  if (!isNew(me.state, number)) return;
  if (me.hasTrait('free-rider')) return;
  const copy = me.id === ORIGIN ? undefined : copyFor(me, page);
  if (copy !== undefined || me.hasTrait('poisoner')) {
    me.send.have(asker, { ref, page, vouched: copy?.vouched === true });
    return;
  }
  if (hops <= 1) return;
  const onward: Search = { ...asked, hops: hops - 1 };
  for (const neighbour of me.state.neighbours) {
    if (neighbour !== from && neighbour !== asker) me.send.search(neighbour, onward);
  }
}

/** Somebody has the page. The first who says so is asked for it, the others are remembered. */
export function haveCame(me: Peer, from: NodeId, { ref }: Have): void {
  const want = findWant(me.state.reading, ref);
  if (want === undefined || distrusts(me.state, from)) return;
  if (isSearching(want)) fetchFrom(me, want, from);
  else noteHolder(me, want, from);
}

/** Remembers who may have the page, unless that one was asked already or can't be trusted. */
export function noteHolder({ id, state }: Peer, want: Want, who: NodeId): void {
  const useless = who === id || who === ORIGIN || want.asked.includes(who) || want.holders.includes(who);
  if (!useless && !distrusts(state, who)) want.holders.push(who);
}

/** Nobody said so in time: the origin is asked. */
export function searchEnds(me: Peer, ref: number): void {
  const want = findWant(me.state.reading, ref);
  if (want !== undefined && isSearching(want) && me.now - want.triedAt >= patience(me)) fetchFrom(me, want, ORIGIN);
}

/** Asks one machine for the page, within the same try. */
export function fetchFrom(me: Peer, want: Want, whom: NodeId): void {
  watchTry(me, want, whom);
  want.asked.push(whom);
  want.holders = want.holders.filter((holder) => holder !== whom);
  me.send.fetch(whom, { ref: want.ref, attempt: want.tries, page: want.page });
}

function isSearching({ stage, whom }: Want): boolean {
  return stage === 'waiting' && whom === NOBODY;
}

function patience({ settings: { latency, ttl } }: Peer): Micros {
  return micros(HALF_WAYS * latency * ttl + MARGIN);
}

/** Was this search not here lately? Each has its place in the memory, and a later one may take it: then it is passed on again. */
function isNew({ seen }: PeerState, number: number): boolean {
  const place = number % seen.length;
  if (seen[place] === number) return false;
  seen[place] = number;
  return true;
}
