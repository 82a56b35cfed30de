import type { ClassEvent } from '../../shared/class/index.ts';
import { architectureOf, stepsOf } from '../../shared/class/lesson/steps.ts';
import type { LessonPlan } from '../../shared/scenarios/scenario.ts';
import { type Json, toSeconds } from '../../shared/sim/index.ts';

/** What an event says besides its type, its time and whose it is. Rounds and runs are counted from 1, all times are in seconds. */
export type Details = { readonly [field: string]: Json };

/** What it takes to put an event's ids into words. */
export interface DetailWords {
  /** undefined before `opened`. */
  readonly lesson: LessonPlan | undefined;
  nameOf(seat: string): string;
}

type Event<Type extends ClassEvent['type']> = Extract<ClassEvent, { readonly type: Type }>;

const NONE = () => ({});

/**
 * What may be shown of each event. Only what is named here ever is: the class's secret, the codes of seats and the ids of devices open
 * something to whoever reads them.
 */
const DETAILS: { readonly [Type in ClassEvent['type']]: (event: Event<Type>, words: DetailWords) => Details } = {
  opened: ({ title, lesson, seed, limit, version }) => ({
    title,
    lesson: lesson.id,
    rounds: lesson.rounds.map(({ id }) => id),
    seed,
    limit,
    version,
  }),
  joined: ({ node }) => machine(node),
  moved: NONE,
  'seat-code': NONE,
  connected: NONE,
  disconnected: NONE,
  renamed: ({ name }) => ({ name }),
  kicked: NONE,
  'seat-removed': NONE,
  locked: ({ on }) => ({ on }),
  'suggested-names': ({ on }) => ({ on }),
  'only-opened-boards': ({ on }) => ({ on }),
  'bots-set': ({ fillTo }) => ({ fillTo }),
  'role-wished': ({ role }) => ({ role }),
  cast: ({ round, run, cast, roles }, { nameOf }) => ({
    round: round + 1,
    run: run + 1,
    cast: cast.map((seat) => (seat === null ? null : nameOf(seat))),
    roles,
  }),
  'phase-began': ({ step, lasts }, { lesson }) => ({
    ...stepInWords(lesson, step),
    ...(lasts === null ? {} : { lasts: lasts / 1000 }),
  }),
  paused: NONE,
  resumed: NONE,
  extended: ({ endsAt }) => ({ endsAt: endsAt / 1000 }),
  'all-done': ({ endsAt }) => ({ endsAt: endsAt / 1000 }),
  predicted: ({ prediction: { better, sure, finish } }) => ({ better, sure, finish }),
  voted: ({ better }) => ({ better }),
  acted: ({ node, time, action }) => ({ node, runTime: toSeconds(time), action }),
  stressed: ({ id, params, time }) => ({ stress: id, params, runTime: toSeconds(time) }),
  'stress-ended': ({ index, time }) => ({ index, runTime: toSeconds(time) }),
  clock: NONE,
  restarted: NONE,
  ended: NONE,
};

export function detailsOf<Type extends ClassEvent['type']>(event: Event<Type>, words: DetailWords): Details {
  const details: (event: Event<Type>, words: DetailWords) => Details = DETAILS[event.type as Type];
  return details(event, words);
}

function machine(node: number): Details {
  return node < 0 ? {} : { node };
}

function stepInWords(lesson: LessonPlan | undefined, index: number): Details {
  const step = lesson === undefined ? undefined : stepsOf(lesson)[index];
  const scenario = lesson?.rounds[step?.round ?? -1];
  if (step === undefined || scenario === undefined) return { step: index };
  const { phase, round, run } = step;
  if (phase === 'lobby' || phase === 'end') return { phase };
  return { phase, round: round + 1, run: run + 1, architecture: architectureOf(scenario, run) };
}
