import type { DeskView, StressCardView } from '../../protocol/views.ts';
import { type Micros, seconds } from '../../sim/index.ts';
import { titleOf } from '../../stresses/index.ts';
import { mostToFill } from '../casting/fill.ts';
import { serviceOf } from '../lesson/plan.ts';
import { architectureOf, type Step } from '../lesson/steps.ts';
import { whenRunIsAt } from '../lesson/time.ts';
import { traitsOf } from '../results/finished.ts';
import { playerName } from '../roster/naming.ts';
import { newcomers } from '../roster/newcomers.ts';
import type { CurrentRun } from '../run/current-run.ts';
import type { ClassContext } from '../state/class-context.ts';
import { scenarioOf, stepBefore, stepOf } from '../state/state.ts';
import { say, type TextKey } from '../words/text-keys.ts';

/** What the instructor's desk gets besides the public view and the roster. @param at ms of class time */
export function deskView(context: ClassContext, at: number): DeskView {
  const { catalogue, state, current, finished } = context;
  return {
    next: say(nextKey(context)),
    back: backOf(context),
    stresses: cardsOf(context),
    bots: state.fillTo ?? scenarioOf(state).machines,
    mostToFill: mostToFill(catalogue, state.lesson),
    onlyOpenedBoards: state.onlyOpenedBoards,
    newcomers: newcomers(state, at).length,
    secrets: current === null ? [] : secretsOf(context),
    lesson: state.lesson.rounds.map((scenario, round) => ({
      title: scenario.title,
      service: scenario.service,
      done: [...finished.values()].some((run) => run.round === round && run.run === 1),
    })),
    roles: rolesToWish(context),
  };
}

/** What people can be in this round; infrastructure such as a tracker is refused when it is asked for. */
function rolesToWish({ catalogue, state }: ClassContext): DeskView['roles'] {
  const scenario = scenarioOf(state);
  const { sides } = serviceOf(catalogue, scenario.service);
  const specs = [0, 1].flatMap((run) => sides[architectureOf(scenario, run as 0 | 1)].roles);
  return [...new Map(specs.map(({ id, name }) => [id, { id, name: { key: name } }])).values()];
}

function nextKey({ state }: ClassContext): TextKey {
  const next = state.steps[state.phase.step + 1];
  if (next === undefined) return 'next.nothing';
  switch (next.phase) {
    case 'brief':
      if (next.run === 1) return 'next.second-run';
      return state.phase.step === 0 ? 'next.start' : 'next.round';
    case 'lobby':
      return 'next.nothing';
    default:
      return `next.${next.phase}`;
  }
}

function backOf({ state }: ClassContext): DeskView['back'] {
  const target = state.over ? undefined : state.steps[stepBefore(state)];
  if (target === undefined || target.phase === 'end') return null;
  return { said: say(`back.${target.phase}`), sure: say(`back.sure.${lossOf(stepOf(state), target)}`) };
}

/** What going back costs: the run that is on, the result of the one that is played again, or nothing. */
function lossOf(from: Step, to: Step): 'drop' | 'again' | 'nothing' {
  if (to.phase === 'play') return 'again';
  return from.phase === 'play' ? 'drop' : 'nothing';
}

function cardsOf({ catalogue, state, current }: ClassContext): readonly StressCardView[] {
  const { round, run } = stepOf(state);
  const scenario = state.lesson.rounds[round];
  if (scenario === undefined) return [];
  const architecture = architectureOf(scenario, run);
  const uses = current === null || current.over ? [] : current.run.stresses;
  return serviceOf(catalogue, scenario.service).stresses.flatMap((id) => {
    const card = catalogue.stresses.get(id);
    if (card === undefined) return [];
    const active = [...uses.keys()].filter((index) => uses[index]?.id === id && uses[index]?.active);
    const endsAt = endOf(state, current, active);
    return [
      {
        id,
        title: titleOf(card, architecture),
        meaning: card.meaning[architecture],
        params: card.defaults,
        active,
        endsAt,
        uses: uses.filter((use) => use.id === id).length,
      },
    ];
  });
}

/** ms of class time when the last of these uses of a stress is over; null where the run is over before. */
function endOf({ phase }: ClassContext['state'], current: CurrentRun | null, active: readonly number[]): number | null {
  if (current === null || active.length === 0) return null;
  const ends = active.map((index) => {
    const lasts = Number(current.run.stresses[index]?.params.for ?? 0);
    const begun = current.commentary.begun.get(index);
    if (lasts <= 0 || begun === undefined) return Number.POSITIVE_INFINITY;
    return whenRunIsAt(phase, (begun + seconds(lasts)) as Micros);
  });
  const last = Math.max(...ends);
  return last < (phase.endsAt ?? Number.POSITIVE_INFINITY) ? last : null;
}

function secretsOf({ state, current }: ClassContext): DeskView['secrets'] {
  if (current === null) return [];
  return traitsOf(current).map(({ node, trait }) => ({ node, trait, name: playerName(state, state.cast.seats, node) }));
}
