import type { Said } from '../../../sim/index.ts';
import type { Hearing } from '../hearing.ts';
import { type Speech, silence } from '../speech.ts';

/** The messages of the meshed call, by their index. */
export const Kind = { media: 0, report: 1, ask: 2, agree: 3 } as const;

export interface PeerState {
  readonly speech: Speech;
  readonly hearing: Hearing;
  /** Friends that get low quality. */
  readonly lowTo: number[];
  /** friend -> the friend that carries what goes there; and whom I have asked to. */
  routes: Record<string, number>;
  readonly asking: Record<string, number>;
  readonly asked: { readonly who: number; readonly whom: number }[];
  /** Pairs that I carry for. */
  readonly carries: string[];
  /** Turns in a row that a friend did not report on, or reported as unclear. */
  readonly silent: Record<string, number>;
  readonly unclear: Record<string, number>;
  recent: readonly Said[];
}

export function newPeer(): PeerState {
  return {
    speech: silence(),
    hearing: {},
    lowTo: [],
    routes: {},
    asking: {},
    asked: [],
    carries: [],
    silent: {},
    unclear: {},
    recent: [],
  };
}
