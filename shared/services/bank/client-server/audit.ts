import { type Refusal, seconds } from '../../../sim/index.ts';
import type { Me, Sight } from '../../kit/index.ts';
import { extraId, type Payment } from '../payment.ts';
import { no, remember } from '../texts.ts';
import { pause } from './durability.ts';
import { apply, balanceOf } from './ledger.ts';
import type { ServerSide } from './terms.ts';

type Server = Me<ServerSide>;

const AUDIT_PAUSE = seconds(0.4);
const AUDIT_EVERY = seconds(8);

export function whyNoAudit({ state, now }: Sight<ServerSide>): Refusal | undefined {
  if (state.ledger === null) return no('no-ledger');
  const from = state.auditedAt + AUDIT_EVERY;
  if (now < from) return no('too-soon', { seconds: Math.ceil((from - now) / 1e6) });
  return state.unaudited.length === 0 ? no('nothing-new') : undefined;
}

/** Customers look at their statements: what a thief paid in their name is paid back, as far as it is still there. */
export function audit(me: Server): void {
  const { state } = me;
  const thefts = state.unaudited.filter(({ stolen }) => stolen);
  const back = thefts.filter((theft) => payBack(me, theft));
  me.fact('defence', -1, 0, state.unaudited.length * me.settings.paymentBytes);
  state.unaudited = [];
  state.auditedAt = me.now;
  pause(me, AUDIT_PAUSE);
  remember(state, 'audited', { n: thefts.length, back: back.length });
}

function payBack(me: Server, theft: Payment): boolean {
  const { state } = me;
  const { ledger } = state;
  if (ledger === null || balanceOf(ledger.balances, theft.to) < theft.amount) return false;
  state.corrections++;
  const id = extraId(me.id, state.corrections);
  const back: Payment = { id, from: theft.to, to: theft.from, amount: theft.amount, signed: true, stolen: false };
  state.entries.push(back);
  apply(ledger, back);
  me.fact('fraud-rejected', theft.from, theft.id, theft.amount);
  for (const who of [back.from, back.to]) me.send.receipt(who, { id, balance: balanceOf(ledger.balances, who) });
  return true;
}
