import type { ClassEvent, Classroom } from '../../shared/class/index.ts';

/** How far a run is advanced at a time, in ms of class time. */
const GRAIN_MS = 5;
/** After so much work, in ms, other events get their turn. */
const AT_ONCE_MS = 6;

export interface FoldParts {
  /** Runs the work after the events that have already arrived. */
  readonly soon: (work: () => void) => void;
  /** A clock in ms that measures work; without one everything is done at once. */
  readonly stopwatch?: () => number;
}

/** Resolves when work may go on; undefined if it may at once. */
type Breathe = () => Promise<void> | undefined;

/** Folds events into a class, with pauses in which others get their turn. @throws what applying them throws */
export async function foldInBits(room: Classroom, events: readonly ClassEvent[], parts: FoldParts): Promise<void> {
  const breathe = breathing(parts);
  // The time between two events may be long and costly to run.
  for (const event of events) {
    await goOn(room, event.at, breathe);
    room.apply(event);
    await breathe();
  }
}

/** Advances a class's run from its last event to a given time, with pauses. */
export function advanceInBits(room: Classroom, to: number, parts: FoldParts): Promise<void> {
  return goOn(room, to, breathing(parts));
}

async function goOn(room: Classroom, to: number, breathe: Breathe): Promise<void> {
  for (let at = room.lastAt; at < to; ) {
    at = room.isRunning ? Math.min(to, at + GRAIN_MS) : to;
    room.advance(at);
    const pause = breathe();
    if (pause !== undefined) await pause;
  }
}

function breathing({ soon, stopwatch = () => 0 }: FoldParts): Breathe {
  let began = stopwatch();
  return () => {
    if (stopwatch() - began < AT_ONCE_MS) return undefined;
    return new Promise((resolve) => {
      soon(() => {
        began = stopwatch();
        resolve();
      });
    });
  };
}
