import type { InstructorCommand } from '../../protocol/commands.ts';
import { completeStress } from '../../stresses/params.ts';
import { runTime, timeIsUp } from '../lesson/time.ts';
import type { ClassContext } from '../state/class-context.ts';
import { stepOf } from '../state/state.ts';
import { refuse } from '../words/refusals.ts';
import type { Decision } from './decision.ts';

/** Trouble at the instructor's button: now, in the run that is on. */
export function stress(
  context: ClassContext,
  { id, params, uses }: Extract<InstructorCommand, { type: 'stress' }>,
  at: number,
): Decision {
  const { catalogue, state, current } = context;
  const refusal = notRunning(context, at);
  if (current === null || refusal !== null) return refusal ?? refuse('wrong-phase', { phase: 'play' });
  const card = catalogue.stresses.get(id);
  if (card === undefined || !current.service.stresses.includes(id)) return refuse('unknown-stress');
  const own = current.run.stresses.filter((use) => use.id === id);
  // What was caused this very moment is not active before the run has moved on.
  const justCaused = (state.phase.caused.get(id) ?? -1) >= current.run.now;
  if (justCaused || own.some(({ active }) => active)) return refuse('stress-active');
  if (own.length !== uses) return refuse('stress-ended');
  const completed = completeStress(card, params, { roles: current.facts.roles, nodes: current.facts.size });
  if ('problem' in completed) return refuse('bad-stress', { problem: completed.problem });
  return { events: [{ type: 'stressed', id, params: completed.params, time: runTime(state.phase, at), at }] };
}

/** Ends one use of a stress before its time. `index`: its place among the run's stresses. */
export function endStress(context: ClassContext, index: number, at: number): Decision {
  const { state, current } = context;
  const refusal = notRunning(context, at);
  if (current === null || refusal !== null) return refusal ?? refuse('wrong-phase', { phase: 'play' });
  if (current.run.stresses[index]?.active !== true) return refuse('stress-ended');
  return { events: [{ type: 'stress-ended', index, time: runTime(state.phase, at), at }] };
}

function notRunning({ state }: ClassContext, at: number): Decision | null {
  const { phase } = stepOf(state);
  if (phase !== 'play' || timeIsUp(state.phase, at)) return refuse('wrong-phase', { phase });
  return state.phase.pausedAt === null ? null : refuse('paused');
}
