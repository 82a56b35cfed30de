import type { NodeId, Said } from '../../../sim/index.ts';
import { kindFor, node, type SideOf, timer, whole } from '../../kit/index.ts';
import type { Settings } from '../settings.ts';
import type { Wish, Wishes } from '../wishes.ts';
import type { Context, Register } from './register.ts';

/** What travels of one cell: its whole register, small enough not to need smaller deltas. `number`: the sender's wish to be confirmed, or 0. */
export interface Delta {
  readonly cell: number;
  readonly register: Register;
  readonly number: number;
}
/** What a copy has seen of each of its cells. */
export type Digest = { readonly [cell: string]: Context };

const kind = kindFor<Settings>();

export const TABLES = {
  service: 'canvas',
  kinds: {
    delta: kind<Delta>(
      'useful',
      'square',
      'teal',
      ({ editBytes }, { register }) => editBytes * Math.max(1, register.values.length),
    ),
    /** The number of the edit that is kept here, too. */
    kept: kind<number>('control', 'dot', 'sky', ({ controlBytes }) => controlBytes),
    digest: kind<Digest>(
      'control',
      'dot',
      'ink',
      ({ controlBytes }, digest) => controlBytes * Math.max(1, Object.keys(digest).length),
    ),
    /** Cells. */
    want: kind<readonly number[]>('control', 'ring', 'yellow', ({ controlBytes }, { length }) => controlBytes * length),
  },
  timers: { wish: timer(), sync: timer() },
  verbs: { paint: { wish: whole }, sync: { whom: node }, keep: { cell: whole, which: whole } },
} as const;

export interface PeerState {
  readonly wishes: Wishes;
  readonly neighbours: readonly NodeId[];
  cells: Record<string, Register>;
  /** Painted here, and not yet known to be anywhere else. */
  readonly unsaved: { readonly wish: Wish; readonly cell: number }[];
  /** When a neighbour's copy was first seen to differ from mine, µs, or -1. */
  readonly apartSince: Record<string, number>;
  recent: readonly Said[];
}

export type PeerSide = SideOf<typeof TABLES, Settings, PeerState>;
