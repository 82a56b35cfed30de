import { type Net, type NodeId, type Refusal, seconds } from '../../../sim/index.ts';
import { recordsParams } from '../params.ts';
import { note } from '../tasks.ts';
import type { DatabaseState, Intruder } from './state.ts';

export const INTRUDER_TIMER = 1;
/** Whoever has the keys of the database's machine reads one record after the other, so quickly. */
const READS_EVERY = seconds(0.3);
/** With a badge, from outside, it reads one record in the time of so many. */
const BADGE_PAUSE = 5;
/** Shut out, a stranger needs so long to come by the new keys. */
const SHUT_OUT = seconds(15);
/** While locks are changed nobody is let in. */
const LOCKING = seconds(1);
/** The autopilot sees a stranger only so late. */
const PILOT_SEES = seconds(20);

/** Somebody has the keys of this machine, and begins to read. */
export function breakIn(net: Net, self: NodeId): void {
  net.after(self, READS_EVERY, INTRUDER_TIMER);
}

/** One record more, while the stranger is inside and has not seen all; from outside, with a badge, it is slower. */
export function intruderReads(net: Net, self: NodeId, state: DatabaseState): void {
  const { intruder } = state;
  if (!net.hasTrait(self, 'breached') || intruder.seen >= recordsParams(net.plan.params).records) {
    intruder.inside = 0;
    return;
  }
  net.after(self, READS_EVERY, INTRUDER_TIMER);
  if (net.now < intruder.outUntil) return readWithBadge(net, self, state);
  if (intruder.inside === 0) intruder.since = net.now;
  intruder.inside++;
  read(net, self, intruder);
}

function read(net: Net, self: NodeId, intruder: Intruder): void {
  net.fact('exposed', self, -1, intruder.seen);
  intruder.seen++;
}

/** Shut out, the stranger uses the badge that it took along, while that opens anything. */
function readWithBadge(net: Net, self: NodeId, state: DatabaseState): void {
  const { intruder } = state;
  const opensNothing = state.revoked.includes(intruder.badge) || state.refused.includes(intruder.badge);
  if (intruder.badge === 0 || opensNothing) return;
  intruder.pause = (intruder.pause + 1) % BADGE_PAUSE;
  if (intruder.pause !== 0) return;
  state.odd[intruder.badge] = (state.odd[intruder.badge] ?? 0) + 1;
  read(net, self, intruder);
}

/** New keys for the machine room: who had the old ones is out, and everybody waits for a second. */
export function changeLocks(net: Net, self: NodeId, state: DatabaseState): Refusal | undefined {
  const { intruder } = state;
  if (intruder.inside === 0) return { code: 'nobody-inside', said: { key: 'records.refusal.nobody-inside' } };
  intruder.inside = 0;
  intruder.outUntil = net.now + SHUT_OUT;
  intruder.badge = 1 + net.random('intruder', self).below(Math.max(1, net.plan.nodes - 1));
  state.closedUntil = net.now + LOCKING;
  net.fact('rule-made', self, self, self, 1);
  net.fact('rule-kept', self, self, self, 1);
  note(state, 'locks-changed');
  return undefined;
}

/** Does the autopilot see by now that somebody is inside? */
export function pilotSeesIntruder(net: Net, { intruder }: DatabaseState): boolean {
  return intruder.inside > 0 && net.now - intruder.since >= PILOT_SEES;
}
