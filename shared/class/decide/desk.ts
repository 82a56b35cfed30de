import type { InstructorCommand } from '../../protocol/commands.ts';
import { enter } from '../lesson/phases.ts';
import { timeIsUp } from '../lesson/time.ts';
import type { Standing } from '../state/standing.ts';
import { type ClassRead, stepBefore, stepOf } from '../state/state.ts';
import { refuse } from '../words/refusals.ts';
import type { Decision } from './decision.ts';
import { comesLate } from './late.ts';
import { decideRoster } from './roster.ts';
import { endStress, stress } from './stress.ts';

/** ms that a phase may still last after an extension. */
const LONGEST_AHEAD = 30 * 60_000;

export function decideDesk(standing: Standing, command: InstructorCommand, at: number): Decision {
  const late = 'epoch' in command ? comesLate(standing.state, command.epoch) : null;
  if (late !== null) return late;
  switch (command.type) {
    case 'start':
      return stepOf(standing.state).phase === 'lobby' ? next(standing, at) : wrongPhase(standing.state);
    case 'next':
      return next(standing, at);
    case 'back':
      return back(standing, at);
    case 'pause':
      return pause(standing, command.revision, at);
    case 'resume':
      return resume(standing, command.revision, at);
    case 'extend':
      return extend(standing, command.seconds, at);
    case 'stress':
      return stress(standing, command, at);
    case 'stress-end':
      return endStress(standing, command.index, at);
    case 'end':
      return end(standing, at);
    default:
      return decideRoster(standing, command, at);
  }
}

function next(standing: Standing, at: number): Decision {
  const { phase, steps } = standing.state;
  return phase.step + 1 < steps.length ? { events: enter(standing, phase.step + 1, at) } : refuse('nothing-next');
}

function back(standing: Standing, at: number): Decision {
  const before = stepBefore(standing.state);
  return before >= 0 ? { events: enter(standing, before, at) } : refuse('nothing-before');
}

function pause({ state }: Standing, revision: number, at: number): Decision {
  const { phase } = state;
  if (phase.pausedAt !== null) return refuse('paused');
  if (revision !== state.clockRevision) return refuse('clock-changed');
  if (phase.endsAt === null || timeIsUp(phase, at)) return wrongPhase(state);
  return { events: [{ type: 'paused', at }] };
}

function resume({ state }: Standing, revision: number, at: number): Decision {
  if (state.phase.pausedAt === null) return refuse('not-paused');
  return revision === state.clockRevision ? { events: [{ type: 'resumed', at }] } : refuse('clock-changed');
}

function extend({ state }: Standing, seconds: number, at: number): Decision {
  const { phase } = state;
  if (phase.endsAt === null) return wrongPhase(state);
  const now = phase.pausedAt ?? at;
  const endsAt = Math.max(phase.endsAt, now) + Math.round(seconds * 1000);
  if (endsAt - now > LONGEST_AHEAD) return refuse('too-long', { seconds: LONGEST_AHEAD / 1000 });
  return { events: [{ type: 'extended', endsAt, at }] };
}

/** To the last phase, with its podium. The class stays open: `back` takes the end back. */
function end(standing: Standing, at: number): Decision {
  const { state } = standing;
  return stepOf(state).phase === 'end' ? refuse('at-end') : { events: enter(standing, state.steps.length - 1, at) };
}

function wrongPhase(state: ClassRead): Decision {
  return refuse('wrong-phase', { phase: stepOf(state).phase });
}
