import type { ResultView } from '../../protocol/views.ts';
import { podiumOf } from '../results/awards.ts';
import type { FinishedRun } from '../results/finished.ts';
import { choicesOf, runsOf } from '../results/predictions.ts';
import { playerName } from '../roster/naming.ts';
import type { ClassContext } from '../state/class-context.ts';
import { roundOf, stepOf } from '../state/state.ts';
import { sayTrait } from '../words/text-keys.ts';

/** After a run: the first one's result in reveal, both in compare; at the end the last round's, and the podium. */
export function resultView(context: ClassContext): ResultView | null {
  const { state, finished } = context;
  const { phase, round } = stepOf(state);
  if (phase !== 'reveal' && phase !== 'compare' && phase !== 'end') return null;
  const runs = [...finished.values()].filter((run) => run.round === round);
  return {
    runs: runsOf(finished, round),
    predictions: choicesOf(roundOf(state)),
    revealed: runs.flatMap((run) => revealed(context, run)),
    podium: phase === 'end' ? podiumOf(context) : [],
  };
}

function revealed({ state }: ClassContext, { traits, cast }: FinishedRun): ResultView['revealed'] {
  return traits.map(({ node, trait }) => sayTrait('revealed', trait, { name: playerName(state, cast, node) }));
}
