import type { CounterState } from '../../measures/state.ts';
import { type Checkpoint, Run } from '../../sim/index.ts';
import type { Catalogue } from '../state/catalogue.ts';
import { aroundOf, type Counted, type Live, watched } from './live.ts';
import { restoreStory, type SavedStory, saveStory } from './story.ts';
import { freshTraffic, type SavedTraffic, saveTraffic } from './traffic.ts';

/** What was counted of a run, as data; the run itself is saved beside it. */
export type SavedLive = Omit<Counted, 'traffic' | 'story'> & {
  readonly traffic: SavedTraffic;
  readonly story: SavedStory;
  readonly counter: CounterState;
};

/** Shares its parts with the run: write it down before the run goes on. */
export function saveLive(live: Live): SavedLive {
  const { step, runId, plan, goals, tallies, traffic, story, delivered, tenures, over, run, counter } = live;
  const counted = { step, runId, plan, goals, tallies, delivered, tenures, over, counter: counter.state };
  return { ...counted, traffic: saveTraffic(traffic, run.now), story: saveStory(story) };
}

/** The run as it was; it takes what was saved over and goes on identically. */
export function restoreLive(catalogue: Catalogue, saved: SavedLive, run: Checkpoint): Live {
  const { counter, traffic, story, ...counted } = saved;
  const around = aroundOf(catalogue, saved.plan);
  const all: Counted = { ...counted, traffic: freshTraffic(traffic), story: restoreStory(story) };
  return watched(catalogue, around, all, catalogue.counter(around.facts, counter), (parts) => Run.restore(parts, run));
}
