import type { Architecture } from '../../sim/index.ts';
import { machinesFor } from '../casting/roles.ts';
import { type ClassRead, stepOf } from '../state/state.ts';
import { architectureOf } from './steps.ts';

/** A run that a class has before it, or is in. */
export interface RunAhead {
  readonly service: string;
  readonly architecture: Architecture;
  readonly machines: number;
}

/** All of them, as they would be with bots up to `fillTo` machines (null: as many as each scenario says). */
export function runsAhead(state: ClassRead, fillTo: number | null): readonly RunAhead[] {
  const { steps, phase, lesson, cast } = state;
  const asked = { ...state, fillTo };
  return steps.flatMap((step, index) => {
    const scenario = lesson.rounds[step.round];
    if (step.phase !== 'play' || index < phase.step || scenario === undefined) return [];
    const machines = index === phase.step ? cast.seats.length : machinesFor(asked, step);
    return [{ service: scenario.service, architecture: architectureOf(scenario, step.run), machines }];
  });
}

/** Is the class between its first brief and its last comparison? */
export function isInRound(state: ClassRead): boolean {
  const { phase } = stepOf(state);
  return !state.over && phase !== 'lobby' && phase !== 'end';
}
