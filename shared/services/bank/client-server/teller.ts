import { type Message, type Micros, type NodeId, seconds } from '../../../sim/index.ts';
import type { Me, Sight } from '../../kit/index.ts';
import { type Payment, payerOf } from '../payment.ts';
import { remember } from '../texts.ts';
import { apply, balanceOf, type Ledger } from './ledger.ts';
import type { Held, ServerSide, ServerState, Why } from './terms.ts';

type Server = Me<ServerSide>;

/** So many papers fit on the desk; a further payment passes unseen. */
const DESK = 5;
/** A paper that nobody looked at passes after this time. */
const DESK_TIME = seconds(8);

/** Whatever is sent joins the queue, unless its sender is barred or no place is left. Junk gets no answer. */
export function takeIn(me: Server, from: NodeId, _body: unknown, message: Message): void {
  const payment = me.bodyOf('pay', message);
  if (isBarred(me, from)) {
    me.refuse(message, 'throttled');
    if (payment !== undefined) sayNo(me, from, payment.id, 'barred');
    return;
  }
  const work = pauseOf(me) + me.random('service').exponential(me.settings.service);
  if (!me.enqueue(message, work as Micros) && payment !== undefined) sayNo(me, from, payment.id, 'queue-full');
}

/** How long the next payment's teller is kept by a backup or an audit, µs; each teller is kept once. */
function pauseOf({ state, now }: Server): number {
  if (state.kept === 0) return 0;
  state.kept--;
  return Math.max(0, state.busyUntil - now);
}

/** A teller has a payment in hand. */
export function handle(me: Server, from: NodeId, payment: Payment): void {
  const { state, settings } = me;
  const why = whyNotPaid(state, payment);
  if (why !== undefined) {
    if (why === 'not-signed') me.fact('corrupt-rejected', from, payment.id);
    if (why === 'spent') me.fact('fraud-rejected', from, payment.id, payment.amount);
    return sayNo(me, from, payment.id, why);
  }
  if (state.ledger?.done[payment.id] !== undefined) return sayPaid(me, state.ledger, payment);
  if (heldPayment(state, payment.id) !== undefined) return;
  const big = settings.limit !== null && payment.amount >= settings.limit;
  if (!big || state.held.length >= DESK) return settle(me, payment);
  state.held.push({ payment, since: me.now });
  me.after.desk(DESK_TIME, payment.id);
}

export function heldPayment({ held }: ServerState, id: number | null): Held | undefined {
  return held.find(({ payment }) => payment.id === id);
}

/** A payment leaves the desk, because somebody approved of it or nobody looked in time, and is made, if it still can be. */
export function letPass(me: Server, id: number): void {
  const { state } = me;
  const held = heldPayment(state, id);
  if (held === undefined) return;
  state.held = state.held.filter((other) => other !== held);
  const why = whyNotPaid(state, held.payment);
  if (why === undefined) settle(me, held.payment);
  else sayNo(me, held.payment.from, id, why);
}

/** A payment leaves the desk, and is not made. */
export function turnDown(me: Server, id: number | null): void {
  const { state } = me;
  const held = heldPayment(state, id);
  if (held === undefined) return;
  const { payment } = held;
  state.held = state.held.filter((other) => other !== held);
  if (payment.stolen) me.fact('fraud-rejected', payment.from, payment.id, payment.amount);
  sayNo(me, payment.from, payment.id, 'refused');
}

/**
 * The transaction. It is written into the log before it counts (write-ahead); both are one event, so that a crash finds all of it or
 * nothing.
 */
function settle(me: Server, payment: Payment): void {
  const { state } = me;
  const { ledger } = state;
  if (ledger === null) throw new Error('a payment was made without a ledger');
  state.entries.push(payment);
  state.unaudited.push(payment);
  apply(ledger, payment);
  state.approved++;
  me.fact('decided', payment.from, payment.id, 1);
  if (payment.stolen) me.fact('fraud-accepted', payment.from, payment.id, payment.amount);
  if (me.hasTrait('eavesdropper')) me.fact('exposed', payment.from, payment.id);
  sayPaid(me, ledger, payment);
}

/** Tells payer and merchant; again if they ask again. */
function sayPaid(me: Server, { balances }: Ledger, payment: Payment): void {
  const { id, from, to } = payment;
  me.send.receipt(from, { id, balance: balanceOf(balances, from) });
  me.send.credited(to, { payment, balance: balanceOf(balances, to) });
}

/** Says no to a payment, and why. */
export function sayNo(me: Server, to: NodeId, id: number, why: Why): void {
  const { state } = me;
  state.refused++;
  me.fact('decided', to, id, 0, 'not-allowed');
  me.send.refusal(to, { id, why });
  if (why === 'spent') remember(state, 'twice', { who: to });
  if (why === 'not-signed') remember(state, 'forged', { who: to });
}

export function isBarred({ state, now }: Sight<ServerSide>, who: NodeId): boolean {
  return state.barred.some((rule) => rule.who === who && rule.until > now);
}

/** Why a payment can't be made; nothing for one that can be, or has been. */
function whyNotPaid({ ledger }: ServerState, { id, from, to, amount, signed }: Payment): Why | undefined {
  if (ledger === null) return 'no-ledger';
  if (!signed || payerOf(id) !== from) return 'not-signed';
  const paidTo = ledger.done[id];
  if (paidTo !== undefined) return paidTo === to ? undefined : 'spent';
  return balanceOf(ledger.balances, from) < amount ? 'overdraft' : undefined;
}
