import type { Architecture } from '../../../shared/sim/plan.ts';
import { applyFrame, type Board, discard, newBoard } from './board.ts';
import type { BoardSource } from './board-source.ts';
import type { BoardFrame, PictureWords, SceneView } from './source.ts';

/** A run as this page has seen it: its newest scene and every frame. */
export interface Recording {
  readonly scene: SceneView;
  readonly frames: readonly BoardFrame[];
}

/** The runs of one round, by architecture. */
export interface Recordings {
  readonly round: number;
  readonly runs: { readonly [side in Architecture]?: Recording };
}

export const NOTHING_RECORDED: Recordings = { round: -1, runs: {} };

/** With a scene that begins a run, or tells of newcomers in it. Another round begins with nothing. */
export function recordScene({ round: before, runs }: Recordings, round: number, scene: SceneView): Recordings {
  const kept = round === before ? runs : {};
  const known = kept[scene.architecture];
  const frames = known?.scene.runId === scene.runId ? known.frames : [];
  return { round, runs: { ...kept, [scene.architecture]: { scene, frames } } };
}

/** With one more frame; one of a run that is not being recorded is left out. Frames are added in place: there are many. */
export function recordFrame({ runs }: Recordings, frame: BoardFrame): void {
  const known = Object.values(runs).find(({ scene }) => scene.runId === frame.runId);
  (known?.frames as BoardFrame[] | undefined)?.push(frame);
}

/** How long the longer of the runs took, µs. */
export function longest({ runs }: Recordings): number {
  return Math.max(0, ...Object.values(runs).map(({ frames }) => frames.at(-1)?.t ?? 0));
}

/** A picture's source that plays a recording again at whatever run time (µs) `now` says; earlier than before: from the start. */
export function replaySource(recording: Recording, words: PictureWords, now: () => number): BoardSource {
  let board: Board = newBoard(recording.scene);
  let next = 0;
  let shown = 0;
  const upTo = (t: number): Board => {
    if (t < shown) {
      board = newBoard(recording.scene);
      next = 0;
    }
    shown = t;
    for (let frame = recording.frames[next]; frame !== undefined && frame.t <= t; frame = recording.frames[next]) {
      applyFrame(board, frame);
      next++;
    }
    discard(board, t);
    return board;
  };
  return { board: () => upTo(now()), now, paused: () => false, words };
}
