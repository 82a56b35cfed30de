import { type Net, type NodeId, type Refusal, seconds } from '../../../sim/index.ts';
import { recordsParams } from '../params.ts';
import { note } from '../tasks.ts';
import type { DatabaseState } from './state.ts';

export const INTRUDER_TIMER = 1;
/** Whoever has the keys of the database's machine reads one record after the other, so quickly. */
const READS_EVERY = seconds(0.3);
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

/** One record more, while the stranger is inside and has not seen all. */
export function intruderReads(net: Net, self: NodeId, state: DatabaseState): void {
  const { intruder } = state;
  if (!net.hasTrait(self, 'breached') || intruder.seen >= recordsParams(net.plan.params).records) {
    intruder.inside = 0;
    return;
  }
  net.after(self, READS_EVERY, INTRUDER_TIMER);
  if (net.now < intruder.outUntil) return;
  if (intruder.inside === 0) intruder.since = net.now;
  net.fact('exposed', self, -1, intruder.seen);
  intruder.inside++;
  intruder.seen++;
}

/** New keys for the machine room: who had the old ones is out, and everybody waits for a second. */
export function changeLocks(net: Net, self: NodeId, state: DatabaseState): Refusal | undefined {
  const { intruder } = state;
  if (intruder.inside === 0) return { code: 'nobody-inside', said: { key: 'records.refusal.nobody-inside' } };
  intruder.inside = 0;
  intruder.outUntil = net.now + SHUT_OUT;
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
