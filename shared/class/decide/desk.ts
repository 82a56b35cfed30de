import type { InstructorCommand } from '../../protocol/commands.ts';
import { enter } from '../lesson/phases.ts';
import { timeIsUp } from '../lesson/time.ts';
import type { ClassContext } from '../state/class-context.ts';
import { type ClassRead, stepBefore, stepOf } from '../state/state.ts';
import { refuse } from '../words/refusals.ts';
import type { Decision } from './decision.ts';
import { comesLate } from './late.ts';
import { decideRoster } from './roster.ts';
import { endStress, stress } from './stress.ts';

/** ms that a phase may still last after an extension. */
const LONGEST_AHEAD = 30 * 60_000;

export function decideDesk(context: ClassContext, command: InstructorCommand, at: number): Decision {
  const late = 'epoch' in command ? comesLate(context.state, command.epoch) : null;
  if (late !== null) return late;
  switch (command.type) {
    case 'start':
      return stepOf(context.state).phase === 'lobby' ? next(context, at) : wrongPhase(context.state);
    case 'next':
      return next(context, at);
    case 'back':
      return back(context, at);
    case 'pause':
      return pause(context, command.revision, at);
    case 'resume':
      return resume(context, command.revision, at);
    case 'extend':
      return extend(context, command.seconds, at);
    case 'stress':
      return stress(context, command, at);
    case 'stress-end':
      return endStress(context, command.index, at);
    case 'end':
      return end(context, at);
    default:
      return decideRoster(context, command, at);
  }
}

function next(context: ClassContext, at: number): Decision {
  const { phase, steps } = context.state;
  return phase.step + 1 < steps.length ? { events: enter(context, phase.step + 1, at) } : refuse('nothing-next');
}

function back(context: ClassContext, at: number): Decision {
  const before = stepBefore(context.state);
  return before >= 0 ? { events: enter(context, before, at) } : refuse('nothing-before');
}

function pause({ state }: ClassContext, revision: number, at: number): Decision {
  const { phase } = state;
  if (phase.pausedAt !== null) return refuse('paused');
  if (revision !== state.clockRevision) return refuse('clock-changed');
  if (phase.endsAt === null || timeIsUp(phase, at)) return wrongPhase(state);
  return { events: [{ type: 'paused', at }] };
}

function resume({ state }: ClassContext, revision: number, at: number): Decision {
  if (state.phase.pausedAt === null) return refuse('not-paused');
  return revision === state.clockRevision ? { events: [{ type: 'resumed', at }] } : refuse('clock-changed');
}

function extend({ state }: ClassContext, seconds: number, at: number): Decision {
  const { phase } = state;
  if (phase.endsAt === null) return wrongPhase(state);
  const now = phase.pausedAt ?? at;
  const endsAt = Math.max(phase.endsAt, now) + Math.round(seconds * 1000);
  if (endsAt - now > LONGEST_AHEAD) return refuse('too-long', { seconds: LONGEST_AHEAD / 1000 });
  return { events: [{ type: 'extended', endsAt, at }] };
}

/** To the last phase, with its podium. The class stays open: `back` takes the end back. */
function end(context: ClassContext, at: number): Decision {
  const { state } = context;
  return stepOf(state).phase === 'end' ? refuse('at-end') : { events: enter(context, state.steps.length - 1, at) };
}

function wrongPhase(state: ClassRead): Decision {
  return refuse('wrong-phase', { phase: stepOf(state).phase });
}
