import { rosterDiff } from '../../shared/protocol/roster-diff.ts';
import { seatDiff } from '../../shared/protocol/seat-diff.ts';
import type { SeatView } from '../../shared/protocol/views.ts';
import type { ClassRunner } from '../classes/class-runner.ts';
import type { Connection } from './connection.ts';
import { changedDesk, changedScene, nextFrame } from './last-sent.ts';

/** The least time between two private views, in ms, except after an act of the viewer's or a change for every screen. */
const OWN_MS = 500;
const FRAME_MS = 100;
/** Not a possible turn of a class: marks a connection that is to be served next. */
const OWED = -1;

/** Sends a connection its private view if that has changed. While the class is hidden, the view is owed. */
export function pushOwn(connection: Connection, runner: ClassRunner, now: number): void {
  const { viewer, lastSent, wire } = connection;
  const classroom = runner.kept;
  if (classroom === null) {
    lastSent.turns = OWED;
    return;
  }
  Object.assign(lastSent, { nextAt: now + OWN_MS, version: runner.version, turns: runner.turns });
  if (viewer.kind === 'seat') return pushSeat(connection, classroom.seatView(viewer.seat));
  const roster = rosterDiff(lastSent.roster, runner.roster());
  if (roster !== undefined) wire.send('roster', roster);
  const desk = viewer.kind === 'desk' ? changedDesk(lastSent, classroom.deskView(runner.at())) : undefined;
  if (desk !== undefined) wire.send('desk', desk);
}

function pushSeat({ lastSent, wire }: Connection, view: SeatView | undefined): void {
  const news = view === undefined ? undefined : seatDiff(lastSent.seat, view);
  if (news === undefined) return;
  if ('whole' in news) wire.send('seat', news.whole);
  else wire.send('seat-part', news.part);
}

/**
 * Whether it is this connection's time again. `playing`: things change without anybody doing anything. A desk says how many came in the
 * last minute, which changes at any time.
 */
export function urgencyOf(
  { viewer, lastSent }: Connection,
  runner: ClassRunner,
  now: number,
  playing: boolean,
): 'now' | 'due' | 'none' {
  if (lastSent.turns !== runner.turns) return 'now';
  const ages = playing || viewer.kind === 'desk';
  return now >= lastSent.nextAt && (ages || lastSent.version !== runner.version) ? 'due' : 'none';
}

/** Sends boards and desks the scene and the frames of a run. */
export function pushNetwork({ viewer, lastSent, wire }: Connection, runner: ClassRunner, now: number): void {
  const classroom = runner.kept;
  if (viewer.kind === 'seat' || classroom === null) return;
  const scene = changedScene(lastSent, classroom);
  if (scene !== undefined) wire.send('scene', scene);
  else if (now - lastSent.frameAt < FRAME_MS) return;
  const frame = nextFrame(lastSent, classroom, now);
  if (frame !== undefined) wire.send('frame', frame);
}
