import type { Message, NodeId, Reason } from '../../../sim/index.ts';
import type { Me } from '../../kit/index.ts';
import type { Payment } from '../payment.ts';
import { numberOf, setNumber } from './by-payment.ts';
import { balanceIn } from './chain.ts';
import { beginSale, handOverSettled, sendGoods } from './merchant.ts';
import { passOn } from './pass-on.ts';
import type { PeerSide } from './terms.ts';

type Peer = Me<PeerSide>;

/** Payments pass by: refused as a whole only where none of them can be right. */
export function paymentsCame(me: Peer, from: NodeId, payments: readonly Payment[], message: Message): void {
  let refused: Reason | undefined;
  let wrong = 0;
  for (const payment of payments) {
    const no = paymentCame(me, payment, from);
    if (no === undefined) continue;
    refused = no;
    wrong++;
  }
  if (refused !== undefined && wrong === payments.length) me.refuse(message, refused);
}

/** Kept if it is new and can be right, and passed on. @returns why not */
function paymentCame(me: Peer, payment: Payment, teller: NodeId): Reason | undefined {
  const { chain, heard, sales } = me.state;
  const { from, to, id, amount, signed } = payment;
  if (numberOf(heard, id) > 0) {
    const sale = teller === from ? sales[id] : undefined;
    if (sale?.handedOver && !sale.cheated) sendGoods(me, sale);
    return undefined;
  }
  if (me.settings.verify && (!signed || balanceIn(chain, from, me.settings) < amount)) {
    return signed ? 'not-allowed' : 'corrupt';
  }
  if (me.hasTrait('eavesdropper') && from !== me.id && to !== me.id) me.fact('exposed', from, id);
  hear(me, payment);
  if (!me.hasTrait('free-rider') && !isComplete(me)) passOn(me, payment, teller);
  return undefined;
}

/** The first payment of these coins that this machine hears of waits for a block. */
export function hear(me: Peer, payment: Payment): void {
  const { state } = me;
  setNumber(state.heard, payment.id, 1);
  if (numberOf(state.chain.settled, payment.id) > 0) return;
  state.pool.push(payment);
  if (payment.to !== me.id || payment.from === me.id) return;
  beginSale(state, payment);
  if (state.confirmations === 0) handOverSettled(me);
}

/** A payment of this machine's own goes to all neighbours at once. */
export function broadcast(me: Peer, payment: Payment): void {
  for (const neighbour of me.state.neighbours) me.send.pay(neighbour, [payment]);
}

/** Whoever is linked to everybody reaches everybody, so that nobody else needs to pass it on. */
export function isComplete({ state, people }: Peer): boolean {
  return state.neighbours.length >= people - 1;
}
