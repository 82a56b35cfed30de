import type { Json, Micros, Net, NodeId } from '../../../sim/index.ts';
import type { Payment } from '../payment.ts';
import type { Settings } from '../settings.ts';
import type { Gathered, PeerState } from './state.ts';
import { Kind } from './wire.ts';

export const PASS_ON_TIMER = 11;

export function nothingGathered(): Gathered {
  return { news: [], next: 0 };
}

/** Somebody else's payment: at once when none has been passed on for a while, and else with those that come until then. */
export function passOn(
  net: Net,
  self: NodeId,
  state: PeerState,
  payment: Payment,
  from: NodeId,
  settings: Settings,
): void {
  const { gathered } = state;
  gathered.news.push({ payment, from });
  if (gathered.news.length > 1) return;
  if (net.now >= gathered.next) passOnGathered(net, self, state, settings);
  else net.after(self, (gathered.next - net.now) as Micros, PASS_ON_TIMER);
}

/** Each neighbour gets what it has not told itself. */
export function passOnGathered(
  net: Net,
  self: NodeId,
  { gathered, neighbours }: PeerState,
  { gather, paymentBytes }: Settings,
): void {
  const { news } = gathered;
  gathered.news = [];
  gathered.next = net.now + gather;
  for (const neighbour of neighbours) {
    const payments: Payment[] = [];
    for (const { payment, from } of news) if (from !== neighbour) payments.push(payment);
    if (payments.length > 0) tell(net, self, neighbour, payments, paymentBytes);
  }
}

export function tell(net: Net, self: NodeId, whom: NodeId, payments: readonly Payment[], paymentBytes: number): void {
  net.send(self, whom, Kind.pay, payments.length * paymentBytes, payments as unknown as Json);
}
