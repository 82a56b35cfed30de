import type { BoardFrame, SceneView, SeatView } from '../../../shared/class/views.ts';
import type { Architecture } from '../../../shared/sim/index.ts';
import type { Session } from '../../connection/contract.ts';
import { newRunClock, observe, runTime } from './clock.ts';

export type {
  BoardFrame,
  Departure,
  Mark,
  Mishap,
  NodeFrame,
  SceneView,
  SeatView,
} from '../../../shared/class/views.ts';
export type { KindLook, Neighbour } from '../../../shared/services/contract.ts';
export type { Architecture } from '../../../shared/sim/index.ts';

/** The few words in a picture, from the page's catalogue. `time` is a stopwatch's, such as `0:07`. */
export interface PictureWords {
  down(time: string): string;
  waiting(count: number): string;
}

/** What a picture of the whole network is drawn from. Listeners are told every scene and every frame, in order. */
export interface BoardSource {
  /** Called with the scene that there is, and with each new one. @returns how to stop */
  onScene(listener: (scene: SceneView) => void): () => void;
  onFrame(listener: (frame: BoardFrame) => void): () => void;
  /** Run time (µs) to draw now. */
  now(): number;
  paused(): boolean;
  readonly words: PictureWords;
}

/** What the small picture on a student's page is drawn from. */
export interface NeighbourhoodSource {
  /** Called with the seat's view that there is, and with each new one. @returns how to stop */
  onSeat(listener: (seat: SeatView | null) => void): () => void;
  architecture(): Architecture | null;
}

/** A picture on a page; `destroy` takes it off and frees what it holds. */
export interface Mounted {
  destroy(): void;
}

/**
 * A session as the source of a board's picture. `local` is this page's monotonic clock in ms. Frames tell the run's time; between
 * them it goes on by `local`.
 * @returns the source, and how to stop listening to the session
 */
export function boardSource(
  session: Pick<Session, 'onScene' | 'onFrame' | 'clock'>,
  words: PictureWords,
  local: () => number,
): BoardSource & { readonly stop: () => void } {
  const paused = (): boolean => session.clock.value?.clock.paused ?? false;
  let clock = newRunClock();
  const stop = session.onFrame((frame) => {
    clock = observe(clock, frame.runId, frame.t, local());
  });
  return {
    onScene: (listener) => session.onScene(listener),
    onFrame: (listener) => session.onFrame(listener),
    now: () => runTime(clock, local(), paused()),
    paused,
    words,
    stop,
  };
}
