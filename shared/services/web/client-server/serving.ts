import { type Job, type Message, type NodeId, type Reason, seconds } from '../../../sim/index.ts';
import type { Me, Sight } from '../../kit/index.ts';
import { nextChosen, takeIn } from '../request-queue.ts';
import type { Request, Rule, ServingSide } from './terms.ts';

type Serving = Me<ServingSide>;

/** How long a throttled client gets nothing. */
export const THROTTLE_TIME = seconds(10);

/** A request becomes a job, or its client hears why not. */
export function takeRequest(me: Serving, from: NodeId, request: Request, message: Message): void {
  if (isThrottled(me, from)) {
    me.refuse(message, 'throttled');
    return refuseClient(me, from, request, message, 'throttled');
  }
  if (!takeIn(me, message)) return refuseClient(me, from, request, message, 'queue-full');
  me.fact('decided', from, message.id, 1);
}

/** A worker has made the page: it goes out, wanted still or not. */
export function servePage(me: Serving, to: NodeId, { ref, page }: Request, version: number): void {
  me.state.served++;
  me.send.page(to, { ref, page, version, corrupt: me.hasTrait('poisoner') });
}

/** Which waiting request is next: the chosen ones first, then by the standing order. */
export function pickNext(me: Serving, queue: readonly Job[]): number {
  const chosen = nextChosen(me, queue);
  if (chosen >= 0) return chosen;
  return me.state.order === 'newest' ? queue.length - 1 : 0;
}

export function forgetChosen({ state }: Serving): void {
  state.chosen = [];
}

export function isThrottled({ state, now }: Sight<ServingSide>, who: NodeId): boolean {
  if (state.throttled.length === 0) return false;
  return state.throttled.some((rule) => rule.who === who && rule.until > now);
}

/** Keeps a rule and forgets those that are over. */
export function keepRule({ state, now }: Serving, made: Rule): void {
  state.throttled = [...state.throttled.filter((rule) => rule.until > now), made];
}

/** Tells a client that its request will not be served, and why. */
export function refuseClient(
  me: Serving,
  to: NodeId,
  { ref, attempt }: Request,
  { id }: Message,
  reason: Reason,
): void {
  me.state.refused++;
  me.fact('decided', to, id, 0, reason);
  me.send.refusal(to, { ref, attempt, reason });
}
