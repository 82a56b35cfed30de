import type { Net, NodeId, Said } from '../../sim/index.ts';
import type { Settings } from './settings.ts';

/** Where a handler runs: one machine in one run. */
export interface Machine {
  readonly net: Net;
  readonly self: NodeId;
  readonly settings: Settings;
}

const REMEMBERED = 3;

/** Puts what happened in front of the last few happenings that its player can read. */
export function remember(recent: Said[], key: string, args?: NonNullable<Said['args']>): void {
  // By hand, because `unshift` makes the list anew each time.
  for (let at = Math.min(recent.length, REMEMBERED - 1); at > 0; at--) recent[at] = recent[at - 1] as Said;
  recent[0] = args === undefined ? { key } : { key, args };
}
