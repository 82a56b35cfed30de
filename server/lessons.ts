import type { LessonLine } from '../shared/protocol/messages.ts';
import { LESSONS, SCENARIOS } from '../shared/scenarios/index.ts';
import { type Lesson, type LessonPlan, minutesOf, type Scenario } from '../shared/scenarios/scenario.ts';

/** What an instructor can choose from. */
export interface Lessons {
  readonly lines: readonly LessonLine[];
  /** A lesson, or one scenario as a lesson of its own; undefined when there is none. */
  find(asked: { readonly lesson?: string | undefined; readonly scenario?: string | undefined }): LessonPlan | undefined;
}

export function lessonCatalogue(
  lessons: readonly Lesson[] = LESSONS,
  scenarios: readonly Scenario[] = SCENARIOS,
): Lessons {
  const scenarioOf = new Map(scenarios.map((scenario) => [scenario.id, scenario]));
  const roundsOf = ({ rounds }: Lesson) => rounds.flatMap((id) => scenarioOf.get(id) ?? []);
  const planOf = (lesson: Lesson): LessonPlan => ({ id: lesson.id, title: lesson.title, rounds: roundsOf(lesson) });
  return {
    lines: [...lessons.map((lesson) => lessonLine(lesson, roundsOf(lesson))), ...scenarios.map(scenarioLine)],
    find({ lesson, scenario }) {
      if (lesson !== undefined) {
        const found = lessons.find(({ id }) => id === lesson);
        return found && planOf(found);
      }
      const single = scenarioOf.get(scenario ?? '');
      return single && { id: single.id, title: single.title, rounds: [single] };
    },
  };
}

function lessonLine({ id, title, about }: Lesson, rounds: readonly Scenario[]): LessonLine {
  const services = [...new Set(rounds.map(({ service }) => service))];
  return { kind: 'lesson', id, title, about, minutes: minutesOf(rounds), services };
}

function scenarioLine(scenario: Scenario): LessonLine {
  const { id, title, story, service } = scenario;
  return { kind: 'scenario', id, title, about: story, minutes: minutesOf([scenario]), services: [service] };
}
