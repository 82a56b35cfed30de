import type { Job, Message, Net, NodeId, Reason } from '../../../sim/index.ts';
import { findWant, type Want } from '../reading.ts';
import type { Site } from '../site.ts';
import { endWithPage, failTry } from '../wants.ts';
import { takeIn } from '../work.ts';
import { copyFor, keep, touch } from './cache.ts';
import { Kind, ORIGIN } from './layout.ts';
import { type FetchBody, fetchFrom, noteHolder } from './search.ts';
import { type Copy, catchAt, noteOf, type PeerState } from './state.ts';

/** [want, page, version, corrupt, vouched, when the origin gave it out (µs)] */
export type PageBody = readonly [
  ref: number,
  page: number,
  version: number,
  corrupt: boolean,
  vouched: boolean,
  made: number,
];
/** [want, try, reason, who was given the page lately] */
export type RefusalBody = readonly [ref: number, attempt: number, reason: Reason, takers: readonly NodeId[]];

/** How many readers of a page a machine can name. */
const MOST_TAKERS = 4;
/** How many machines a reader asks for a page within one try. */
const MOST_ASKED = 8;

/** Somebody asks for a page that this machine keeps. */
export function fetchCame(net: Net, self: NodeId, state: PeerState, message: Message, site: Site): void {
  const [, , page] = message.body as FetchBody;
  const reason = whyNotServe(net, self, state, page, site);
  if (reason !== undefined) {
    net.refuse(message, reason);
    return refuse(net, self, state, message, reason, site);
  }
  if (!takeIn(net, self, message, site.settings)) return refuse(net, self, state, message, 'queue-full', site);
  net.fact('decided', self, message.from, message.id, 1);
}

/** The page is ready to go, if it is still kept. */
export function servePage(net: Net, self: NodeId, state: PeerState, job: Job, site: Site): void {
  const [ref, attempt, page] = job.message.body as FetchBody;
  const copy = copyFor(net, self, state, page, site);
  const poisoner = net.hasTrait(self, 'poisoner');
  if (copy === undefined && !poisoner) {
    const body: RefusalBody = [ref, attempt, 'not-here', state.takers[page] ?? []];
    net.send(self, job.message.from, Kind.refusal, site.settings.controlBytes, body);
    return;
  }
  if (copy !== undefined) touch(state, copy);
  state.served++;
  state.takers[page] = [job.message.from, ...(state.takers[page] ?? []).slice(0, MOST_TAKERS - 1)];
  net.send(self, job.message.from, Kind.page, site.settings.pageBytes, pageBody(net, ref, page, copy, poisoner));
}

/** What goes out: the copy as it is, or a poisoner's changed page, for which no signed hash exists. */
export function pageBody(net: Net, ref: number, page: number, copy: Copy | undefined, poisoner: boolean): PageBody {
  if (copy === undefined || poisoner) return [ref, page, copy?.version ?? 0, true, false, net.now];
  return [ref, page, copy.version, copy.corrupt, copy.vouched, copy.made];
}

/** A page is here: checked if the class checks, then kept, and read unless it comes too late. */
export function pageCame(net: Net, self: NodeId, state: PeerState, message: Message, site: Site): void {
  const [ref, page, version, corrupt, vouched, made] = message.body as PageBody;
  const want = findWant(state.reading, ref);
  if (site.settings.hashCheck) {
    net.fact('defence', self, message.from, page, message.bytes);
    if (corrupt) {
      net.fact('corrupt-rejected', self, message.from, page);
      catchAt(net, self, state, message.from);
      if (want !== undefined) tryOther(net, self, state, want, 'corrupt', site);
      return;
    }
  }
  noteOf(state, message.from).good++;
  keep(net, self, state, { page, version, corrupt, vouched, made, from: message.from, pinned: false }, site);
  if (want !== undefined) endWithPage(net, self, state.reading, want, { from: message.from, version, corrupt }, site);
}

/** A page that nobody here asked for, given so that it can be passed on. */
export function giftCame(net: Net, self: NodeId, state: PeerState, message: Message, site: Site): void {
  const [, page, version, corrupt, vouched, made] = message.body as PageBody;
  if (site.settings.hashCheck && corrupt) {
    net.fact('corrupt-rejected', self, message.from, page);
    catchAt(net, self, state, message.from);
    return net.refuse(message, 'corrupt');
  }
  const { from } = message;
  if (!keep(net, self, state, { page, version, corrupt, vouched, made, from, pinned: false }, site)) {
    net.refuse(message, 'not-allowed');
  }
}

/** No: but whoever got the page from here may have it still (Padmanabhan & Sripanidkulchai, "Cooperative Networking", 2002). */
export function refusalCame(net: Net, self: NodeId, state: PeerState, message: Message, site: Site): void {
  const [ref, attempt, reason, takers] = message.body as RefusalBody;
  const want = findWant(state.reading, ref);
  if (want === undefined || want.tries !== attempt || want.whom !== message.from) return;
  for (const taker of takers) noteHolder(self, state, want, taker);
  tryOther(net, self, state, want, reason, site);
}

/** Whoever was asked doesn't help: another who has the page, then the origin; when nobody is left the try has failed. */
export function tryOther(net: Net, self: NodeId, state: PeerState, want: Want, reason: Reason, site: Site): void {
  if (want.stage !== 'waiting') return;
  const patient = want.asked.length < MOST_ASKED;
  if (patient && want.holders.length > 0) {
    fetchFrom(net, self, want, net.random('holder', self).pick(want.holders), site);
  } else if (patient && !want.asked.includes(ORIGIN)) fetchFrom(net, self, want, ORIGIN, site);
  else failTry(net, self, state.reading, want, reason, site);
}

function whyNotServe(net: Net, self: NodeId, state: PeerState, page: number, site: Site): Reason | undefined {
  if (net.hasTrait(self, 'free-rider')) return 'choked';
  if (net.hasTrait(self, 'poisoner')) return undefined;
  return copyFor(net, self, state, page, site) === undefined ? 'not-here' : undefined;
}

function refuse(net: Net, self: NodeId, state: PeerState, message: Message, reason: Reason, site: Site): void {
  const [ref, attempt, page] = message.body as FetchBody;
  const body: RefusalBody = [ref, attempt, reason, reason === 'choked' ? [] : (state.takers[page] ?? [])];
  net.fact('decided', self, message.from, message.id, 0, reason);
  net.send(self, message.from, Kind.refusal, site.settings.controlBytes, body);
}
