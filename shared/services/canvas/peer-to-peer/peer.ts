import type { Net, NodeId, Said } from '../../../sim/index.ts';
import { canvasParams } from '../params.ts';
import { noWishes, type Wish, type Wishes } from '../wishes.ts';
import type { Register } from './register.ts';

export const Kind = { delta: 0, kept: 1, digest: 2, want: 3 } as const;
export const Timer = { wish: 0, sync: 1 } as const;

export interface PeerState {
  readonly wishes: Wishes;
  readonly neighbours: number[];
  cells: Record<string, Register>;
  /** Painted here, and not yet known to be anywhere else. */
  readonly unsaved: { readonly wish: Wish; readonly cell: number }[];
  /** When a neighbour's copy was first seen to differ from mine, µs, or -1. */
  readonly apartSince: Record<string, number>;
  heardFrom: number;
  recent: readonly Said[];
}

/** What travels of one cell: its whole register, small enough not to need smaller deltas. */
export type Delta = { readonly cell: number; readonly register: Register; readonly number: number };

/** Cells on which concurrent edits wait for this author to choose: who painted there decides, nobody else. */
export function conflicts(state: PeerState, self: NodeId): { cell: number; register: Register }[] {
  return Object.entries(state.cells)
    .filter(([, { values }]) => values.length > 1 && values.some(({ dot }) => dot[0] === self))
    .map(([cell, register]) => ({ cell: Number(cell), register }));
}

/** A ring for connectedness, and random chords up to the number of neighbours wanted: short paths, no centre. */
export function newPeer(net: Net, self: NodeId): PeerState {
  const n = net.plan.nodes;
  const { neighbours } = canvasParams(net.plan.params);
  const ring = n > 1 ? [...new Set([(self + 1) % n, (self + n - 1) % n])] : [];
  const others = Array.from({ length: n }, (_, node) => node).filter((node) => node !== self && !ring.includes(node));
  const chords = net.random('neighbours', self).sample(others, Math.max(0, neighbours - ring.length));
  return {
    wishes: noWishes(),
    neighbours: [...ring, ...chords],
    cells: {},
    unsaved: [],
    apartSince: {},
    heardFrom: -1,
    recent: [],
  };
}
