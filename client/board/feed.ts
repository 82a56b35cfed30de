import { type ReadonlySignal, signal } from '@preact/signals';
import type { Session } from '../connection/index.ts';
import { newSound, type Sound } from '../sound/sound.ts';
import type { BoardSource } from '../view/board/board-source.ts';
import { cuesBetween, type Heard, heardOf } from '../view/board/cues.ts';
import { boardSource } from '../view/board/fold.ts';
import { addLines, type Log, newLog } from '../view/board/log.ts';
import { NOTHING_RECORDED, type Recordings, recordFrame, recordScene } from '../view/board/recording.ts';
import type { PictureWords, SceneView } from '../view/board/source.ts';
import { boardWords } from './board-words.ts';

/** What the page makes of the scenes and frames: the log in words, the sound, and the source of the picture. */
export interface Feed {
  readonly source: BoardSource;
  readonly words: PictureWords;
  readonly sound: Sound;
  readonly scene: ReadonlySignal<SceneView | null>;
  readonly log: ReadonlySignal<Log>;
  /** When the newest frame arrived (ms of this page's clock); null before the first of a run. */
  readonly frameAt: ReadonlySignal<number | null>;
  /** When the last node of a run completed (ms of this page's clock); null before. */
  readonly completedAt: ReadonlySignal<number | null>;
  readonly local: () => number;
  /** The runs of this round as this page has seen them, to be looked at again side by side. */
  readonly recordings: () => Recordings;
  close(): void;
}

/** Follows a session until closed. */
export function openFeed(session: Session, local: () => number): Feed {
  const scene = signal<SceneView | null>(null);
  const words = boardWords(() => scene.peek());
  const sound = newSound();
  const log = signal(newLog(''));
  const frameAt = signal<number | null>(null);
  const completedAt = signal<number | null>(null);
  let heard: Heard | undefined;
  let recordings = NOTHING_RECORDED;
  const source = boardSource(session, words, local, {
    scene(next) {
      recordings = recordScene(recordings, session.view.peek()?.round ?? 0, next);
      scene.value = next;
      heard = undefined;
      if (log.value.runId === next.runId) return;
      log.value = newLog(next.runId);
      completedAt.value = null;
    },
    frame(frame, board) {
      recordFrame(recordings, frame);
      frameAt.value = local();
      log.value = addLines(log.value, frame);
      if (board.completedAt >= 0 && completedAt.value === null) completedAt.value = local();
      const now = heardOf(board, board.t);
      if (heard !== undefined) for (const cue of cuesBetween(heard, now, board)) play(sound, cue);
      heard = now;
    },
  });
  return {
    source,
    words,
    sound,
    scene,
    log,
    frameAt,
    completedAt,
    local,
    recordings: () => recordings,
    close() {
      source.stop();
      sound.turn(false);
    },
  };
}

function play(sound: Sound, cue: ReturnType<typeof cuesBetween>[number]): void {
  switch (cue.kind) {
    case 'tick':
      return sound.tick();
    case 'fall':
      return sound.fall();
    case 'rise':
      return sound.rise();
    case 'chord':
      return sound.chord(cue.share);
    case 'class-chord':
      return sound.classChord();
  }
}
