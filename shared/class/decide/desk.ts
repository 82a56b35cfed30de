import type { InstructorCommand } from '../command.ts';
import type { ClassEvent } from '../events.ts';
import { enter } from '../phases.ts';
import { refuse } from '../refusals.ts';
import type { Standing } from '../standing.ts';
import { stepOf } from '../state.ts';
import { timeIsUp } from '../time.ts';
import type { Decision } from './decision.ts';
import { decideRoster } from './roster.ts';
import { endStress, stress } from './stress.ts';

/** ms that a phase may still last after an extension. */
const LONGEST_AHEAD = 30 * 60_000;

export function decideDesk(standing: Standing, command: InstructorCommand, at: number): Decision {
  switch (command.type) {
    case 'start':
      return stepOf(standing.state).phase === 'lobby' ? next(standing, at) : wrongPhase(standing);
    case 'next':
      return next(standing, at);
    case 'back':
      return back(standing, at);
    case 'pause':
      return pause(standing, at);
    case 'resume':
      return standing.state.phase.pausedAt === null ? refuse('not-paused') : { events: [{ type: 'resumed', at }] };
    case 'extend':
      return extend(standing, command.seconds, at);
    case 'stress':
      return stress(standing, command.id, command.params, at);
    case 'stress-end':
      return endStress(standing, command.index, at);
    case 'end':
      return { events: end(standing, at) };
    default:
      return decideRoster(standing, command, at);
  }
}

function next(standing: Standing, at: number): Decision {
  const { phase, steps } = standing.state;
  return phase.step + 1 < steps.length ? { events: enter(standing, phase.step + 1, at) } : refuse('nothing-next');
}

/** From an early end back to where the class was. */
function back(standing: Standing, at: number): Decision {
  const { phase, endedFrom } = standing.state;
  const before = endedFrom ?? phase.step - 1;
  return before >= 0 ? { events: enter(standing, before, at) } : refuse('nothing-before');
}

function pause(standing: Standing, at: number): Decision {
  const { phase } = standing.state;
  if (phase.pausedAt !== null) return refuse('paused');
  if (phase.endsAt === null || timeIsUp(phase, at)) return wrongPhase(standing);
  return { events: [{ type: 'paused', at }] };
}

function extend(standing: Standing, seconds: number, at: number): Decision {
  const { phase } = standing.state;
  if (phase.endsAt === null) return wrongPhase(standing);
  const now = phase.pausedAt ?? at;
  const endsAt = Math.max(phase.endsAt, now) + Math.round(seconds * 1000);
  if (endsAt - now > LONGEST_AHEAD) return refuse('too-long', { seconds: LONGEST_AHEAD / 1000 });
  return { events: [{ type: 'extended', endsAt, at }] };
}

/** First to the last phase, with its podium; a second time closes the class. */
function end(standing: Standing, at: number): readonly ClassEvent[] {
  const { state } = standing;
  const ended: ClassEvent = { type: 'ended', at };
  return stepOf(state).phase === 'end' ? [ended] : enter(standing, state.steps.length - 1, at);
}

function wrongPhase({ state }: Standing): Decision {
  return refuse('wrong-phase', { phase: stepOf(state).phase });
}
