import type { Phase } from '../../protocol/views.ts';
import type { LessonPlan, Scenario } from '../../scenarios/scenario.ts';
import type { Architecture } from '../../sim/index.ts';

/** One step of a lesson. A round is seven of them: a long run-up to the first run, a short one to the second. */
export interface Step {
  readonly phase: Phase;
  readonly round: number;
  readonly run: 0 | 1;
  /** null: until the instructor goes on. */
  readonly seconds: number | null;
}

/** The whole lesson in order: the lobby, every round, the end. */
export function stepsOf(lesson: LessonPlan): readonly Step[] {
  const last = Math.max(0, lesson.rounds.length - 1);
  return [
    { phase: 'lobby', round: 0, run: 0, seconds: null },
    ...lesson.rounds.flatMap(roundSteps),
    { phase: 'end', round: last, run: 1, seconds: null },
  ];
}

function roundSteps({ seconds }: Scenario, round: number): readonly Step[] {
  return [
    { phase: 'brief', round, run: 0, seconds: seconds.brief },
    { phase: 'predict', round, run: 0, seconds: seconds.predict },
    { phase: 'play', round, run: 0, seconds: seconds.play },
    { phase: 'reveal', round, run: 0, seconds: seconds.reveal },
    { phase: 'brief', round, run: 1, seconds: seconds.again },
    { phase: 'play', round, run: 1, seconds: seconds.play },
    { phase: 'compare', round, run: 1, seconds: seconds.compare },
  ];
}

/** Which architecture a run of a round is played on. */
export function architectureOf(scenario: Scenario, run: 0 | 1): Architecture {
  if (run === 0) return scenario.first;
  return scenario.first === 'client-server' ? 'peer-to-peer' : 'client-server';
}
