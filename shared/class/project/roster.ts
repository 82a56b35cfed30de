import type { SeatLine } from '../../protocol/views.ts';
import { actedIn, type ClassRead, nodeOf, stepOf } from '../state/state.ts';

/** Every seat in joining order. */
export function roster(state: ClassRead): readonly SeatLine[] {
  const { phase } = stepOf(state);
  const acted = actedIn(state);
  const cast = phase !== 'lobby' && phase !== 'end';
  return [...state.seats.values()].map((seat) => {
    const node = cast ? nodeOf(state, seat.id) : -1;
    return {
      seat: seat.id,
      name: seat.name,
      mark: seat.mark,
      connected: seat.connected,
      acted: acted.has(seat.id),
      node,
      role: state.cast.roles[node] ?? null,
    };
  });
}
