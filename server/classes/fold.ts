import type { ClassEvent, Classroom } from '../../shared/class/index.ts';

/** ms of class time that a run goes on at once. */
const GRAIN_MS = 5;
/** ms of work after which whatever has come in meanwhile is looked at. */
const AT_ONCE_MS = 6;

export interface FoldParts {
  /** Runs the work after everything that has arrived by now was taken in. */
  readonly soon: (work: () => void) => void;
  /** ms of a clock that measures what work costs; without one all is done at once. */
  readonly stopwatch?: () => number;
}

/** Resolves as soon as it may go on; undefined: it may. */
type Breathe = () => Promise<void> | undefined;

/** Folds events into a class, in bits between which others have their turn. @throws what applying them throws */
export async function foldInBits(room: Classroom, events: readonly ClassEvent[], parts: FoldParts): Promise<void> {
  const breathe = breathing(parts);
  // What lies between two events can be long, and cost much.
  for (const event of events) {
    await goOn(room, event.at, breathe);
    room.apply(event);
    await breathe();
  }
}

/** Lets a class's run go on from its last event up to a moment, in bits. */
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
