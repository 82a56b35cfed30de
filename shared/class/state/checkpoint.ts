import type { Checkpoint, Json } from '../../sim/index.ts';
import { stepsOf } from '../lesson/steps.ts';
import type { FinishedRun } from '../results/finished.ts';
import type { Live } from '../run/live.ts';
import { restoreLive, type SavedLive, saveLive } from '../run/saved.ts';
import type { Catalogue } from './catalogue.ts';
import { decode, encode } from './plain.ts';
import type { ClassState } from './state.ts';

/** What a class is made of. */
export interface ClassParts {
  readonly state: ClassState;
  /** By step, in the order in which they were finished. */
  readonly finished: Map<number, FinishedRun>;
  readonly live: Live | null;
}

interface Saved {
  readonly state: Omit<ClassState, 'steps'>;
  readonly finished: ClassParts['finished'];
  readonly live: SavedLive | null;
}

/**
 * The class as JSON text, for a quick start: only the very same program may read it again.
 * @returns null when its run alone takes more than `most` characters
 */
export function checkpointText({ state, finished, live }: ClassParts, most: number): string | null {
  const run = live === null ? 'null' : live.run.checkpointText(most);
  if (run === null) return null;
  const { steps: _followFromTheLesson, ...own } = state;
  const saved: Saved = { state: own, finished, live: live === null ? null : saveLive(live) };
  return `{"class":${JSON.stringify(encode(saved))},"run":${run}}`;
}

/** The parts of the class that the text was made of. @throws when it is no such text */
export function partsIn(catalogue: Catalogue, text: string): ClassParts {
  const written = JSON.parse(text) as { readonly class: Json; readonly run: Checkpoint | null };
  const { state, finished, live } = decode(written.class) as Saved;
  if (live !== null && written.run === null) throw new Error('a checkpoint without its run');
  return {
    state: { ...state, steps: stepsOf(state.lesson) },
    finished,
    live: live === null || written.run === null ? null : restoreLive(catalogue, live, written.run),
  };
}
