import type { Core } from './core.ts';
import { EventKind, type Scheduled } from './schedule.ts';
import type { NodeId } from './units.ts';

/** Calls the node's timer handler, unless the timer was taken back or the node fell since: `a` kind, `b` epoch, `c` the timer's number. */
export function timerDue(core: Core, event: Scheduled): void {
  if (core.voidTimers.has(event.c)) return;
  const node = core.nodes[event.node];
  if (node === undefined || !node.up || node.epoch !== event.b) return;
  core.protocol.timer?.(core.net, event.node as NodeId, core.states[event.node], event.a, event.arg);
}

/** Numbers of the timers that are still in the schedule although they were taken back. */
export function pendingVoidTimers({ schedule, voidTimers }: Core): readonly number[] {
  return schedule
    .events()
    .filter(({ kind, c }) => kind === EventKind.timer && voidTimers.has(c))
    .map(({ c }) => c);
}
