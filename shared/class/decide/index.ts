import type { Standing } from '../state/standing.ts';
import { refuse } from '../words/refusals.ts';
import type { Actor, Command } from './command.ts';
import type { Decision } from './decision.ts';
import { decideDesk } from './desk.ts';
import { decideServer } from './server.ts';
import { decideStudent } from './student.ts';

/** Judges a command by who asks; changes nothing. */
export function decide(standing: Standing, command: Command, actor: Actor, at: number): Decision {
  if (standing.state.over) return command.type === 'tick' ? { events: [] } : refuse('ended');
  switch (command.type) {
    case 'predict':
    case 'act':
    case 'vote':
      return actor.kind === 'student' ? decideStudent(standing, command, actor.seat, at) : refuse('not-allowed');
    case 'join':
    case 'move':
    case 'seat-code':
    case 'connected':
    case 'give-up':
    case 'disconnected':
    case 'tick':
    case 'restarted':
    case 'close':
      return actor.kind === 'server' ? decideServer(standing, command, at) : refuse('not-allowed');
    default:
      return actor.kind === 'instructor' ? decideDesk(standing, command, at) : refuse('not-allowed');
  }
}
