import type { SeatView } from '../../shared/class/views.ts';
import type { LiveClass } from './live-class.ts';
import type { Peer } from './peer.ts';
import { newsOf } from './seat-news.ts';
import { changedDesk, changedRoster, changedScene, nextFrame } from './seen.ts';

/** A private view goes out this often at most, but for those that follow an own act or a turn of the class. */
const OWN_MS = 500;
const FRAME_MS = 100;

/** Sends a connection what it alone may see of the class, as far as that has changed. */
export function showOwn(peer: Peer, live: LiveClass, now: number): void {
  const { viewer, seen, wire } = peer;
  Object.assign(seen, { nextAt: now + OWN_MS, version: live.version, turns: live.turns });
  if (viewer.kind === 'seat') return showSeat(peer, live.room.seatView(viewer.seat));
  const roster = changedRoster(seen, live.roster());
  if (roster !== undefined) wire.send('roster', roster);
  const desk = viewer.kind === 'desk' ? changedDesk(seen, live.room.deskView()) : undefined;
  if (desk !== undefined) wire.send('desk', desk);
}

function showSeat({ seen, wire }: Peer, view: SeatView | undefined): void {
  const news = view === undefined ? undefined : newsOf(seen.seat, view);
  if (news === undefined) return;
  if ('whole' in news) wire.send('seat', news.whole);
  else wire.send('seat-part', news.part);
}

/** Whether it is this connection's time again. `playing`: things change without anybody doing anything. */
export function needOf({ seen }: Peer, live: LiveClass, now: number, playing: boolean): 'now' | 'due' | 'none' {
  if (seen.turns !== live.turns) return 'now';
  return now >= seen.nextAt && (playing || seen.version !== live.version) ? 'due' : 'none';
}

/** Sends boards and desks the network and what happens on it. */
export function showNetwork({ viewer, seen, wire }: Peer, live: LiveClass, now: number): void {
  if (viewer.kind === 'seat') return;
  const scene = changedScene(seen, live.room);
  if (scene !== undefined) wire.send('scene', scene);
  else if (now - seen.frameAt < FRAME_MS) return;
  const frame = nextFrame(seen, live.room, now);
  if (frame !== undefined) wire.send('frame', frame);
}
