import { type Micros, micros, type NodeId, type Reason, type Refusal } from '../../sim/index.ts';
import { type After, type Self, type SelfSight, timer, whole } from '../kit/index.ts';
import { type Payment, payerOf, paymentId } from './payment.ts';
import type { Settings } from './settings.ts';
import { no } from './texts.ts';

/** A purchase's payment that is due to be sent again: which it was, and the how-manieth try. */
export type Again = readonly [number: number, tries: number];

/** Timers that every buyer knows. */
export const BUYER_TIMERS = { wish: timer(), again: timer<Again>() } as const;
/** Fields of a verb about one purchase. */
export const A_PURCHASE = { purchase: whole } as const;

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

interface Buying {
  readonly purchases: Purchases;
}
export type Buyer = Self<Settings, Buying> & { readonly after: After<typeof BUYER_TIMERS> };
export type BuyerSight = SelfSight<Settings, Buying>;

/** Stands for a purchase where there is none to name. */
export const NONE = 0;
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
export function planWish(me: Buyer): void {
  const { purchases } = me.state;
  if (purchases.got + purchases.open.length >= me.settings.payments) return;
  const think = me.random('wish').exponential(me.settings.think) / me.load;
  me.after.wish(micros(wantedIn(purchases) < MOST_WANTED ? think : Math.max(think, PAUSE)));
}

function wantedIn({ open }: Purchases): number {
  return open.filter(({ stage }) => stage === 'wanted').length;
}

/** A new wish, unless enough are under way. All people's machines from `first` on sell; nobody buys from itself. */
export function makeWish(me: Buyer, first: number): void {
  const { purchases } = me.state;
  const { open } = purchases;
  const others = me.people - 1 - first;
  if (wantedIn(purchases) >= MOST_WANTED || purchases.got + open.length >= me.settings.payments || others < 1) return;
  const random = me.random('purchase');
  const drawn = first + random.below(others);
  purchases.made++;
  const wish: Purchase = {
    number: purchases.made,
    shop: (drawn >= me.id ? drawn + 1 : drawn) as NodeId,
    amount: 1 + random.below(me.settings.price),
    since: me.now,
    stage: 'wanted',
    paidAt: -1,
    tries: 0,
    settled: false,
  };
  open.push(wish);
  me.fact('asked', wish.shop, paymentId(me.id, wish.number));
}

export function findPurchase({ open }: Purchases, number: number): Purchase | undefined {
  return open.find((purchase) => purchase.number === number);
}

/** This machine's purchase that a payment is for. */
export function purchaseOf({ id: self, state }: BuyerSight, payment: number): Purchase | undefined {
  return payerOf(payment) === self ? findPurchase(state.purchases, payment - paymentId(self, 0)) : undefined;
}

/** Why there is nothing to do with this purchase: it is over, or never was. */
export function noPurchase(number: number): Refusal {
  return no(number === NONE ? 'nothing-wanted' : 'no-such-purchase');
}

export function paymentFor(self: NodeId, { number, shop, amount }: Purchase): Payment {
  return { id: paymentId(self, number), from: self, to: shop, amount, signed: true, stolen: false };
}

/** The payment leaves; without goods it is sent again after a wait that doubles. */
export function markPaid(me: Buyer, purchase: Purchase, wait: Micros): void {
  purchase.stage = 'paid';
  purchase.paidAt = me.now;
  purchase.tries++;
  const doubled = wait * 2 ** Math.min(DOUBLINGS, purchase.tries - 1);
  const jitter = 1 + me.random('again').unit() / 4;
  me.after.again(micros(doubled * jitter), [purchase.number, purchase.tries]);
}

/** The purchase whose payment is due to be sent again, if nothing came since. */
export function dueAgain(purchases: Purchases, [number, tries]: Again): Purchase | undefined {
  const purchase = findPurchase(purchases, number);
  return purchase?.stage === 'paid' && purchase.tries === tries ? purchase : undefined;
}

/** The goods for a payment lie at the door; undefined for those that are here already or were not bought. */
export function goodsCame(me: BuyerSight, payment: number): Purchase | undefined {
  const purchase = purchaseOf(me, payment);
  if (purchase?.stage !== 'paid') return undefined;
  purchase.stage = 'here';
  purchase.settled = true;
  return purchase;
}

/** The buyer takes the goods: the purchase is over. */
export const accept = {
  whyNot({ state }: BuyerSight, { purchase: number }: { readonly purchase: number }): Refusal | undefined {
    const purchase = findPurchase(state.purchases, number);
    if (purchase === undefined) return noPurchase(number);
    return purchase.stage === 'here' ? undefined : no('no-goods');
  },
  do(me: Buyer, { purchase: number }: { readonly purchase: number }): void {
    const { purchases } = me.state;
    const index = purchases.open.findIndex((one) => one.number === number);
    const [got] = purchases.open.splice(index, 1);
    if (got === undefined) throw new Error(`there is no purchase ${number}`);
    purchases.got++;
    me.fact('got', got.shop, paymentId(me.id, number), me.now - got.since);
    if (purchases.got === me.settings.payments) me.fact('done');
  },
};

/** The purchase ends without goods; the person will wish for something else. */
export function failPurchase(me: Buyer, purchase: Purchase, reason: Reason): void {
  const { purchases } = me.state;
  const resting = purchases.got + purchases.open.length >= me.settings.payments;
  purchases.open.splice(purchases.open.indexOf(purchase), 1);
  purchases.failed++;
  me.fact('failed', purchase.shop, paymentId(me.id, purchase.number), 0, reason);
  if (resting) planWish(me);
}

/** How much of what its person wants a machine has. */
export function progressOf({ settings, state }: BuyerSight): number {
  return settings.payments === 0 ? 1 : Math.min(1, state.purchases.got / settings.payments);
}
