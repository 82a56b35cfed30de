import { initialsOf } from '../names/check.ts';
import { skeletonOf } from '../names/skeleton.ts';
import type { ClassEvent } from './events.ts';
import { countRole, reducePlay } from './reduce-play.ts';
import { type ClassState, nodeOf, type Seat, seatOf, stepOf } from './state.ts';

/** Folds one event into the state. Knows nothing of runs. Events that contradict the state are bugs and throw. */
export function reduce(state: ClassState, event: ClassEvent): void {
  if (event.at < state.lastAt) throw new RangeError(`${event.type} at ${event.at} after ${state.lastAt}`);
  state.lastAt = event.at;
  switch (event.type) {
    case 'opened':
      throw new Error('a class opens once');
    case 'joined':
      return join(state, event);
    case 'moved':
      return move(state, event.seat, event.device);
    case 'seat-code':
      seatOf(state, event.seat).code = event.code;
      return;
    case 'connected':
      Object.assign(seatOf(state, event.seat), { connected: true, claimed: true });
      return;
    case 'disconnected':
      seatOf(state, event.seat).connected = false;
      return;
    case 'renamed':
      return rename(seatOf(state, event.seat), event.name);
    case 'kicked':
      return kick(state, event.seat);
    case 'seat-removed':
      return remove(state, event.seat);
    case 'locked':
      state.locked = event.on;
      return;
    case 'suggested-names':
      state.suggestedNames = event.on;
      return;
    case 'only-opened-boards':
      state.onlyOpenedBoards = event.on;
      return;
    case 'bots-set':
      state.fillTo = event.fillTo;
      return;
    case 'role-wished':
      seatOf(state, event.seat).wish = event.role;
      return;
    case 'cast':
      state.cast = { round: event.round, run: event.run, seats: [...event.cast], roles: event.roles };
      return;
    case 'restarted':
      for (const seat of state.seats.values()) seat.connected = false;
      return;
    case 'clock':
      return;
    case 'ended':
      state.over = true;
      return;
    default:
      return reducePlay(state, event);
  }
}

function join(
  state: ClassState,
  { seat, device, name, shape, colour, node, code, at }: Extract<ClassEvent, { type: 'joined' }>,
): void {
  state.seats.set(seat, {
    id: seat,
    device,
    formerDevices: [],
    code: code ?? null,
    name,
    mark: { shape, colour, initials: initialsOf(name) },
    skeleton: skeletonOf(name),
    connected: false,
    claimed: false,
    joinedAt: at,
    been: new Map(),
    special: 0,
    wish: null,
    taken: 0,
    past: [],
  });
  if (node < 0) return;
  state.cast.seats[node] = seat;
  if (stepOf(state).phase === 'play') countRole(state, seat);
}

/** A device has one seat: that which it had before stays, for whoever has its code. */
function move(state: ClassState, seat: string, device: string): void {
  for (const other of state.seats.values()) if (other.device === device) other.device = '';
  const moved = seatOf(state, seat);
  moved.formerDevices.push(moved.device);
  moved.device = device;
}

function rename(seat: Seat, name: string): void {
  seat.name = name;
  seat.mark = { ...seat.mark, initials: initialsOf(name) };
  seat.skeleton = skeletonOf(name);
}

function kick(state: ClassState, seat: string): void {
  const { device, formerDevices } = seatOf(state, seat);
  for (const one of [device, ...formerDevices]) if (one !== '') state.kickedDevices.add(one);
  state.kickedSeats.add(seat);
  remove(state, seat);
}

function remove(state: ClassState, seat: string): void {
  const node = nodeOf(state, seat);
  if (node >= 0) state.cast.seats[node] = null;
  state.seats.delete(seat);
  state.phase.tapped.delete(seat);
  for (const { predictions, votes } of state.rounds) {
    predictions.delete(seat);
    votes.delete(seat);
  }
}
