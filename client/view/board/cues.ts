import { type Board, darkSince } from './board.ts';

/** A moment with a sound. */
export type Cue =
  | { readonly kind: 'tick' }
  | { readonly kind: 'fall' }
  | { readonly kind: 'rise' }
  | { readonly kind: 'chord'; readonly share: number }
  | { readonly kind: 'class-chord' };

/** The state of a board when sounds were last made from it. */
export interface Heard {
  readonly runId: string;
  readonly t: number;
  readonly dark: boolean;
  readonly finished: number;
  readonly all: boolean;
}

export function heardOf(board: Board, t: number): Heard {
  const finished = [...board.nodes.values()].filter(({ finishedAt }) => finishedAt >= 0).length;
  return { runId: board.scene.runId, t, dark: darkSince(board) >= 0, finished, all: board.allDone };
}

/** What there is to hear between two moments of one run: nothing where a board has only just begun to look. */
export function cuesBetween(before: Heard, now: Heard, board: Board): readonly Cue[] {
  if (before.runId !== now.runId) return [];
  const cues: Cue[] = [];
  if (now.dark && !before.dark) cues.push({ kind: 'fall' });
  if (!now.dark && before.dark) cues.push({ kind: 'rise' });
  if (now.all && !before.all) cues.push({ kind: 'class-chord' });
  else if (now.finished > before.finished) cues.push({ kind: 'chord', share: now.finished / goals(board) });
  if (landedBetween(board, before.t, now.t)) cues.push({ kind: 'tick' });
  return cues;
}

function goals(board: Board): number {
  return Math.max(1, [...board.nodes.values()].filter(({ frame }) => frame.progress !== null).length);
}

function landedBetween(board: Board, from: number, to: number): boolean {
  return board.traffic.flights.some(
    ({ arrives, lostAt, refusedAt }) => lostAt < 0 && refusedAt < 0 && arrives > from && arrives <= to,
  );
}
