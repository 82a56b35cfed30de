import type { InstructorCommand } from '../../protocol/commands.ts';
import { mostToFill } from '../casting/fill.ts';
import { castFor } from '../casting/roles.ts';
import { planOf, sideOf } from '../lesson/plan.ts';
import type { Step } from '../lesson/steps.ts';
import { chooseName, namesIn } from '../names/choose.ts';
import { suggestNames } from '../names/suggestions.ts';
import { newcomers } from '../roster/newcomers.ts';
import type { ClassContext } from '../state/class-context.ts';
import type { ClassEvent } from '../state/events.ts';
import { stepOf } from '../state/state.ts';
import { refuse } from '../words/refusals.ts';
import type { Decision } from './decision.ts';

type RosterCommand = Extract<
  InstructorCommand,
  {
    type:
      | 'lock'
      | 'only-opened-boards'
      | 'suggested-names'
      | 'rename'
      | 'new-name'
      | 'kick'
      | 'remove-newcomers'
      | 'role'
      | 'bots';
  }
>;

export function decideRoster(context: ClassContext, command: RosterCommand, at: number): Decision {
  const { state } = context;
  switch (command.type) {
    case 'only-opened-boards':
      return changed(state.onlyOpenedBoards !== command.on, { type: command.type, on: command.on, at });
    case 'lock':
      return changed(state.locked !== command.on, { type: 'locked', on: command.on, at });
    case 'suggested-names':
      return changed(state.suggestedNames !== command.on, { type: 'suggested-names', on: command.on, at });
    case 'bots':
      return fill(context, command.fillTo, at);
    case 'remove-newcomers':
      return { events: newcomers(state, at).map(({ id }) => ({ type: 'seat-removed', seat: id, at })) };
    default:
      return state.seats.has(command.seat) ? decideSeat(context, command, at) : refuse('no-seat');
  }
}

function fill({ catalogue, state }: ClassContext, fillTo: number, at: number): Decision {
  const most = mostToFill(catalogue, state.lesson);
  if (fillTo > most) return refuse('too-many-machines', { most });
  return changed(state.fillTo !== fillTo, { type: 'bots-set', fillTo, at });
}

function decideSeat(
  context: ClassContext,
  command: Extract<RosterCommand, { type: 'rename' | 'new-name' | 'kick' | 'role' }>,
  at: number,
): Decision {
  const { seat } = command;
  switch (command.type) {
    case 'rename':
      return rename(context, seat, command.name, at);
    case 'new-name':
      return newName(context, command, at);
    case 'kick':
      return { events: [{ type: 'kicked', seat, at }] };
    case 'role':
      return wish(context, seat, command.role, at);
  }
}

function rename(context: ClassContext, seat: string, text: string, at: number): Decision {
  const { state } = context;
  const chosen = chooseName(context, text, seat);
  if ('refusal' in chosen) return chosen;
  return changed(state.seats.get(seat)?.name !== chosen.name, { type: 'renamed', seat, name: chosen.name, at });
}

/** Pressed twice, it is one new name. */
function newName(
  context: ClassContext,
  { seat, instead }: Extract<RosterCommand, { type: 'new-name' }>,
  at: number,
): Decision {
  const name = context.state.seats.get(seat)?.name ?? '';
  if (name !== instead) return refuse('renamed', { name });
  return { events: [{ type: 'renamed', seat, name: freshName(context, at), at }] };
}

function freshName({ state }: ClassContext, at: number): string {
  const [name = ''] = suggestNames(1, namesIn(state), state.seed, at);
  return name;
}

/** Taken up when the next run's roles are handed out: at once in brief and predict, or with the next brief. */
function wish(context: ClassContext, seat: string, role: string, at: number): Decision {
  const allowed = rolesAhead(context);
  if (!allowed.includes(role)) return refuse('unknown-role', { role, allowed: allowed.join(', ') });
  const wished: ClassEvent = { type: 'role-wished', seat, role, at };
  const { catalogue, state } = context;
  const step = stepOf(state);
  if (step.phase !== 'brief' && step.phase !== 'predict') return { events: [wished] };
  const seats = new Map(state.seats);
  const student = seats.get(seat);
  if (student !== undefined) seats.set(seat, { ...student, wish: role });
  const { round, run } = step;
  return { events: [wished, { type: 'cast', round, run, ...castFor(catalogue, { ...state, seats }, step), at }] };
}

/** Roles of this round, on both architectures, and of the next one's. */
function rolesAhead({ catalogue, state }: ClassContext): readonly string[] {
  const { round } = stepOf(state);
  const steps = state.steps.filter((step) => step.phase === 'play' && step.round >= round && step.round <= round + 1);
  const roles = steps.flatMap((step: Step) => {
    const plan = planOf(catalogue, state, step, 4);
    return sideOf(catalogue, plan)
      .protocol(plan)
      .nodes.slice(0, 4)
      .map((node) => node.role);
  });
  return [...new Set(roles)];
}

/** Asking for what is already so is no event. */
function changed(really: boolean, event: ClassEvent): Decision {
  return { events: really ? [event] : [] };
}
