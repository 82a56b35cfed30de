import { micros, type Refusal } from '../../../sim/index.ts';
import type { Me, Sight } from '../../kit/index.ts';
import { findPurchase, markPaid, noPurchase, type Purchase, paymentFor } from '../purchases.ts';
import { no } from '../texts.ts';
import { balanceIn } from './chain.ts';
import { broadcast, hear } from './gossip.ts';
import type { PeerSide } from './terms.ts';

/** A payment without goods is told to its merchant again when so many blocks more than needed could have been found. */
const SPARE_BLOCKS = 3;

/** Coins that are there and not promised yet. */
export function fundsOf({ id, state: { chain, purchases }, settings }: Sight<PeerSide>): number {
  const promised = purchases.open.reduce(
    (sum, { stage, settled, amount }) => (stage === 'paid' && !settled ? sum + amount : sum),
    0,
  );
  return balanceIn(chain, id, settings) - promised;
}

/** Why a purchase can't be paid now, or nothing. */
export function whyNotPay(
  me: Sight<PeerSide>,
  { purchase: number }: { readonly purchase: number },
): Refusal | undefined {
  const { purchases, attack } = me.state;
  const purchase = findPurchase(purchases, number);
  if (purchase === undefined) return noPurchase(number);
  if (purchase.stage !== 'wanted' || attack?.purchase === purchase.number) return no('paid-already');
  const balance = fundsOf(me);
  return purchase.amount > balance ? no('overdraft', { balance }) : undefined;
}

/** The payment goes out, the first time to all neighbours. */
export function pay(me: Me<PeerSide>, purchase: Purchase): void {
  const blocks = me.state.confirmations + SPARE_BLOCKS;
  markPaid(me, purchase, micros(me.settings.timeout + blocks * me.settings.blockInterval));
  const payment = paymentFor(me.id, purchase);
  hear(me, payment);
  broadcast(me, payment);
}
