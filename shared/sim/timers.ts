import type { Core } from './core.ts';
import { EventKind, type Scheduled } from './schedule.ts';
import type { Json, NodeId, TimerId } from './units.ts';

/** Few enough to be kept whatever the schedule holds. */
const KEPT_VOID_TIMERS = 64;

/** Calls the node's timer handler, unless the timer was taken back or the node fell since. */
export function timerDue(core: Core, event: Scheduled): void {
  const [id, arg] = event.arg as readonly [number, Json];
  if (core.voidTimers.delete(id)) return;
  const node = core.nodes[event.node];
  if (node === undefined || !node.up || node.epoch !== event.b) return;
  core.protocol.timer?.(core.net, event.node as NodeId, core.states[event.node], event.a, arg);
}

/** Takes a timer back; one that has fired already stays so. */
export function voidTimer(core: Core, timer: TimerId): void {
  const { voidTimers, schedule } = core;
  voidTimers.add(timer);
  // Those that had fired already will never be met again: now and then they are swept out.
  if (voidTimers.size <= KEPT_VOID_TIMERS + 2 * schedule.size) return;
  const met = new Set(schedule.events().map(timerOf));
  for (const known of voidTimers) if (!met.has(known)) voidTimers.delete(known);
}

function timerOf(event: Scheduled): number {
  return event.kind === EventKind.timer ? (event.arg as readonly [number, Json])[0] : 0;
}
