import type { ResultView } from '../../protocol/views.ts';
import type { FinishedRun } from '../results/finished.ts';
import { podiumOf } from '../results/praise.ts';
import { choicesOf, runsOf } from '../results/predictions.ts';
import { playerName } from '../roster/naming.ts';
import type { Standing } from '../state/standing.ts';
import { roundOf, stepOf } from '../state/state.ts';
import { sayTrait } from '../words/said.ts';

/** After a run: the first one's result in reveal, both in compare; at the end the last round's, and the podium. */
export function resultView(standing: Standing): ResultView | null {
  const { state, finished } = standing;
  const { phase, round } = stepOf(state);
  if (phase !== 'reveal' && phase !== 'compare' && phase !== 'end') return null;
  const runs = [...finished.values()].filter((run) => run.round === round);
  return {
    runs: runsOf(finished, round),
    predictions: choicesOf(roundOf(state)),
    revealed: runs.flatMap((run) => revealed(standing, run)),
    podium: phase === 'end' ? podiumOf(standing) : [],
  };
}

function revealed({ state }: Standing, { traits, cast }: FinishedRun): ResultView['revealed'] {
  return traits.map(({ node, trait }) => sayTrait('revealed', trait, { name: playerName(state, cast, node) }));
}
