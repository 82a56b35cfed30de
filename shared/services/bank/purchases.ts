import { type Micros, micros, type Net, type NodeId, type Reason } from '../../sim/index.ts';
import { type Payment, paymentId } from './payment.ts';
import type { Settings } from './settings.ts';

/** Timers that every buyer knows. Those of one architecture count from 10. */
export const Timer = { wish: 0, again: 1 } as const;

/** Something that the person at this machine wants to buy. `number` counts from 1 on this machine. Times in µs. */
export interface Purchase {
  readonly number: number;
  readonly shop: NodeId;
  readonly amount: number;
  readonly since: number;
  /** wanted: not paid; paid: on its way; here: the goods came and wait to be accepted. */
  stage: 'wanted' | 'paid' | 'here';
  /** When it was last paid, and how often; its payment's timer. */
  paidAt: number;
  tries: number;
  /** The bank, or the chain as it is seen here, says that the payment counts. */
  settled: boolean;
}

/** One machine's purchases: plain JSON, a part of its state. */
export interface Purchases {
  made: number;
  got: number;
  failed: number;
  /** Those under way, oldest first. */
  readonly open: Purchase[];
}

/** More wishes than a screen can offer make nobody buy faster. */
const MOST_WANTED = 4;
/** Who has that many wishes has no other for so long, µs. */
const PAUSE = 100_000;
/** Payments are sent again after a wait that doubles so often. */
const DOUBLINGS = 3;

export function newPurchases(): Purchases {
  return { made: 0, got: 0, failed: 0, open: [] };
}

/** The next wish comes up, unless all that were wanted have. */
export function planWish(net: Net, self: NodeId, purchases: Purchases, settings: Settings): void {
  if (purchases.got + purchases.open.length >= settings.payments) return;
  const think = net.random('wish', self).exponential(settings.think) / net.load;
  net.after(self, micros(wantedIn(purchases) < MOST_WANTED ? think : Math.max(think, PAUSE)), Timer.wish);
}

function wantedIn({ open }: Purchases): number {
  return open.filter(({ stage }) => stage === 'wanted').length;
}

/** A new wish, unless enough are under way. `shops`: who sells, from the first to the last machine; nobody buys from itself. */
export function makeWish(
  net: Net,
  self: NodeId,
  purchases: Purchases,
  settings: Settings,
  shops: { readonly first: number; readonly last: number },
): Purchase | undefined {
  const { open } = purchases;
  if (wantedIn(purchases) >= MOST_WANTED || purchases.got + open.length >= settings.payments) return undefined;
  const others = shops.last - shops.first;
  if (others < 1) return undefined;
  const random = net.random('purchase', self);
  const drawn = shops.first + random.below(others);
  purchases.made++;
  const wish: Purchase = {
    number: purchases.made,
    shop: (drawn >= self ? drawn + 1 : drawn) as NodeId,
    amount: 1 + random.below(settings.price),
    since: net.now,
    stage: 'wanted',
    paidAt: -1,
    tries: 0,
    settled: false,
  };
  open.push(wish);
  net.fact('asked', self, wish.shop, paymentId(self, wish.number));
  return wish;
}

export function findPurchase(purchases: Purchases, number: unknown): Purchase | undefined {
  return purchases.open.find((purchase) => purchase.number === number);
}

export function paymentFor(self: NodeId, { number, shop, amount }: Purchase): Payment {
  return { id: paymentId(self, number), from: self, to: shop, amount, signed: true, stolen: false };
}

/** The payment leaves; without goods it is sent again after a wait that doubles. */
export function markPaid(net: Net, self: NodeId, purchase: Purchase, wait: Micros): void {
  purchase.stage = 'paid';
  purchase.paidAt = net.now;
  purchase.tries++;
  const doubled = wait * 2 ** Math.min(DOUBLINGS, purchase.tries - 1);
  const jitter = 1 + net.random('again', self).unit() / 4;
  net.after(self, micros(doubled * jitter), Timer.again, [purchase.number, purchase.tries]);
}

/** The purchase whose payment is due to be sent again, if nothing came since. */
export function dueAgain(purchases: Purchases, arg: unknown): Purchase | undefined {
  const [number, tries] = arg as readonly [number, number];
  const purchase = findPurchase(purchases, number);
  return purchase?.stage === 'paid' && purchase.tries === tries ? purchase : undefined;
}

/** The goods lie at the door; undefined for those that are here already or were not bought. */
export function goodsCame(purchases: Purchases, number: number): Purchase | undefined {
  const purchase = findPurchase(purchases, number);
  if (purchase?.stage !== 'paid') return undefined;
  purchase.stage = 'here';
  purchase.settled = true;
  return purchase;
}

/** The buyer takes the goods: the purchase is over. */
export function acceptGoods(
  net: Net,
  self: NodeId,
  purchases: Purchases,
  purchase: Purchase,
  settings: Settings,
): void {
  purchases.open.splice(purchases.open.indexOf(purchase), 1);
  purchases.got++;
  net.fact('got', self, purchase.shop, paymentId(self, purchase.number), net.now - purchase.since);
  if (purchases.got === settings.payments) net.fact('done', self);
}

/** The purchase ends without goods; the person will wish for something else. */
export function failPurchase(
  net: Net,
  self: NodeId,
  purchases: Purchases,
  purchase: Purchase,
  reason: Reason,
  settings: Settings,
): void {
  const resting = purchases.got + purchases.open.length >= settings.payments;
  purchases.open.splice(purchases.open.indexOf(purchase), 1);
  purchases.failed++;
  net.fact('failed', self, purchase.shop, paymentId(self, purchase.number), 0, reason);
  if (resting) planWish(net, self, purchases, settings);
}
