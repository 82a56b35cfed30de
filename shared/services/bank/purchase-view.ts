import type { Neighbour, VerbOffer } from '../contract.ts';
import type { RoleView } from '../kit/index.ts';
import type { BuyerSight, Purchase, Purchases } from './purchases.ts';
import { said } from './texts.ts';

const MOST_OFFERS = 5;

export function jobOf({ settings, state }: BuyerSight): RoleView['job'] {
  const { got: done } = state.purchases;
  return { label: said('job', { done, total: settings.payments }), done, total: settings.payments };
}

/** Purchases at one stage, oldest first. */
export function at({ open }: Purchases, wanted: Purchase['stage']): readonly Purchase[] {
  return open.filter(({ stage }) => stage === wanted);
}

/** What a button about a purchase names. */
export function namesOf({ shop, amount }: Purchase): { readonly whom: number; readonly coins: number } {
  return { whom: shop, coins: amount };
}

/** Goods at the door, one tap each. */
export function goodsOffers(purchases: Purchases, offer: (purchase: Purchase) => VerbOffer): VerbOffer[] {
  return at(purchases, 'here').slice(0, MOST_OFFERS).map(offer);
}

/** The merchants that owe me goods. */
export function merchantsOf(purchases: Purchases): Neighbour[] {
  const shops = new Set(at(purchases, 'paid').map(({ shop }) => shop));
  return [...shops].slice(0, MOST_OFFERS).map((node) => ({ node, note: said('neighbour.shop'), mood: 'neutral' }));
}
