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

/** The merchants that owe me goods. */
export function shopName({ open }: Purchases): Neighbour[] {
  const shops = new Set(open.filter(({ stage }) => stage === 'paid').map(({ shop }) => shop));
  return [...shops].slice(0, MOST_OFFERS).map((node) => ({ node, note: said('neighbour.shop'), mood: 'neutral' }));
}
