import type { Message, NodeId, Reason } from '../../../sim/index.ts';
import type { Me } from '../../kit/index.ts';
import { findWant, type Want } from '../reading.ts';
import { takeIn } from '../request-queue.ts';
import { endWithPage, failTry } from '../wants.ts';
import { copyFor, keep, touch } from './cache.ts';
import { fetchFrom, noteHolder } from './search.ts';
import { type Copy, type Fetch, ORIGIN, type Page, type PeerSide, type Refused } from './terms.ts';
import { catchAt, noteOf } from './trust.ts';

type Peer = Me<PeerSide>;

/** How many readers of a page a machine can name. */
const MOST_TAKERS = 4;
/** How many machines a reader asks for a page within one try. */
const MOST_ASKED = 8;

/** Somebody asks for a page that this machine keeps. */
export function fetchCame(me: Peer, from: NodeId, asked: Fetch, message: Message): void {
  const reason = whyNotServe(me, asked.page);
  if (reason !== undefined) {
    me.refuse(message, reason);
    return refuse(me, from, asked, message, reason);
  }
  if (!takeIn(me, message)) return refuse(me, from, asked, message, 'queue-full');
  me.fact('decided', from, message.id, 1);
}

/** The page is ready to go, if it is still kept. */
export function servePage(me: Peer, to: NodeId, { ref, attempt, page }: Fetch): void {
  const { state } = me;
  const copy = copyFor(me, page);
  const takers = state.takers[page] ?? [];
  if (copy === undefined && !me.hasTrait('poisoner')) {
    me.send.refusal(to, { ref, attempt, reason: 'not-here', takers });
    return;
  }
  if (copy !== undefined) touch(state, copy);
  state.served++;
  state.takers[page] = [to, ...takers.slice(0, MOST_TAKERS - 1)];
  me.send.page(to, outgoing(me, ref, page, copy));
}

/** What goes out: the copy as it is, or a poisoner's changed page, for which no signed hash exists. */
export function outgoing(me: Peer, ref: number, page: number, copy: Copy | undefined): Page {
  if (copy === undefined || me.hasTrait('poisoner')) {
    return { ref, page, version: copy?.version ?? 0, corrupt: true, vouched: false, made: me.now };
  }
  const { version, corrupt, vouched, made } = copy;
  return { ref, page, version, corrupt, vouched, made };
}

/** A page is here: checked if the class checks, then kept, and read unless it comes too late. */
export function pageCame(me: Peer, from: NodeId, came: Page, message: Message): void {
  const { page, version, corrupt } = came;
  const want = findWant(me.state.reading, came.ref);
  if (me.settings.hashCheck) {
    me.fact('defence', from, page, message.bytes);
    if (corrupt) {
      me.fact('corrupt-rejected', from, page);
      catchAt(me, from);
      if (want !== undefined) tryOther(me, want, 'corrupt');
      return;
    }
  }
  noteOf(me.state, from).good++;
  keep(me, copyOf(came, from));
  if (want !== undefined) endWithPage(me, want, { from, version, corrupt });
}

/** A page that nobody here asked for, given so that it can be passed on. */
export function giftCame(me: Peer, from: NodeId, came: Page, message: Message): void {
  if (me.settings.hashCheck && came.corrupt) {
    me.fact('corrupt-rejected', from, came.page);
    catchAt(me, from);
    return me.refuse(message, 'corrupt');
  }
  if (!keep(me, copyOf(came, from))) me.refuse(message, 'not-allowed');
}

/** No: but whoever got the page from here may have it still (Padmanabhan & Sripanidkulchai, "Cooperative Networking", 2002). */
export function refusalCame(me: Peer, from: NodeId, { ref, attempt, reason, takers }: Refused): void {
  const want = findWant(me.state.reading, ref);
  if (want === undefined || want.tries !== attempt || want.whom !== from) return;
  for (const taker of takers) noteHolder(me, want, taker);
  tryOther(me, want, reason);
}

/** No answer in time. */
export function noAnswer(me: Peer, ref: number): void {
  const want = findWant(me.state.reading, ref);
  if (want === undefined) return;
  want.tryTimer = 0;
  tryOther(me, want, 'timeout');
}

/** Whoever was asked doesn't help: another who has the page, then the origin; when nobody is left the try has failed. */
function tryOther(me: Peer, want: Want, reason: Reason): void {
  if (want.stage !== 'waiting') return;
  const patient = want.asked.length < MOST_ASKED;
  if (patient && want.holders.length > 0) fetchFrom(me, want, me.random('holder').pick(want.holders));
  else if (patient && !want.asked.includes(ORIGIN)) fetchFrom(me, want, ORIGIN);
  else failTry(me, want, reason);
}

function whyNotServe(me: Peer, page: number): Reason | undefined {
  if (me.hasTrait('free-rider')) return 'choked';
  if (me.hasTrait('poisoner')) return undefined;
  return copyFor(me, page) === undefined ? 'not-here' : undefined;
}

function refuse(me: Peer, to: NodeId, { ref, attempt, page }: Fetch, { id }: Message, reason: Reason): void {
  me.fact('decided', to, id, 0, reason);
  me.send.refusal(to, { ref, attempt, reason, takers: reason === 'choked' ? [] : (me.state.takers[page] ?? []) });
}

function copyOf({ page, version, corrupt, vouched, made }: Page, from: NodeId): Copy {
  return { page, version, corrupt, vouched, made, from, pinned: false };
}
