import type { Me } from '../../kit/index.ts';
import type { Payment } from '../payment.ts';
import { remember } from '../texts.ts';
import { confirmationsOf } from './chain.ts';
import type { PeerSide, PeerState, Sale } from './terms.ts';

type Peer = Me<PeerSide>;

/** A payment to this machine was heard of; its goods go out when enough blocks stand on it. */
export function beginSale(state: PeerState, { id, from, amount }: Payment): Sale {
  const known = state.sales[id];
  if (known !== undefined) return known;
  const sale: Sale = { id, from, amount, handedOver: false, stood: false, cheated: false };
  state.sales[id] = sale;
  state.unsold.push(id);
  return sale;
}

/**
 * A payment has come into the chain. When it spends the coins of a sale here and goes to somebody else, the sale's own payment is out
 * for good: fraud, accepted if the goods are gone.
 */
export function saleStands(me: Peer, payment: Payment): void {
  const { state } = me;
  if (payment.to === me.id && payment.from !== me.id) {
    beginSale(state, payment).stood = true;
    return;
  }
  const sale = state.sales[payment.id];
  if (sale === undefined || sale.cheated) return;
  sale.cheated = true;
  state.unsold = state.unsold.filter((id) => id !== sale.id);
  if (sale.stood) me.fact('lost-write', sale.from, sale.id, sale.amount);
  me.fact(sale.handedOver ? 'fraud-accepted' : 'fraud-rejected', sale.from, sale.id, sale.amount);
  remember(state, sale.handedOver ? 'cheated' : 'not-cheated', { who: sale.from, coins: sale.amount });
}

/** Blocks were undone: a payment that the merchant had relied on counts no longer, for now or for good. */
export function saleFalls(me: Peer, payment: Payment, blocks: number): void {
  const sale = me.state.sales[payment.id];
  if (sale?.handedOver && payment.to === me.id) me.fact('read-stale', sale.from, sale.id, blocks);
}

/** Hands over what enough blocks stand on. */
export function handOverSettled(me: Peer): void {
  const { state } = me;
  if (state.unsold.length === 0) return;
  const ready = state.unsold.filter((id) => confirmationsOf(state.chain, id) >= state.confirmations);
  if (ready.length === 0) return;
  state.unsold = state.unsold.filter((id) => !ready.includes(id));
  for (const id of ready) {
    const sale = state.sales[id] as Sale;
    sale.handedOver = true;
    state.sold++;
    me.fact('read-fresh', sale.from, id);
    remember(state, 'sold', { whom: sale.from, coins: sale.amount });
    sendGoods(me, sale);
  }
}

/** Goods that were lost on their way are sent again to a payer who asks. */
export function sendGoods(me: Peer, { id, from }: Sale): void {
  me.send.goods(from, id);
}
