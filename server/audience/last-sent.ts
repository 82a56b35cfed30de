import type { Classroom, FrameCursor } from '../../shared/class/index.ts';
import type { RosterMemory } from '../../shared/protocol/roster-diff.ts';
import { emptyMemory, type SeatMemory } from '../../shared/protocol/seat-diff.ts';
import type { BoardFrame, DeskView, SceneView } from '../../shared/protocol/views.ts';

/** What one connection was last sent, so that nothing is sent twice. */
export interface LastSent {
  /** It has said hello; before that its page was not ready. */
  ready: boolean;
  seat: SeatMemory;
  /** The desk's last view, as text. */
  desk: string;
  /** When its private view may be sent again (ms of the server's clock), and the version of the class that it was last sent. */
  nextAt: number;
  version: number;
  turns: number;
  readonly roster: RosterMemory;
  scene: SceneView | null;
  cursor: FrameCursor | null;
  frameAt: number;
}

const NOTHING = { desk: '', nextAt: 0, version: -1, turns: -1, scene: null, cursor: null, frameAt: 0 };

export function newLastSent(): LastSent {
  return { ready: false, seat: emptyMemory(), roster: new Map(), ...NOTHING };
}

/** After a hello everything is sent again. */
export function forget(lastSent: LastSent): void {
  lastSent.roster.clear();
  Object.assign(lastSent, { ready: true, seat: emptyMemory(), ...NOTHING });
}

/** @returns the view if it differs from the one last sent */
export function changedDesk(lastSent: LastSent, view: DeskView): DeskView | undefined {
  const text = JSON.stringify(view);
  if (text === lastSent.desk) return undefined;
  lastSent.desk = text;
  return view;
}

/** @returns the scene if it differs from the one last sent */
export function changedScene(lastSent: LastSent, room: Classroom): SceneView | undefined {
  const scene = room.scene();
  if (scene === null || scene === lastSent.scene) return undefined;
  lastSent.scene = scene;
  lastSent.cursor = null;
  return scene;
}

const BEAT_MS = 500;

/** @returns what happened on the network since the last frame; a frame without news goes out twice a second, so that a board knows how fresh it is */
export function nextFrame(lastSent: LastSent, room: Classroom, now: number): BoardFrame | undefined {
  const next = room.frame(lastSent.cursor);
  if (next === null) return undefined;
  const { frame } = next;
  const news =
    frame.nodes.length + frame.departures.length + frame.mishaps.length + frame.lines.length + frame.finished.length;
  if (news === 0 && now - lastSent.frameAt < BEAT_MS) return undefined;
  lastSent.cursor = next.cursor;
  lastSent.frameAt = now;
  return frame;
}
