import { type Action, type Net, type NodeId, type Refusal, toSeconds } from '../../../sim/index.ts';
import { findWant, NOBODY, PATIENCE, remember, type Want } from '../reading.ts';
import type { Settings } from '../settings.ts';
import type { Site } from '../site.ts';
import { beginTry } from '../wants.ts';
import { copyFor, drop } from './cache.ts';
import { pageBody } from './exchange.ts';
import { Kind, ORIGIN } from './layout.ts';
import { fetchFrom, search } from './search.ts';
import type { PeerState } from './state.ts';
import { askHash, whyNotVouch } from './vouch.ts';

/** How many requests a person can line up to go first. */
const MOST_CHOSEN = 5;

export const PEER_VERBS = ['ask', 'origin', 'keep', 'evict', 'vouch', 'pick', 'hand'] as const;

export function peerAction(net: Net, self: NodeId, state: PeerState, action: Action, site: Site): Refusal | undefined {
  switch (action.type) {
    case 'ask':
    case 'origin':
      return lookElsewhere(net, self, state, action, site);
    case 'keep':
    case 'evict':
      return tend(net, self, state, action.type, Number(action.page));
    case 'vouch': {
      const refused = whyNotVouch(state, Number(action.page));
      if (refused === undefined) askHash(net, self, state, Number(action.page), site);
      return refused;
    }
    case 'pick':
      return pick(net, self, state, Number(action.job));
    case 'hand':
      return hand(net, self, state, Number(action.page), Number(action.whom) as NodeId, site);
    default:
      return refusal('not-your-verb');
  }
}

/** Why a reader can't start a try for a want now, or nothing. */
export function whyNotTry(net: Net, want: Want, settings: Settings): Refusal | undefined {
  if (want.stage === 'wanted') return undefined;
  const page = want.page + 1;
  if (want.tries > settings.retries) return refusal('no-more-tries', { page });
  const from = want.stage === 'again' ? want.again : want.triedAt + PATIENCE;
  if (net.now >= from) return undefined;
  return refusal('too-soon', { page, seconds: Math.ceil(toSeconds(from - net.now)) });
}

/** What the autopilot does: it asks the neighbours for what is wanted, and again when that failed. */
export function peerAutopilot(net: Net, state: PeerState): Action | undefined {
  for (const want of state.reading.wants) {
    if (want.stage === 'wanted' || (want.stage === 'again' && net.now >= want.again)) {
      return { type: 'ask', want: want.ref };
    }
  }
  return undefined;
}

/** Which waiting request is next. */
export function pickNext(net: Net, self: NodeId, state: PeerState): number {
  const queue = net.queue(self);
  while (state.chosen.length > 0) {
    const chosen = state.chosen.shift();
    const index = queue.findIndex((job) => job.message.id === chosen);
    if (index >= 0) return index;
  }
  return 0;
}

function lookElsewhere(net: Net, self: NodeId, state: PeerState, action: Action, site: Site): Refusal | undefined {
  const want = findWant(state.reading, action.want);
  if (want === undefined) return refusal('no-such-want');
  const whom = action.type === 'origin' ? ORIGIN : (action.whom as NodeId | undefined);
  const knows = whom === undefined || whom === ORIGIN || knownTo(state, want, whom);
  if (!knows) return refusal('not-a-neighbour');
  const refused = whyNotTry(net, want, site.settings);
  if (refused !== undefined) return refused;
  if (whom === undefined) search(net, self, state, want, state.neighbours, site);
  else if (whom === ORIGIN || want.holders.includes(whom)) askOne(net, self, want, whom, site);
  else search(net, self, state, want, [whom], site);
  return undefined;
}

function knownTo(state: PeerState, want: Want, whom: NodeId): boolean {
  return state.neighbours.includes(whom) || want.holders.includes(whom);
}

function askOne(net: Net, self: NodeId, want: Want, whom: NodeId, site: Site): void {
  const { holders } = want;
  beginTry(net, self, want, NOBODY, site);
  want.holders = holders;
  fetchFrom(net, self, want, whom, site);
}

function tend(net: Net, self: NodeId, state: PeerState, verb: 'keep' | 'evict', page: number): Refusal | undefined {
  const copy = state.copies.find((kept) => kept.page === page);
  if (copy === undefined) return refusal('not-kept', { page: page + 1 });
  if (verb === 'evict') drop(net, self, state, copy);
  else if (copy.pinned) return refusal('already-pinned', { page: page + 1 });
  else copy.pinned = true;
  return undefined;
}

function pick(net: Net, self: NodeId, state: PeerState, job: number): Refusal | undefined {
  const waiting = net.queue(self);
  if (!waiting.some((other) => other.message.id === job)) return refusal('not-waiting');
  if (state.chosen.includes(job)) return refusal('already-picked');
  state.chosen = state.chosen.filter((id) => waiting.some((other) => other.message.id === id));
  if (state.chosen.length >= MOST_CHOSEN) return refusal('enough-picked');
  state.chosen.push(job);
  return undefined;
}

/** A copy goes to a neighbour that did not ask, so that it can serve others. One at a time: requests share the same uplink. */
function hand(net: Net, self: NodeId, state: PeerState, page: number, whom: NodeId, site: Site): Refusal | undefined {
  if (net.hasTrait(self, 'free-rider')) return refusal('rides-free');
  if (!state.neighbours.includes(whom)) return refusal('not-a-neighbour');
  if (!(page >= 0 && page < site.settings.pages)) return refusal('no-such-page');
  if (net.uplinkLength(self) > 0) return refusal('uplink-busy');
  const copy = copyFor(net, self, state, page, site);
  if (copy === undefined) return refusal('not-kept', { page: page + 1 });
  const body = pageBody(net, 0, page, copy, net.hasTrait(self, 'poisoner'));
  net.send(self, whom, Kind.gift, site.settings.pageBytes, body);
  state.gifts++;
  remember(state.reading, { key: 'recent.handed', args: { page: page + 1, whom } });
  return undefined;
}

function refusal(code: string, args: { readonly [name: string]: number } = {}): Refusal {
  return { code, said: { key: `refusal.${code}`, args } };
}
