import { type Job, type Json, type Message, type Net, type NodeId, seconds } from '../../../sim/index.ts';
import { type Payment, payerOf } from '../payment.ts';
import { remember } from '../said.ts';
import type { Settings } from '../settings.ts';
import { apply, balanceOf, type Ledger, newLedger } from './ledger.ts';
import type { ServerState } from './state.ts';
import { type Credited, Kind, type NotPaid, type Receipt, type Why } from './wire.ts';

/** The bank's own timer; `arg` = payment. */
export const DESK_TIMER = 10;
/** So many papers fit on the desk; a further payment passes unseen. */
export const DESK = 5;
/** A paper that nobody looked at passes after this time. */
const DESK_TIME = seconds(8);

export function newServer(size: number, settings: Settings): ServerState {
  return {
    role: 'server',
    ledger: newLedger(size, settings.coins),
    backup: newLedger(size, settings.coins),
    backedUpAt: 0,
    entries: [],
    diskLost: false,
    lostAt: -1,
    held: [],
    barred: [],
    busyUntil: 0,
    kept: 0,
    unaudited: [],
    auditedAt: 0,
    corrections: 0,
    approved: 0,
    refused: 0,
    recent: [],
  };
}

/** A payment joins the queue, unless its sender is barred or no place is left. */
export function takePayment(net: Net, self: NodeId, state: ServerState, message: Message, settings: Settings): void {
  if (isBarred(net, state, message.from)) {
    net.refuse(message, 'throttled');
    return answerNo(net, self, state, message, 'barred', settings);
  }
  const work = pauseOf(net, state) + net.random('service', self).exponential(settings.service);
  if (!net.enqueue(self, message, work as Parameters<Net['enqueue']>[2])) {
    answerNo(net, self, state, message, 'queue-full', settings);
  }
}

/** How long the next payment's teller is kept by a backup or an audit, µs; each teller is kept once. */
function pauseOf(net: Net, state: ServerState): number {
  if (state.kept === 0) return 0;
  state.kept--;
  return Math.max(0, state.busyUntil - net.now);
}

/** A teller has a payment in hand. */
export function tellerDone(net: Net, self: NodeId, state: ServerState, { message }: Job, settings: Settings): void {
  if (message.kind === Kind.junk) return;
  const payment = message.body as unknown as Payment;
  const why = whyNot(state, payment);
  if (why !== undefined) {
    if (why === 'not-signed') net.fact('corrupt-rejected', self, message.from, payment.id);
    if (why === 'spent') net.fact('fraud-rejected', self, message.from, payment.id, payment.amount);
    return answerNo(net, self, state, message, why, settings);
  }
  if (state.ledger?.done[payment.id] !== undefined) return sayPaid(net, self, state.ledger, payment, settings);
  if (state.held.some((held) => held.payment.id === payment.id)) return;
  const big = settings.limit !== null && payment.amount >= settings.limit;
  if (!big || state.held.length >= DESK) return settle(net, self, state, payment, settings);
  state.held.push({ payment, since: net.now });
  net.after(self, DESK_TIME, DESK_TIMER, payment.id);
}

/** Nobody looked at the paper in time: it passes. */
export function deskTimer(net: Net, self: NodeId, state: ServerState, id: Json, settings: Settings): void {
  const held = state.held.find(({ payment }) => payment.id === id);
  if (held !== undefined) letPass(net, self, state, held.payment, settings);
}

/** A payment leaves the desk and is made, if it still can be. */
export function letPass(net: Net, self: NodeId, state: ServerState, payment: Payment, settings: Settings): void {
  state.held = state.held.filter((held) => held.payment !== payment);
  const why = whyNot(state, payment);
  if (why === undefined) return settle(net, self, state, payment, settings);
  sayNo(net, self, state, { to: payment.from, id: payment.id, why }, settings);
}

/**
 * The transaction. It is written into the log before it counts (write-ahead); both are one event, so that a crash finds all of it or
 * nothing.
 */
function settle(net: Net, self: NodeId, state: ServerState, payment: Payment, settings: Settings): void {
  const { ledger } = state;
  if (ledger === null) throw new Error('a payment was made without a ledger');
  state.entries.push(payment);
  state.unaudited.push(payment);
  apply(ledger, payment);
  state.approved++;
  net.fact('decided', self, payment.from, payment.id, 1);
  if (payment.stolen) net.fact('fraud-accepted', self, payment.from, payment.id, payment.amount);
  if (net.hasTrait(self, 'eavesdropper')) net.fact('exposed', self, payment.from, payment.id);
  sayPaid(net, self, ledger, payment, settings);
}

/** Tells payer and merchant; again if they ask again. */
function sayPaid(net: Net, self: NodeId, { balances }: Ledger, payment: Payment, { noteBytes }: Settings): void {
  const { id, from, to } = payment;
  const receipt: Receipt = { id, balance: balanceOf(balances, from) };
  const credited: Credited = { payment, balance: balanceOf(balances, to) };
  net.send(self, from, Kind.receipt, noteBytes, receipt as unknown as Json);
  net.send(self, to, Kind.credited, noteBytes, credited as unknown as Json);
}

export function isBarred(net: Net, state: ServerState, who: NodeId): boolean {
  return state.barred.some((rule) => rule.who === who && rule.until > net.now);
}

/** Says no to whoever sent a message; junk gets no answer. */
export function answerNo(
  net: Net,
  self: NodeId,
  state: ServerState,
  message: Message,
  why: Why,
  settings: Settings,
): void {
  if (message.kind === Kind.junk) return;
  const { id } = message.body as unknown as Payment;
  sayNo(net, self, state, { to: message.from, id, why }, settings);
}

/** Says no to a payment, and why. */
export function sayNo(
  net: Net,
  self: NodeId,
  state: ServerState,
  { to, id, why }: NotPaid & { readonly to: NodeId },
  { noteBytes }: Settings,
): void {
  state.refused++;
  net.fact('decided', self, to, id, 0, 'not-allowed');
  net.send(self, to, Kind.refusal, noteBytes, { id, why });
  if (why === 'spent') remember(state, 'twice', { who: to });
  if (why === 'not-signed') remember(state, 'forged', { who: to });
}

/** Why a payment can't be made; nothing for one that can be, or has been. */
function whyNot({ ledger }: ServerState, { id, from, to, amount, signed }: Payment): Why | undefined {
  if (ledger === null) return 'no-ledger';
  if (!signed || payerOf(id) !== from) return 'not-signed';
  const paidTo = ledger.done[id];
  if (paidTo !== undefined) return paidTo === to ? undefined : 'spent';
  return balanceOf(ledger.balances, from) < amount ? 'overdraft' : undefined;
}
