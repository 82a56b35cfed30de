import type { Prediction, StudentCommand } from '../../protocol/commands.ts';
import type { Phase } from '../../protocol/views.ts';
import type { NodeId } from '../../sim/index.ts';
import { runTime, timeIsUp } from '../lesson/time.ts';
import type { ClassContext } from '../state/class-context.ts';
import { nodeOf, roundOf, type SeatRead, stepOf } from '../state/state.ts';
import { refuse } from '../words/refusals.ts';
import type { Decision } from './decision.ts';
import { comesLate } from './late.ts';

/** Acts that one student may do in a second; more is a machine, or a fist. */
export const MOST_ACTS_PER_SECOND = 6;
/** A page numbers on over what was refused; further ahead than this no page can be. */
const MOST_AHEAD = 1_000_000;

export function decideStudent(context: ClassContext, command: StudentCommand, seat: string, at: number): Decision {
  const student = context.state.seats.get(seat);
  if (student === undefined) return refuse(context.state.kickedSeats.has(seat) ? 'kicked' : 'no-seat');
  const no = whyNotTaken(student, command) ?? comesLate(context.state, command.epoch);
  if (no !== null) return no;
  switch (command.type) {
    case 'predict':
      return predict(context, command, seat, at);
    case 'vote':
      return vote(context, command, seat, at);
    case 'act':
      return act(context, command, student, at);
  }
}

/** One that is sent again gets the answer that it got before; without one, nothing but that it is not taken. */
function whyNotTaken({ taken, past }: SeatRead, { id, number }: StudentCommand): Decision | null {
  if (number > taken && number <= taken + MOST_AHEAD) return null;
  const before = past.find((deed) => deed.id === id);
  if (before === undefined) return refuse('out-of-order');
  return before.refusal === null ? { events: [] } : { refusal: before.refusal };
}

/** Until the phase's last moment; the last one counts. The same again changes nothing. */
function predict(
  context: ClassContext,
  { prediction, id, number }: Extract<StudentCommand, { type: 'predict' }>,
  seat: string,
  at: number,
): Decision {
  if (!isOn(context, 'predict', at)) return tooLate(context);
  const before = roundOf(context.state).predictions.get(seat);
  if (before !== undefined && same(before, prediction)) return { events: [] };
  const { better, sure, finish } = prediction;
  return { events: [{ type: 'predicted', seat, prediction: { better, sure, finish }, id, number, at }] };
}

function vote(
  context: ClassContext,
  { better, id, number }: Extract<StudentCommand, { type: 'vote' }>,
  seat: string,
  at: number,
): Decision {
  if (!isOn(context, 'compare', at)) return tooLate(context);
  if (roundOf(context.state).votes.get(seat) === better) return { events: [] };
  return { events: [{ type: 'voted', seat, better, id, number, at }] };
}

/**
 * A verb on the own machine. What can be seen from outside is refused here; whether the service's rules allow it only the run can
 * say, and trying would change it: such an act goes into the journal, and the run refuses it now and in every replay.
 */
function act(
  context: ClassContext,
  command: Extract<StudentCommand, { type: 'act' }>,
  seat: SeatRead,
  at: number,
): Decision {
  const { state, current } = context;
  if (state.phase.pausedAt !== null && stepOf(state).phase === 'play') return refuse('paused');
  if (current === null || !isOn(context, 'play', at)) return tooLate(context);
  const node = nodeOf(state, seat.id);
  if (node < 0) return refuse('no-machine');
  if (!current.protocol.verbs.includes(command.action.type)) return refuse('unknown-verb');
  if (!current.run.node(node as NodeId).up) return refuse('node-down');
  const lately = seat.past.filter((one) => one.at > at - 1000).length;
  if (lately >= MOST_ACTS_PER_SECOND) return refuse('too-fast');
  const time = runTime(state.phase, at);
  const { id, number, action } = command;
  return { events: [{ type: 'acted', seat: seat.id, id, number, node, time, action, at }] };
}

function isOn({ state }: ClassContext, phase: Phase, at: number): boolean {
  return stepOf(state).phase === phase && !timeIsUp(state.phase, at);
}

function tooLate({ state }: ClassContext): Decision {
  return refuse('wrong-phase', { phase: stepOf(state).phase });
}

function same(one: Prediction, other: Prediction): boolean {
  return one.better === other.better && one.sure === other.sure && one.finish === other.finish;
}
