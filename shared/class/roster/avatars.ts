import type { SeatRead } from '../state/state.ts';

/** Shapes and colours that a page can draw. No common divisor, so that counting both up meets all 42 pairs. */
export const AVATAR_SHAPES = 7;
export const AVATAR_COLOURS = 6;

/** Shape and colour for a newcomer: a pair that nobody has, or the one that the fewest have. */
export function freeAvatar(seats: Iterable<SeatRead>): { readonly shape: number; readonly colour: number } {
  const used = new Map<number, number>();
  for (const {
    mark: { shape, colour },
  } of seats)
    used.set(shape * AVATAR_COLOURS + colour, (used.get(shape * AVATAR_COLOURS + colour) ?? 0) + 1);
  let best = { shape: 0, colour: 0 };
  let fewest = Number.POSITIVE_INFINITY;
  for (let step = 0; step < AVATAR_SHAPES * AVATAR_COLOURS; step++) {
    const pair = { shape: step % AVATAR_SHAPES, colour: step % AVATAR_COLOURS };
    const count = used.get(pair.shape * AVATAR_COLOURS + pair.colour) ?? 0;
    if (count < fewest) [best, fewest] = [pair, count];
  }
  return best;
}
