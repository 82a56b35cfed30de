import { LogType } from '../../sim/index.ts';
import type { Departure, Mishap } from '../views.ts';
import { Ring } from './ring.ts';

/** Enough for more than a second of the busiest run, which is longer than a board may be behind. */
const KEPT = 8192;

/** Messages on their way, as boards draw them: what left, and what did not land. */
export interface Traffic {
  readonly departures: Ring<Departure>;
  readonly mishaps: Ring<Mishap>;
}

export function freshTraffic(): Traffic {
  return { departures: new Ring(KEPT), mishaps: new Ring(KEPT) };
}

/** Notes one entry of the log. */
export function watch(
  { departures, mishaps }: Traffic,
  type: LogType,
  time: number,
  node: number,
  peer: number,
  kind: number,
  value: number,
  ref: number,
  reason: number,
): void {
  if (type === LogType.departed) departures.push([ref, node, peer, kind, time, value]);
  else if (type === LogType.lost) mishaps.push([ref, time, 0, reason]);
  else if (type === LogType.refused) mishaps.push([ref, time, 1, reason]);
}
