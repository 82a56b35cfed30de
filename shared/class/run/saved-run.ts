import type { CounterState } from '../../measures/state.ts';
import { type Checkpoint, Run } from '../../sim/index.ts';
import type { Catalogue } from '../state/catalogue.ts';
import { restoreCommentary, type SavedCommentary, saveCommentary } from './commentary.ts';
import { aroundOf, type Counted, type CurrentRun, watched } from './current-run.ts';
import { freshTraffic, type SavedTraffic, saveTraffic } from './traffic.ts';

/** What was counted of a run, as data; the run itself is saved beside it. */
export type SavedRun = Omit<Counted, 'traffic' | 'commentary'> & {
  readonly traffic: SavedTraffic;
  readonly commentary: SavedCommentary;
  readonly counter: CounterState;
};

/** Shares its parts with the run: write it down before the run goes on. */
export function saveRun(current: CurrentRun): SavedRun {
  const { step, runId, plan, goals, stats, traffic, commentary, delivered, occupancies, over, run, counter } = current;
  const counted = { step, runId, plan, goals, stats, delivered, occupancies, over, counter: counter.state };
  return { ...counted, traffic: saveTraffic(traffic, run.now), commentary: saveCommentary(commentary) };
}

/** The run as it was; it takes what was saved over and goes on identically. */
export function restoreRun(catalogue: Catalogue, saved: SavedRun, run: Checkpoint): CurrentRun {
  const { counter, traffic, commentary, ...counted } = saved;
  const around = aroundOf(catalogue, saved.plan);
  const all: Counted = { ...counted, traffic: freshTraffic(traffic), commentary: restoreCommentary(commentary) };
  return watched(catalogue, around, all, catalogue.counter(around.facts, counter), (parts) => Run.restore(parts, run));
}
