import type { SeatRead } from '../state/state.ts';

/** Shapes and colours that a page can draw. No common divisor, so that counting both up meets all 42 pairs. */
export const MARK_SHAPES = 7;
export const MARK_COLOURS = 6;

/** Shape and colour for a newcomer: a pair that nobody has, or the one that the fewest have. */
export function freeMark(seats: Iterable<SeatRead>): { readonly shape: number; readonly colour: number } {
  const used = new Map<number, number>();
  for (const {
    mark: { shape, colour },
  } of seats)
    used.set(shape * MARK_COLOURS + colour, (used.get(shape * MARK_COLOURS + colour) ?? 0) + 1);
  let best = { shape: 0, colour: 0 };
  let fewest = Number.POSITIVE_INFINITY;
  for (let step = 0; step < MARK_SHAPES * MARK_COLOURS; step++) {
    const pair = { shape: step % MARK_SHAPES, colour: step % MARK_COLOURS };
    const count = used.get(pair.shape * MARK_COLOURS + pair.colour) ?? 0;
    if (count < fewest) [best, fewest] = [pair, count];
  }
  return best;
}
