import type { Numbered } from '../../protocol/commands.ts';
import type { Scenario } from '../../scenarios/scenario.ts';
import { commonest } from '../casting/roles.ts';
import type { ClassEvent } from './events.ts';
import { type ClassState, freshRound, nodeOf, type RoundState, type Seat, seatOf, stepOf } from './state.ts';

/** How many of a student's deeds have their answers remembered. That none counts twice does not rest on it. */
const ANSWERS_KEPT = 32;

type PlayEvent = Extract<
  ClassEvent,
  {
    type:
      | 'phase-began'
      | 'paused'
      | 'resumed'
      | 'extended'
      | 'all-done'
      | 'predicted'
      | 'voted'
      | 'acted'
      | 'stressed'
      | 'stress-ended';
  }
>;

const STOPS_OR_STARTS: ReadonlySet<ClassEvent['type']> = new Set(['phase-began', 'paused', 'resumed']);

/** Folds an event of a lesson's course into the state. */
export function reducePlay(state: ClassState, event: PlayEvent): void {
  const { phase } = state;
  if (STOPS_OR_STARTS.has(event.type)) state.clockRevision++;
  const round = state.rounds[stepOf(state).round] as RoundState;
  const first = stepOf(state).run === 0;
  switch (event.type) {
    case 'phase-began':
      return beginPhase(state, event);
    case 'paused':
      phase.pausedAt = event.at;
      return;
    case 'resumed':
      return resume(state, event.at);
    case 'extended':
      return extend(state, event.endsAt);
    case 'all-done':
      phase.allDone = true;
      phase.endsAt = event.endsAt;
      return;
    case 'predicted':
      round.predictions.set(event.seat, event.prediction);
      take(seatOf(state, event.seat), event);
      return;
    case 'voted':
      round.votes.set(event.seat, event.better);
      take(seatOf(state, event.seat), event);
      return;
    case 'acted':
      phase.tapped.add(event.seat);
      take(seatOf(state, event.seat), event);
      return;
    case 'stressed':
      phase.caused.set(event.id, event.time);
      if (first) round.stresses.push({ id: event.id, at: event.time / 1_000_000, params: event.params });
      return;
    case 'stress-ended':
      if (first) shorten(round, event.index, event.time / 1_000_000);
      return;
  }
}

function beginPhase(state: ClassState, { step, lasts, at }: Extract<ClassEvent, { type: 'phase-began' }>): void {
  const last = state.steps.length - 1;
  state.endedFrom = step === last && state.phase.step < last - 1 ? state.phase.step : null;
  state.phase = {
    step,
    beganAt: at,
    endsAt: lasts === null ? null : at + lasts,
    pausedAt: null,
    pausedFor: 0,
    allDone: false,
    tapped: new Set(),
    caused: new Map(),
  };
  state.epoch++;
  forgetLater(state);
  if (stepOf(state).phase === 'play') beginPlay(state, lasts ?? 0);
}

/** Going back undoes what came after: the rounds behind this one, and a first run that is to be played again. */
function forgetLater(state: ClassState): void {
  const { phase, round, run } = stepOf(state);
  if (phase === 'end') return;
  state.rounds.forEach((lived, index) => {
    const again = index === round && run === 0 && phase !== 'reveal';
    if (index < round || (index === round && !again)) return;
    const fresh = freshRound(state.lesson.rounds[index] as Scenario);
    state.rounds[index] = index === round ? { ...fresh, predictions: lived.predictions } : fresh;
  });
}

function beginPlay(state: ClassState, lasts: number): void {
  const { round, run } = stepOf(state);
  const lived = state.rounds[round] as RoundState;
  if (run === 0) Object.assign(lived, { plays: lasts, machines: state.cast.seats.length });
  for (const seat of state.cast.seats) if (seat !== null) countRole(state, seat);
}

/** Notes that a seat has the role of its machine in a run that has begun. */
export function countRole(state: ClassState, seat: string): void {
  const player = seatOf(state, seat);
  const role = state.cast.roles[nodeOf(state, seat)] ?? '';
  player.been.set(role, (player.been.get(role) ?? 0) + 1);
  if (role !== commonest(state.cast.roles)) player.special++;
  if (player.wish === role) player.wish = null;
}

function resume({ phase }: ClassState, at: number): void {
  const stood = at - (phase.pausedAt ?? at);
  phase.pausedFor += stood;
  if (phase.endsAt !== null) phase.endsAt += stood;
  phase.pausedAt = null;
}

function extend(state: ClassState, endsAt: number): void {
  const { phase } = state;
  const step = stepOf(state);
  const round = state.rounds[step.round] as RoundState;
  const more = endsAt - (phase.endsAt ?? endsAt);
  if (step.phase === 'play' && step.run === 0) round.plays = (round.plays ?? 0) + more;
  phase.endsAt = endsAt;
}

function take(seat: Seat, { id, number, at }: Numbered & { readonly at: number }): void {
  seat.taken = number;
  seat.past.push({ id, at, refusal: null });
  if (seat.past.length > ANSWERS_KEPT) seat.past.shift();
}

/** A stress that was ended by hand lasts as long in the second run. */
function shorten(round: RoundState, index: number, at: number): void {
  const use = round.stresses[index];
  if (use === undefined) return;
  round.stresses[index] = { ...use, params: { ...use.params, for: Math.max(0.001, at - use.at) } };
}
