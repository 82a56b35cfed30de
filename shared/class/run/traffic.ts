import type { Departure, Mishap } from '../../protocol/views.ts';
import { type LogRow, LogType } from '../../sim/index.ts';
import { RecentWindow, type SavedWindow } from './recent-window.ts';

/** Enough for more than a second of the busiest run, which is longer than a board may be behind. */
const KEPT = 8192;

/** Messages on their way, as boards draw them: what left, and what did not land. */
export interface Traffic {
  readonly departures: RecentWindow<Departure>;
  readonly mishaps: RecentWindow<Mishap>;
}

export interface SavedTraffic {
  readonly departures: SavedWindow<Departure>;
  readonly mishaps: SavedWindow<Mishap>;
}

/** @param saved what was on its way elsewhere, to go on from */
export function freshTraffic(saved?: SavedTraffic): Traffic {
  return { departures: new RecentWindow(KEPT, saved?.departures), mishaps: new RecentWindow(KEPT, saved?.mishaps) };
}

/** What is still on its way at `now` (µs). Boards that come back begin anew, so that what has landed is never asked for again. */
export function saveTraffic({ departures, mishaps }: Traffic, now: number): SavedTraffic {
  const travelling = departures.since(0).filter(([, , , , , arrives]) => arrives > now);
  return { departures: { next: departures.next, kept: travelling }, mishaps: { next: mishaps.next, kept: [] } };
}

/** Notes one entry of the log. */
export function watch(
  { departures, mishaps }: Traffic,
  { type, time, node, peer, kind, value, ref, reason }: LogRow,
): void {
  if (type === LogType.departed) departures.push([ref, node, peer, kind, time, value]);
  else if (type === LogType.lost) mishaps.push([ref, time, 0, reason]);
  else if (type === LogType.refused) mishaps.push([ref, time, 1, reason]);
}
