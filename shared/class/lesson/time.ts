import { type Micros, micros } from '../../sim/index.ts';
import type { DeepReadonly } from '../state/deep-readonly.ts';
import type { PhaseState, RoundRead } from '../state/state.ts';

/** ms that the phase has run by `at`, standing still in pauses and at its end. */
export function phaseTime({ beganAt, endsAt, pausedAt, pausedFor }: DeepReadonly<PhaseState>, at: number): number {
  const now = pausedAt ?? (endsAt === null ? at : Math.min(at, endsAt));
  return Math.max(0, now - beganAt - pausedFor);
}

/** The same as a time in the run. */
export function runTime(phase: DeepReadonly<PhaseState>, at: number): Micros {
  return micros(phaseTime(phase, at) * 1000);
}

/** ms of class time when the run will stand at `time`, unless a pause comes. */
export function whenRunIsAt({ beganAt, pausedFor }: DeepReadonly<PhaseState>, time: Micros): number {
  return beganAt + pausedFor + time / 1000;
}

/** Is the phase's time used up? Whatever comes now comes too late, whether the next phase has begun or not. */
export function timeIsUp({ endsAt, pausedAt }: DeepReadonly<PhaseState>, at: number): boolean {
  return endsAt !== null && pausedAt === null && at >= endsAt;
}

/** ms that the second run of a round lasts: as long as the first had, so that the two can be compared. */
export function playLength(round: RoundRead, seconds: number): number {
  return Math.max(seconds * 1000, round.plays ?? 0);
}
