import type { Session } from '../../connection/contract.ts';
import { applyFrame, type Board, discard, newBoard } from './board.ts';
import type { BoardSource } from './board-source.ts';
import { newRunClock, observe, runTime } from './clock.ts';
import type { BoardFrame, PictureWords, SceneView } from './source.ts';

/** Called after a scene or a frame has been folded in. */
export interface FoldListener {
  scene(scene: SceneView): void;
  frame(frame: BoardFrame, board: Board): void;
}

/** The part of a session that a board lives on. */
export type BoardSession = Pick<Session, 'onScene' | 'onFrame' | 'clock'>;

/**
 * Folds a session's scenes and frames from now on, so that a picture which is mounted later misses nothing. `local` is this page's
 * monotonic clock in ms: frames tell the run's time, and between them it goes on by `local`.
 * @returns the source of a picture, and how to stop listening to the session
 */
export function boardSource(
  session: BoardSession,
  words: PictureWords,
  local: () => number,
  listener?: FoldListener,
): BoardSource & { readonly stop: () => void } {
  const paused = (): boolean => session.clock.value?.clock.paused ?? false;
  let clock = newRunClock();
  let board: Board | undefined;
  const now = (): number => runTime(clock, local(), paused(), session.clock.value?.clock.pace);
  const stopScenes = session.onScene((scene) => {
    board = newBoard(scene);
    listener?.scene(scene);
  });
  const stopFrames = session.onFrame((frame) => {
    clock = observe(clock, frame.runId, frame.t, local());
    if (board === undefined) return;
    applyFrame(board, frame);
    discard(board, now());
    listener?.frame(frame, board);
  });
  return {
    board: () => board,
    now,
    paused,
    words,
    stop() {
      stopScenes();
      stopFrames();
    },
  };
}
