import type { Micros, NodeId, Refusal } from '../../sim/index.ts';
import { hiddenWords } from '../casting/hidden.ts';
import { planOf } from '../lesson/plan.ts';
import { runTime } from '../lesson/time.ts';
import { snapshot } from '../results/scores.ts';
import type { Catalogue } from '../state/catalogue.ts';
import type { ClassEvent } from '../state/events.ts';
import { type ClassRead, nodeOf, stepOf } from '../state/state.ts';
import { type CurrentRun, startRun } from './current-run.ts';

/** The run that begins with the step that is on; every connected student holds its machine. */
export function beginRun(catalogue: Catalogue, state: ClassRead): CurrentRun {
  const step = stepOf(state);
  const plan = { ...planOf(catalogue, state, step, state.cast.seats.length), hidden: hiddenWords(state, step) };
  const current = startRun(catalogue, plan, state.phase.step, `${step.round}.${step.run}.${state.epoch}`);
  for (const [node, seat] of state.cast.seats.entries())
    if (seat !== null) takeOver(current, state, seat, node, 0 as Micros);
  return current;
}

/** Carries into the run what an event means to it. Only an act can be refused. */
export function applyToRun(
  current: CurrentRun,
  state: ClassRead,
  event: ClassEvent,
  machine: number,
): Refusal | undefined {
  const time = runTime(state.phase, event.at);
  switch (event.type) {
    case 'acted':
      return current.run.input({ time: event.time, node: event.node as NodeId, action: event.action });
    case 'stressed':
      return instruct(current, event.time, { type: 'stress', id: event.id, params: event.params });
    case 'stress-ended':
      return instruct(current, event.time, { type: 'stress-end', index: event.index });
    case 'joined':
      if (event.node >= 0) takeOver(current, state, event.seat, event.node, time);
      return undefined;
    case 'connected':
    case 'disconnected':
      return machine < 0 ? undefined : pilot(current, machine, event.type === 'connected', time);
    case 'kicked':
    case 'seat-removed':
      current.occupancies.delete(event.seat);
      return machine < 0 ? undefined : pilot(current, machine, false, time);
    case 'restarted':
      for (const seat of current.occupancies.keys()) pilot(current, nodeOf(state, seat), false, time);
      return undefined;
    default:
      current.run.advance(time);
      return undefined;
  }
}

function takeOver(current: CurrentRun, state: ClassRead, seat: string, node: number, time: Micros): void {
  current.run.advance(time);
  current.occupancies.set(seat, { node, since: time, from: snapshot(current.stats[node]) });
  if (state.seats.get(seat)?.connected) pilot(current, node, true, time);
}

function pilot(current: CurrentRun, node: number, person: boolean, time: Micros): undefined {
  instruct(current, time, { type: 'pilot', node, mode: person ? 'person' : 'bot' });
}

/** What the class asks of a run it has checked before: a refusal here is a bug. */
function instruct(
  current: CurrentRun,
  time: Micros,
  action: Parameters<CurrentRun['run']['input']>[0]['action'],
): undefined {
  const refusal = current.run.input({ time, node: -1 as NodeId, action });
  if (refusal !== undefined) throw new Error(`the run refused ${action.type}: ${refusal.code}`);
}
