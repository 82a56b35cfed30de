import type { Sight } from '../../kit/index.ts';
import type { Register, Value } from './register.ts';
import type { PeerSide } from './terms.ts';

/** Cells on which concurrent edits wait for this author to choose: who painted there decides, nobody else. */
export function conflicts({ state, id }: Sight<PeerSide>): { cell: number; register: Register }[] {
  return Object.entries(state.cells)
    .filter(([, { values }]) => values.length > 1 && values.some(({ dot }) => dot[0] === id))
    .map(([cell, register]) => ({ cell: Number(cell), register }));
}

/** One of the colours that a tile was given at once; undefined where there is nothing to choose. */
export function choiceOf({ state }: Sight<PeerSide>, cell: number, which: number): Value | undefined {
  const { values = [] } = state.cells[cell] ?? {};
  return values.length < 2 ? undefined : values[which];
}
