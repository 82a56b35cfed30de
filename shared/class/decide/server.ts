import { castWith, freeMachine } from '../casting/roles.ts';
import { CHEER, enter, whatIsDue } from '../lesson/phases.ts';
import { chooseName } from '../names/choose.ts';
import { freeAvatar } from '../roster/avatars.ts';
import { givesWay } from '../roster/newcomers.ts';
import type { ClassContext } from '../state/class-context.ts';
import type { ClassEvent } from '../state/events.ts';
import { stepOf } from '../state/state.ts';
import { refuse } from '../words/refusals.ts';
import type { ServerCommand } from './command.ts';
import type { Decision } from './decision.ts';

export function decideServer(context: ClassContext, command: ServerCommand, at: number): Decision {
  switch (command.type) {
    case 'join':
      return join(context, command, at);
    case 'move':
      return move(context, command, at);
    case 'seat-code':
      if (!context.state.seats.has(command.seat)) return refuse('no-seat');
      return { events: [{ type: 'seat-code', seat: command.seat, code: command.code, at }], seat: command.seat };
    case 'give-up':
      return giveUp(context, command.seat, at);
    case 'connected':
    case 'disconnected':
      return connection(context, command, at);
    case 'tick':
      return { events: tick(context, at) };
    case 'restarted':
      return { events: [{ type: 'restarted', at }] };
    case 'close':
      return { events: [{ type: 'ended', at }] };
  }
}

/**
 * A new seat, or the one that this device already has, whatever name it now gives and however full the class is. Whoever gives another
 * seat's name is asked for that seat's code, also where nobody new may come in.
 */
function join(context: ClassContext, command: Extract<ServerCommand, { type: 'join' }>, at: number): Decision {
  const { state } = context;
  const { seat, device, name } = command;
  if (state.kickedDevices.has(device) || state.kickedSeats.has(seat)) return refuse('kicked');
  const own = [...state.seats.values()].find((other) => other.device === device || other.id === seat);
  const chosen = chooseName(context, name, own?.id);
  if ('refusal' in chosen && chosen.refusal.code === 'name-taken') return chosen;
  if (own !== undefined) return { events: [], seat: own.id };
  if (state.locked) return refuse('locked');
  const isFull = state.seats.size >= state.limit;
  const giving = isFull ? givesWay(state, at) : undefined;
  if (isFull && giving === undefined) return refuse('full', { limit: state.limit });
  if ('refusal' in chosen) return chosen;
  const given: readonly ClassEvent[] = giving === undefined ? [] : [{ type: 'seat-removed', seat: giving.id, at }];
  return { events: [...given, ...takeSeat(context, command, chosen.name, at)], seat };
}

/** Whoever has come meanwhile keeps the seat. */
function giveUp({ state }: ClassContext, seat: string, at: number): Decision {
  return { events: state.seats.get(seat)?.claimed === false ? [{ type: 'seat-removed', seat, at }] : [] };
}

function takeSeat(
  context: ClassContext,
  { seat, device, code }: Extract<ServerCommand, { type: 'join' }>,
  name: string,
  at: number,
): readonly ClassEvent[] {
  const place = machineFor(context, seat, at);
  const mark = freeAvatar(context.state.seats.values());
  const own = code === undefined ? {} : { code };
  return [{ type: 'joined', seat, device, name, ...mark, node: place.node, ...own, at }, ...place.more];
}

/** Seats that were taken away can't be had by their code either, and no device that somebody was taken away on can have another's. */
function move(
  { state }: ClassContext,
  { seat, device }: Extract<ServerCommand, { type: 'move' }>,
  at: number,
): Decision {
  const found = state.seats.get(seat);
  if (state.kickedDevices.has(device) || state.kickedSeats.has(seat)) return refuse('kicked');
  if (found === undefined) return refuse('no-seat');
  return { events: found.device === device ? [] : [{ type: 'moved', seat, device, at }], seat };
}

/** Before a run the network grows for a newcomer when no bot is left; during a run it can't. */
function machineFor(
  { catalogue, state, current }: ClassContext,
  seat: string,
  at: number,
): { node: number; more: readonly ClassEvent[] } {
  const step = stepOf(state);
  const playing = step.phase === 'play' && current !== null;
  const preparing = step.phase === 'brief' || step.phase === 'predict';
  if (!playing && !preparing) return { node: -1, more: [] };
  // Nothing else of the run may count: which machine is passed over would tell everybody what is hidden in it.
  const isDone = (node: number): boolean => playing && current.commentary.finished.includes(node);
  const node = freeMachine(state, isDone);
  if (node >= 0 || playing) return { node, more: [] };
  const { round, run } = step;
  return { node: -1, more: [{ type: 'cast', round, run, ...castWith(catalogue, state, step, seat), at }] };
}

function connection(
  { state }: ClassContext,
  { type, seat }: Extract<ServerCommand, { type: 'connected' | 'disconnected' }>,
  at: number,
): Decision {
  const found = state.seats.get(seat);
  if (found === undefined) return refuse(state.kickedSeats.has(seat) ? 'kicked' : 'no-seat');
  return { events: found.connected === (type === 'connected') ? [] : [{ type, seat, at }] };
}

function tick(context: ClassContext, at: number): readonly ClassEvent[] {
  const { phase } = context.state;
  switch (whatIsDue(context, at)) {
    case 'next':
      return enter(context, phase.step + 1, at);
    case 'all-done':
      return [{ type: 'all-done', endsAt: Math.min(phase.endsAt ?? at, at + CHEER), at }];
    case 'mark':
      return [{ type: 'clock', at }];
    case null:
      return [];
  }
}
