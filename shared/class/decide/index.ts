import type { ClassContext } from '../state/class-context.ts';
import { refuse } from '../words/refusals.ts';
import type { Actor, Command } from './command.ts';
import type { Decision } from './decision.ts';
import { decideDesk } from './desk.ts';
import { decideServer } from './server.ts';
import { decideStudent } from './student.ts';

/** Judges a command by who asks; changes nothing. */
export function decide(context: ClassContext, command: Command, actor: Actor, at: number): Decision {
  if (context.state.over) return command.type === 'tick' ? { events: [] } : refuse('ended');
  switch (command.type) {
    case 'predict':
    case 'act':
    case 'vote':
      return actor.kind === 'student' ? decideStudent(context, command, actor.seat, at) : refuse('not-allowed');
    case 'join':
    case 'move':
    case 'seat-code':
    case 'connected':
    case 'give-up':
    case 'disconnected':
    case 'tick':
    case 'restarted':
    case 'close':
      return actor.kind === 'server' ? decideServer(context, command, at) : refuse('not-allowed');
    default:
      return actor.kind === 'instructor' ? decideDesk(context, command, at) : refuse('not-allowed');
  }
}
