import { type Action, type Net, type NodeId, type Refusal, seconds } from '../../../sim/index.ts';
import { extraId, type Payment } from '../payment.ts';
import { refusal, remember } from '../said.ts';
import type { Settings } from '../settings.ts';
import { backUp, pause, restore } from './disk.ts';
import { apply, balanceOf } from './ledger.ts';
import { answerNo, isBarred, letPass, sayNo } from './server.ts';
import type { ServerState } from './state.ts';
import { Kind } from './wire.ts';

export const SERVER_VERBS = ['approve', 'refuse', 'audit', 'back-up', 'restore'] as const;

/** How long nothing is taken from a customer who was refused. */
const BAR_TIME = seconds(10);
const AUDIT_PAUSE = seconds(0.4);
const AUDIT_EVERY = seconds(8);
/** The autopilot is slower than a person: it audits and backs up so seldom, and needs so long to see that the disk is gone. */
const PILOT = { audit: seconds(30), backUp: seconds(40), restore: seconds(8) };

export function serverAction(
  net: Net,
  self: NodeId,
  state: ServerState,
  action: Action,
  settings: Settings,
): Refusal | undefined {
  switch (action.type) {
    case 'approve': {
      const held = state.held.find(({ payment }) => payment.id === action.payment);
      if (held === undefined) return refusal('not-on-desk');
      letPass(net, self, state, held.payment, settings);
      return undefined;
    }
    case 'refuse':
      return action.whom === undefined
        ? refusePayment(net, self, state, action.payment, settings)
        : bar(net, self, state, Number(action.whom) as NodeId, settings);
    case 'audit':
      return audit(net, self, state, settings);
    case 'back-up': {
      const no = whyNoBackUp(state);
      if (no === undefined) backUp(net, self, state);
      return no;
    }
    case 'restore':
      if (!state.diskLost) return refusal('nothing-lost');
      restore(net, self, state);
      return undefined;
    default:
      return refusal('not-your-verb');
  }
}

export function whyNoBackUp(state: ServerState): Refusal | undefined {
  if (state.ledger === null) return refusal('no-ledger');
  return state.entries.length === 0 ? refusal('nothing-new') : undefined;
}

export function whyNoAudit(net: Net, state: ServerState): Refusal | undefined {
  if (state.ledger === null) return refusal('no-ledger');
  const from = state.auditedAt + AUDIT_EVERY;
  if (net.now < from) return refusal('too-soon', { seconds: Math.ceil((from - net.now) / 1e6) });
  return state.unaudited.length === 0 ? refusal('nothing-new') : undefined;
}

/** What the autopilot does: it brings the ledger back, backs up and audits now and then, and lets the oldest paper pass. */
export function serverAutopilot(net: Net, state: ServerState): Action | undefined {
  if (state.diskLost) return net.now - state.lostAt >= PILOT.restore ? { type: 'restore' } : undefined;
  if (net.now - state.backedUpAt >= PILOT.backUp && whyNoBackUp(state) === undefined) return { type: 'back-up' };
  const auditDue = net.now - state.auditedAt >= PILOT.audit && whyNoAudit(net, state) === undefined;
  if (auditDue) return { type: 'audit' };
  const [oldest] = state.held;
  return oldest && { type: 'approve', payment: oldest.payment.id };
}

function refusePayment(
  net: Net,
  self: NodeId,
  state: ServerState,
  id: unknown,
  settings: Settings,
): Refusal | undefined {
  const held = state.held.find(({ payment }) => payment.id === id);
  if (held === undefined) return refusal('not-on-desk');
  const { payment } = held;
  state.held = state.held.filter((other) => other !== held);
  if (payment.stolen) net.fact('fraud-rejected', self, payment.from, payment.id, payment.amount);
  sayNo(net, self, state, { to: payment.from, id: payment.id, why: 'refused' }, settings);
  return undefined;
}

/** Nothing is taken from this customer for a while, and what waits of theirs leaves the queue. */
function bar(net: Net, self: NodeId, state: ServerState, whom: NodeId, settings: Settings): Refusal | undefined {
  if (!(Number.isInteger(whom) && whom > 0 && whom < net.plan.nodes)) return refusal('no-such-customer');
  if (isBarred(net, state, whom)) return refusal('already-barred', { whom });
  const rules = state.barred.filter((rule) => rule.until > net.now);
  state.barred = [...rules, { who: whom, until: net.now + BAR_TIME }];
  net.fact('rule-made', self, whom, whom);
  net.fact('rule-kept', self, whom, whom);
  const waiting = net.queue(self).filter(({ message }) => message.from === whom);
  net.dropJobs(self, 'throttled', ({ message }) => message.from === whom);
  for (const { message } of waiting) answerNo(net, self, state, message, 'barred', settings);
  remember(state, 'barred', { whom });
  return undefined;
}

/** Customers look at their statements: what a thief paid in their name is paid back, as far as it is still there. */
function audit(net: Net, self: NodeId, state: ServerState, settings: Settings): Refusal | undefined {
  const no = whyNoAudit(net, state);
  if (no !== undefined) return no;
  const thefts = state.unaudited.filter(({ stolen }) => stolen);
  const back = thefts.filter((theft) => payBack(net, self, state, theft, settings));
  net.fact('defence', self, -1, 0, state.unaudited.length * settings.paymentBytes);
  state.unaudited = [];
  state.auditedAt = net.now;
  pause(net, self, state, AUDIT_PAUSE);
  remember(state, 'audited', { n: thefts.length, back: back.length });
  return undefined;
}

function payBack(net: Net, self: NodeId, state: ServerState, theft: Payment, { noteBytes }: Settings): boolean {
  const { ledger } = state;
  if (ledger === null || balanceOf(ledger.balances, theft.to) < theft.amount) return false;
  state.corrections++;
  const id = extraId(self, state.corrections);
  const back: Payment = { id, from: theft.to, to: theft.from, amount: theft.amount, signed: true, stolen: false };
  state.entries.push(back);
  apply(ledger, back);
  net.fact('fraud-rejected', self, theft.from, theft.id, theft.amount);
  for (const who of [back.from, back.to]) {
    net.send(self, who, Kind.receipt, noteBytes, { id, balance: balanceOf(ledger.balances, who) });
  }
  return true;
}
