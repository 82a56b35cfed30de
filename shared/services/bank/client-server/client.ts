import { type Action, type NodeId, type Refusal, seconds } from '../../../sim/index.ts';
import type { Me, Role, Sight } from '../../kit/index.ts';
import {
  type Again,
  accept,
  dueAgain,
  failPurchase,
  findPurchase,
  goodsCame,
  makeWish,
  markPaid,
  NONE,
  newPurchases,
  noPurchase,
  type Purchase,
  paymentFor,
  planWish,
  progressOf,
  purchaseOf,
} from '../purchases.ts';
import { no, remember } from '../texts.ts';
import { habits, payTwice, takeUp, takeUpAll } from './adversary.ts';
import { clientView } from './client-view.ts';
import { type ClientSide, type Credited, FIRST_CLIENT, isFinal, type NotPaid, type Receipt, SERVER } from './terms.ts';

type Client = Me<ClientSide>;
type ClientSight = Sight<ClientSide>;

/** A person can send a payment again no sooner: before, no answer could be there. */
const PATIENCE = seconds(1);

/** Pays through the bank, and hands goods over at the bank's word. */
export const client: Role<ClientSide> = {
  init: ({ settings }) => ({
    purchases: newPurchases(),
    balance: settings.coins,
    sold: {},
    sales: 0,
    serverSilent: false,
    extras: 0,
    recent: [],
  }),
  start: planWish,
  up(me) {
    planWish(me);
    for (const purchase of me.state.purchases.open) if (purchase.stage === 'paid') sendPayment(me, purchase);
    takeUpAll(me);
  },
  trait(me, trait, on) {
    if (on && me.isUp) takeUp(me, trait);
  },
  on: {
    receipt: heard(receiptCame),
    credited: heard(creditedCame),
    refusal: heard(refusalCame),
    goods(me, from, payment) {
      if (goodsCame(me, payment) !== undefined) remember(me.state, 'goods', { who: from });
    },
  },
  timers: {
    wish(me) {
      makeWish(me, FIRST_CLIENT);
      planWish(me);
    },
    again: payAgain,
    ...habits,
  },
  actions: {
    pay: {
      whyNot({ state: { purchases, balance } }, { purchase: number }) {
        const purchase = findPurchase(purchases, number);
        if (purchase === undefined) return noPurchase(number);
        if (purchase.stage !== 'wanted') return no('paid-already');
        return purchase.amount > balance ? no('overdraft', { balance }) : undefined;
      },
      do: send,
    },
    'pay-again': { whyNot: whyNotAgain, do: send },
    accept,
  },
  autopilot,
  view: clientView,
  picture: (me) => ({
    progress: progressOf(me),
    queue: me.state.purchases.open.filter(({ stage }) => stage === 'paid').length,
  }),
};

/** A client that spends its coins twice, in secret. */
export const cheat: Role<ClientSide> = { ...client, hiddenTrait: 'double-spender' };

/** What the autopilot does: it takes goods in, and pays what it can afford. */
function autopilot({ state: { purchases, balance } }: ClientSight): Action | undefined {
  const here = purchases.open.find(({ stage }) => stage === 'here');
  if (here !== undefined) return { type: 'accept', purchase: here.number };
  const wanted = purchases.open.find(({ stage, amount }) => stage === 'wanted' && amount <= balance);
  return wanted && { type: 'pay', purchase: wanted.number };
}

function whyNotAgain(
  { state, now }: ClientSight,
  { purchase: number }: { readonly purchase: number },
): Refusal | undefined {
  const purchase = findPurchase(state.purchases, number);
  if (purchase === undefined) return number === NONE ? no('nothing-paid') : noPurchase(number);
  if (purchase.stage === 'wanted') return no('not-paid');
  if (purchase.stage === 'here') return no('goods-here');
  const wait = purchase.paidAt + PATIENCE - now;
  return wait > 0 ? no('too-soon', { seconds: Math.ceil(wait / 1e6) }) : undefined;
}

function send(me: Client, { purchase: number }: { readonly purchase: number }): void {
  const purchase = findPurchase(me.state.purchases, number);
  if (purchase !== undefined) sendPayment(me, purchase);
}

function sendPayment(me: Client, purchase: Purchase): void {
  const payment = paymentFor(me.id, purchase);
  markPaid(me, purchase, me.settings.timeout);
  me.send.pay(SERVER, payment);
  if (me.hasTrait('double-spender')) payTwice(me, payment);
}

/** No goods in time: the same payment once more. The bank knows it by its id and makes it only once. */
function payAgain(me: Client, due: Again): void {
  const { state } = me;
  const purchase = dueAgain(state.purchases, due);
  if (purchase === undefined) return;
  state.serverSilent ||= !purchase.settled;
  remember(state, purchase.settled ? 'no-goods' : 'no-answer', { whom: purchase.shop });
  sendPayment(me, purchase);
}

/** Any word of the bank ends its silence. */
function heard<Body>(handle: (me: Client, body: Body) => void) {
  return (me: Client, _from: NodeId, body: Body): void => {
    me.state.serverSilent = false;
    handle(me, body);
  };
}

function receiptCame(me: Client, { id, balance }: Receipt): void {
  me.state.balance = balance;
  const purchase = purchaseOf(me, id);
  if (purchase !== undefined) purchase.settled = true;
}

/** The bank's word is final: the goods go out at once, and again to a payer who asks again. */
function creditedCame(me: Client, { payment, balance }: Credited): void {
  const { state } = me;
  state.balance = balance;
  if (state.sold[payment.id] !== true) {
    state.sold[payment.id] = true;
    state.sales++;
    me.fact('read-fresh', SERVER, payment.id);
    remember(state, 'sold', { whom: payment.from, coins: payment.amount });
  }
  if (payment.from !== me.id) me.send.goods(payment.from, payment.id);
}

function refusalCame(me: Client, { id, why }: NotPaid): void {
  const purchase = purchaseOf(me, id);
  // A cheat's second payment was refused; the first one counts.
  if (purchase === undefined || purchase.stage !== 'paid' || why === 'spent') return;
  remember(me.state, `not-paid.${why}`, { whom: purchase.shop });
  if (isFinal(why)) failPurchase(me, purchase, 'not-allowed');
}
