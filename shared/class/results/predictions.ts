import type { ResultView, RunResult } from '../../protocol/views.ts';
import type { Architecture } from '../../sim/index.ts';
import type { ClassRead, RoundRead } from '../state/state.ts';
import type { FinishedRun } from './finished.ts';

/** Points for a prediction that came true, by how sure it was; a wrong one costs nothing, or nobody would dare. */
const FOR_RIGHT = 5;

export function choicesOf(round: RoundRead): ResultView['predictions'] {
  const predictions = [...round.predictions.values()];
  const finish = predictions.map((prediction) => prediction.finish);
  return {
    better: countUp(predictions.map(({ better }) => better)),
    finishMean: finish.length === 0 ? null : finish.reduce((sum, value) => sum + value, 0) / finish.length,
    votes: countUp([...round.votes.values()]),
  };
}

/**
 * Which architecture did better, by what the class did: more machines finished, or as many and a tenth faster, or more of the work
 * done; otherwise they did the same. null before both have run.
 */
export function betterOf(runs: readonly RunResult[]): Architecture | 'same' | null {
  const [one, other] = runs;
  if (one === undefined || other === undefined) return null;
  const finished = one.finished / Math.max(1, one.of) - other.finished / Math.max(1, other.of);
  if (Math.abs(finished) > 0.05) return finished > 0 ? one.architecture : other.architecture;
  const work = (one.progress.at(-1) ?? 0) - (other.progress.at(-1) ?? 0);
  if (Math.abs(work) > 0.05) return work > 0 ? one.architecture : other.architecture;
  const faster = Math.min(one.seconds, other.seconds) / Math.max(one.seconds, other.seconds, 0.001);
  if (faster > 0.9) return 'same';
  return one.seconds < other.seconds ? one.architecture : other.architecture;
}

/** Points that a seat's predictions earned over the lesson. */
export function predictionPoints(state: ClassRead, finished: ReadonlyMap<number, FinishedRun>, seat: string): number {
  return state.rounds.reduce((sum, round, index) => {
    const prediction = round.predictions.get(seat);
    const better = betterOf(runsOf(finished, index));
    return prediction !== undefined && better === prediction.better ? sum + FOR_RIGHT * prediction.sure : sum;
  }, 0);
}

/** A round's results so far, the first run first. */
export function runsOf(finished: ReadonlyMap<number, FinishedRun>, round: number): readonly RunResult[] {
  return [...finished.values()].filter((run) => run.round === round).map(({ result }) => result);
}

function countUp(choices: readonly (Architecture | 'same')[]): { readonly [choice: string]: number } {
  const counts: Record<string, number> = { 'client-server': 0, 'peer-to-peer': 0, same: 0 };
  for (const choice of choices) counts[choice] = (counts[choice] ?? 0) + 1;
  return counts;
}
