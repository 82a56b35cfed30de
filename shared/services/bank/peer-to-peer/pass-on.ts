import type { Micros, NodeId } from '../../../sim/index.ts';
import type { Me } from '../../kit/index.ts';
import type { Payment } from '../payment.ts';
import type { Gathered, PeerSide } from './terms.ts';

type Peer = Me<PeerSide>;

export function nothingGathered(): Gathered {
  return { news: [], next: 0 };
}

/** Somebody else's payment: at once when none has been passed on for a while, and else with those that come until then. */
export function passOn(me: Peer, payment: Payment, from: NodeId): void {
  const { gathered } = me.state;
  gathered.news.push({ payment, from });
  if (gathered.news.length > 1) return;
  if (me.now >= gathered.next) passOnGathered(me);
  else me.after['pass-on']((gathered.next - me.now) as Micros);
}

/** Each neighbour gets what it has not told itself. */
export function passOnGathered(me: Peer): void {
  const { gathered, neighbours } = me.state;
  const { news } = gathered;
  gathered.news = [];
  gathered.next = me.now + me.settings.gather;
  for (const neighbour of neighbours) {
    const payments: Payment[] = [];
    for (const { payment, from } of news) if (from !== neighbour) payments.push(payment);
    if (payments.length > 0) me.send.pay(neighbour, payments);
  }
}
