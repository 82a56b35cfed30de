import type { Checkpoint, Json } from '../../sim/index.ts';
import { stepsOf } from '../lesson/steps.ts';
import type { FinishedRun } from '../results/finished.ts';
import type { CurrentRun } from '../run/current-run.ts';
import { restoreRun, type SavedRun, saveRun } from '../run/saved-run.ts';
import type { Catalogue } from './catalogue.ts';
import { decode, encode } from './plain.ts';
import type { ClassState } from './state.ts';

/** What a class is made of. */
export interface ClassParts {
  readonly state: ClassState;
  /** By step, in the order in which they were finished. */
  readonly finished: Map<number, FinishedRun>;
  readonly current: CurrentRun | null;
}

interface Saved {
  readonly state: Omit<ClassState, 'steps'>;
  readonly finished: ClassParts['finished'];
  readonly current: SavedRun | null;
}

/**
 * The class as JSON text, for a quick start: only the very same program may read it again.
 * @returns null when its run alone takes more than `most` characters
 */
export function checkpointText({ state, finished, current }: ClassParts, most: number): string | null {
  const run = current === null ? 'null' : current.run.checkpointText(most);
  if (run === null) return null;
  const { steps: _followFromTheLesson, ...own } = state;
  const saved: Saved = { state: own, finished, current: current === null ? null : saveRun(current) };
  return `{"class":${JSON.stringify(encode(saved))},"run":${run}}`;
}

/** The parts of the class that the text was made of. @throws when it is no such text */
export function partsIn(catalogue: Catalogue, text: string): ClassParts {
  const written = JSON.parse(text) as { readonly class: Json; readonly run: Checkpoint | null };
  const { state, finished, current } = decode(written.class) as Saved;
  if (current !== null && written.run === null) throw new Error('a checkpoint without its run');
  return {
    state: { ...state, steps: stepsOf(state.lesson) },
    finished,
    current: current === null || written.run === null ? null : restoreRun(catalogue, current, written.run),
  };
}
