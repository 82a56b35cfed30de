import type { Action, Json, Message, Net, NodeId, Refusal } from '../../../sim/index.ts';
import { type Payment, payerOf, paymentId } from '../payment.ts';
import {
  acceptGoods,
  dueAgain,
  failPurchase,
  findPurchase,
  goodsCame,
  makeWish,
  markPaid,
  newPurchases,
  type Purchase,
  paymentFor,
  planWish,
} from '../purchases.ts';
import { refusal, remember } from '../said.ts';
import type { Settings } from '../settings.ts';
import { payTwice } from './mischief.ts';
import type { ClientState } from './state.ts';
import { type Credited, isFinal, Kind, type NotPaid, type Receipt, SERVER } from './wire.ts';

export const CLIENT_VERBS = ['pay', 'pay-again', 'accept'] as const;

/** A person can send a payment again no sooner, µs: before, no answer could be there. */
export const PATIENCE = 1_000_000;

export function newClient({ coins }: Settings): ClientState {
  return {
    role: 'client',
    purchases: newPurchases(),
    balance: coins,
    sold: {},
    sales: 0,
    bankSilent: false,
    extras: 0,
    recent: [],
  };
}

/** Back after a fall: what was under way is sent again. */
export function clientUp(net: Net, self: NodeId, state: ClientState, settings: Settings): void {
  planWish(net, self, state.purchases, settings);
  for (const purchase of state.purchases.open) {
    if (purchase.stage === 'paid') sendPayment(net, self, purchase, settings);
  }
}

export function wishTimer(net: Net, self: NodeId, state: ClientState, settings: Settings): void {
  makeWish(net, self, state.purchases, settings, { first: 1, last: net.plan.nodes - 1 });
  planWish(net, self, state.purchases, settings);
}

/** No goods in time: the same payment once more. The bank knows it by its id and makes it only once. */
export function againTimer(net: Net, self: NodeId, state: ClientState, arg: Json, settings: Settings): void {
  const purchase = dueAgain(state.purchases, arg);
  if (purchase === undefined) return;
  state.bankSilent ||= !purchase.settled;
  remember(state, purchase.settled ? 'no-goods' : 'no-answer', { whom: purchase.shop });
  sendPayment(net, self, purchase, settings);
}

export function clientMessage(net: Net, self: NodeId, state: ClientState, message: Message, settings: Settings): void {
  if (message.from === SERVER) state.bankSilent = false;
  switch (message.kind) {
    case Kind.receipt:
      return receiptCame(self, state, message.body as unknown as Receipt);
    case Kind.credited:
      return creditedCame(net, self, state, message.body as unknown as Credited);
    case Kind.refusal:
      return refusalCame(net, self, state, message.body as unknown as NotPaid, settings);
    case Kind.goods: {
      const purchase = goodsCame(state.purchases, Number(message.body) - paymentId(self, 0));
      if (purchase !== undefined) remember(state, 'goods', { who: message.from });
      return;
    }
    default:
      throw new Error(`a client got message kind ${message.kind}`);
  }
}

export function clientAction(
  net: Net,
  self: NodeId,
  state: ClientState,
  action: Action,
  settings: Settings,
): Refusal | undefined {
  const purchase = findPurchase(state.purchases, action.purchase);
  if (!CLIENT_VERBS.some((verb) => verb === action.type)) return refusal('not-your-verb');
  if (purchase === undefined) return refusal('no-such-purchase');
  switch (action.type) {
    case 'pay': {
      const no = whyNotPay(state, purchase);
      if (no === undefined) sendPayment(net, self, purchase, settings);
      return no;
    }
    case 'pay-again': {
      const no = whyNotAgain(net, purchase);
      if (no === undefined) sendPayment(net, self, purchase, settings);
      return no;
    }
    default:
      if (purchase.stage !== 'here') return refusal('no-goods');
      acceptGoods(net, self, state.purchases, purchase, settings);
      return undefined;
  }
}

/** The button and the answer go by one rule: what the coins don't cover, as the bank last said, is not paid. */
export function whyNotPay({ balance }: ClientState, { stage, amount }: Purchase): Refusal | undefined {
  if (stage !== 'wanted') return refusal('paid-already');
  return amount > balance ? refusal('overdraft', { balance }) : undefined;
}

export function whyNotAgain(net: Net, purchase: Purchase): Refusal | undefined {
  if (purchase.stage === 'wanted') return refusal('not-paid');
  if (purchase.stage === 'here') return refusal('goods-here');
  const wait = purchase.paidAt + PATIENCE - net.now;
  return wait > 0 ? refusal('too-soon', { seconds: Math.ceil(wait / 1e6) }) : undefined;
}

/** What the autopilot does: it takes goods in, and pays what it can afford. */
export function clientAutopilot({ purchases, balance }: ClientState): Action | undefined {
  const here = purchases.open.find(({ stage }) => stage === 'here');
  if (here !== undefined) return { type: 'accept', purchase: here.number };
  const wanted = purchases.open.find(({ stage, amount }) => stage === 'wanted' && amount <= balance);
  return wanted && { type: 'pay', purchase: wanted.number };
}

function sendPayment(net: Net, self: NodeId, purchase: Purchase, settings: Settings): void {
  const payment = paymentFor(self, purchase);
  markPaid(net, self, purchase, settings.timeout);
  net.send(self, SERVER, Kind.pay, settings.paymentBytes, payment as unknown as Json);
  if (net.hasTrait(self, 'double-spender')) payTwice(net, self, payment, settings);
}

function receiptCame(self: NodeId, state: ClientState, { id, balance }: Receipt): void {
  state.balance = balance;
  const purchase = payerOf(id) === self ? findPurchase(state.purchases, id - paymentId(self, 0)) : undefined;
  if (purchase !== undefined) purchase.settled = true;
}

/** The bank's word is final: the goods go out at once, and again to a payer who asks again. */
function creditedCame(net: Net, self: NodeId, state: ClientState, { payment, balance }: Credited): void {
  state.balance = balance;
  if (state.sold[payment.id] !== true) {
    state.sold[payment.id] = true;
    state.sales++;
    net.fact('read-fresh', self, SERVER, payment.id);
    remember(state, 'sold', { whom: payment.from, coins: payment.amount });
  }
  handOver(net, self, payment);
}

function handOver(net: Net, self: NodeId, payment: Payment): void {
  if (payment.from !== self) net.send(self, payment.from, Kind.goods, 0, payment.id);
}

function refusalCame(net: Net, self: NodeId, state: ClientState, { id, why }: NotPaid, settings: Settings): void {
  const purchase = payerOf(id) === self ? findPurchase(state.purchases, id - paymentId(self, 0)) : undefined;
  // A cheat's second payment was refused; the first one counts.
  if (purchase === undefined || purchase.stage !== 'paid' || why === 'spent') return;
  remember(state, `not-paid.${why}`, { whom: purchase.shop });
  if (isFinal(why)) failPurchase(net, self, state.purchases, purchase, 'not-allowed', settings);
}
