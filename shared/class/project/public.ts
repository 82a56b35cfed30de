import type { Clock, PublicView } from '../../protocol/public-view.ts';
import type { BriefView } from '../../protocol/views.ts';
import { titleOf } from '../../stresses/index.ts';
import { machinesFor } from '../casting/roles.ts';
import { architectureOf } from '../lesson/steps.ts';
import type { ClassContext } from '../state/class-context.ts';
import { actedIn, type ClassRead, scenarioOf, stepOf } from '../state/state.ts';
import { say } from '../words/text-keys.ts';
import { bannerOf, metersOf } from './meters.ts';
import { resultView } from './result.ts';

/** What everybody in the class may see. */
export function publicView(context: ClassContext, at: number): PublicView {
  const { state, current } = context;
  const { phase, round, run } = stepOf(state);
  const inRound = phase !== 'lobby' && phase !== 'end';
  const scenario = scenarioOf(state);
  const playing = phase === 'play' && current !== null;
  return {
    code: state.code,
    title: state.title,
    phase,
    epoch: state.epoch,
    round,
    rounds: state.rounds.length,
    run,
    service: inRound ? scenario.service : null,
    scenario: inRound ? scenario.id : null,
    architecture: inRound ? architectureOf(scenario, run) : null,
    clock: clockOf(state, at),
    locked: state.locked,
    suggestedNames: state.suggestedNames,
    counts: countsOf(state),
    meters: playing ? metersOf(current) : [],
    banner: playing ? bannerOf(current) : null,
    notice: null,
    brief: inRound ? briefView(context) : null,
    result: resultView(context),
  };
}

function clockOf({ phase, clockRevision: revision }: ClassRead, at: number): Clock {
  return { at: phase.pausedAt ?? at, endsAt: phase.endsAt, paused: phase.pausedAt !== null, revision, pace: 1 };
}

function countsOf(state: ClassRead): PublicView['counts'] {
  const seats = [...state.seats.values()];
  return {
    joined: seats.length,
    connected: seats.filter(({ connected }) => connected).length,
    acted: actedIn(state).size,
    bots: botsOf(state),
  };
}

/** Those that play now; in the lobby those that would play if the class began. */
function botsOf(state: ClassRead): number {
  const { phase, round } = stepOf(state);
  const first = { phase: 'play' as const, round, run: 0 as const, seconds: null };
  if (phase === 'lobby') return Math.max(0, machinesFor(state, first) - state.seats.size);
  return state.cast.seats.filter((seat) => seat === null).length;
}

/** The trouble that is announced is the one that nobody keeps secret. */
function briefView({ state, catalogue }: ClassContext): BriefView {
  const scenario = scenarioOf(state);
  const { title, story, lookFor, question, discuss, stresses } = scenario;
  const architecture = architectureOf(scenario, stepOf(state).run);
  const trouble = stresses.flatMap(({ id, at }) => {
    const card = catalogue.stresses.get(id);
    return card === undefined || card.secret ? [] : [say('trouble.at', { what: titleOf(card, architecture), at })];
  });
  return { title, story, lookFor, question, discuss, trouble };
}
