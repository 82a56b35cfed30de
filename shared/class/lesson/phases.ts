import { castFor } from '../casting/roles.ts';
import { allDone } from '../run/all-done.ts';
import type { ClassContext } from '../state/class-context.ts';
import type { ClassEvent } from '../state/events.ts';
import { type ClassRead, stepOf } from '../state/state.ts';
import type { Step } from './steps.ts';
import { playLength, timeIsUp } from './time.ts';

/** ms between the last machine's finish and the end of the run: time to cheer. */
export const CHEER = 5000;
/** ms between two marks of the clock: in play, and in other phases that end by themselves. */
const MARK_IN_PLAY = 1000;
const MARK_ELSEWHERE = 5000;

/** The events that begin a step: who plays what, where that is new, and the phase itself. */
export function enter(context: ClassContext, index: number, at: number): readonly ClassEvent[] {
  const { catalogue, state } = context;
  const step = state.steps[index] as Step;
  const began: ClassEvent = { type: 'phase-began', step: index, lasts: lengthOf(state, step), at };
  if (!needsCast(state, step)) return [began];
  const { round, run } = step;
  return [{ type: 'cast', round, run, ...castFor(catalogue, state, step), at }, began];
}

/** What the clock brings about now: the next phase, an early finish, a mark of the time. */
export function whatIsDue({ state, current }: ClassContext, at: number): 'next' | 'all-done' | 'mark' | null {
  const { phase } = state;
  if (phase.endsAt === null || phase.pausedAt !== null) return null;
  if (timeIsUp(phase, at)) return 'next';
  const playing = stepOf(state).phase === 'play';
  if (playing && current !== null && !phase.allDone && allDone(current)) return 'all-done';
  return at - state.lastAt >= (playing ? MARK_IN_PLAY : MARK_ELSEWHERE) ? 'mark' : null;
}

/** When the next automatic transition is due, ms of class time, or null. */
export function dueAt({ state, current }: ClassContext): number | null {
  const { phase } = state;
  if (state.over || phase.endsAt === null || phase.pausedAt !== null) return null;
  const playing = stepOf(state).phase === 'play';
  return playing && current !== null && !phase.allDone && allDone(current) ? state.lastAt : phase.endsAt;
}

/** A brief hands out the roles anew; a run that was reached in another way needs a cast of its own. */
function needsCast({ cast, seats }: ClassRead, { phase, round, run }: Step): boolean {
  if (phase === 'brief') return true;
  if (phase !== 'predict' && phase !== 'play') return false;
  return cast.round !== round || cast.run !== run || [...seats.keys()].some((seat) => !cast.seats.includes(seat));
}

function lengthOf(state: ClassRead, { phase, round, run, seconds }: Step): number | null {
  if (seconds === null) return null;
  const lived = state.rounds[round];
  return phase === 'play' && run === 1 && lived !== undefined ? playLength(lived, seconds) : seconds * 1000;
}
