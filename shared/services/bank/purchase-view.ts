import type { Run } from '../../sim/index.ts';
import type { Neighbour, PlayerView, VerbOffer } from '../contract.ts';
import type { Purchases } from './purchases.ts';
import { said } from './said.ts';

const MOST_OFFERS = 5;

export function purchaseJob(run: Run, { got }: Purchases): PlayerView['job'] {
  const total = Number(run.plan.params.payments);
  return { label: said('job', { done: got, total }), done: got, total };
}

/** Goods at the door, one tap each. */
export function goodsOffers({ open }: Purchases): VerbOffer[] {
  return open
    .filter(({ stage }) => stage === 'here')
    .slice(0, MOST_OFFERS)
    .map(({ number, shop, amount }) => ({
      id: `accept-${number}`,
      label: said('offer.accept', { whom: shop, coins: amount }),
      effect: said('offer.accept.effect'),
      action: { type: 'accept', purchase: number },
    }));
}

/** Stands where a payment will be offered; `verb`: the one that pays. */
export function nothingToPay(verb: string): VerbOffer {
  return {
    id: 'nothing-to-pay',
    label: said('verb.pay.none'),
    effect: said('verb.pay.none.effect'),
    action: { type: verb, purchase: 0 },
    blocked: said('status.idle'),
  };
}

/** The merchants that owe me goods. */
export function shopName({ open }: Purchases): Neighbour[] {
  const shops = new Set(open.filter(({ stage }) => stage === 'paid').map(({ shop }) => shop));
  return [...shops].slice(0, MOST_OFFERS).map((node) => ({ node, note: said('neighbour.shop'), mood: 'neutral' }));
}
