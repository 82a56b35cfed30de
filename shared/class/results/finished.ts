import type { Measure } from '../../measures/contract.ts';
import type { RunResult } from '../../protocol/views.ts';
import { type Micros, micros, toSeconds } from '../../sim/index.ts';
import { type CurrentRun, shareDone, workOf } from '../run/current-run.ts';
import type { Catalogue } from '../state/catalogue.ts';
import { type RunScore, scoreOf, secondsOf } from './scores.ts';

/** Who was what in secret. */
export interface Trait {
  readonly node: number;
  readonly trait: string;
}

/** All that is kept of a run that is over. */
export interface FinishedRun {
  readonly step: number;
  readonly round: number;
  readonly run: 0 | 1;
  readonly result: RunResult;
  readonly scores: ReadonlyMap<string, RunScore>;
  readonly traits: readonly Trait[];
  /** Who had which machine, to name them. */
  readonly cast: readonly (string | null)[];
  readonly hash: string;
}

/** Stops a run at this time and takes its results. */
export function finish(
  { stresses }: Catalogue,
  current: CurrentRun,
  end: Micros,
  at: Pick<FinishedRun, 'step' | 'round' | 'run' | 'cast'>,
): FinishedRun {
  current.run.advance(micros(Math.max(end, current.run.now)));
  current.over = true;
  const scores = new Map([...current.occupancies].map(([seat, occupancy]) => [seat, scoreOf(current, occupancy)]));
  return { ...at, result: resultOf(current), scores, traits: hadInSecret(stresses, current), hash: current.run.hash };
}

/** Hidden roles that machines have now. */
export function traitsOf({ run, facts }: CurrentRun): readonly Trait[] {
  return Array.from({ length: facts.size }, (_, node) => node).flatMap((node) =>
    run.node(node as Parameters<typeof run.node>[0]).traits.map((trait) => ({ node, trait })),
  );
}

/** Hidden roles that machines had at some time in the run, whether they still have them or not. */
function hadInSecret(stresses: Catalogue['stresses'], { run }: CurrentRun): readonly Trait[] {
  const had = new Map<string, Trait>();
  for (const { id, targets } of run.stresses) {
    const trait = stresses.get(id)?.hiddenRole;
    if (trait === undefined) continue;
    for (const node of targets) had.set(`${node} ${trait}`, { node, trait });
  }
  return [...had.values()].sort((one, other) => one.node - other.node);
}

function resultOf(current: CurrentRun): RunResult {
  const { run, commentary, goals, counter, facts, plan } = current;
  const seconds = secondsOf(current);
  const measures: readonly Measure[] = counter.measures({ ...facts, end: run.now });
  return {
    architecture: plan.architecture,
    measures,
    marks: commentary.marks.map(({ t, said, mood }) => ({ at: toSeconds(t), said, mood })),
    progress: progressOf(current),
    finished: commentary.finished.length,
    of: goals.size,
    seconds,
    par: parOf(current, seconds),
  };
}

function progressOf(current: CurrentRun): readonly number[] {
  const lasts = Math.ceil(toSeconds(current.run.now));
  const work = workOf(current);
  let got = 0;
  return Array.from({ length: lasts + 1 }, (_, second) => {
    const share = Math.min(1, got / work);
    got += current.delivered[second] ?? 0;
    return Math.round(share * 1000) / 1000;
  });
}

/** `reached`: share of the bound, 1 = as fast as these links can be. Work that was left undone counts against it. */
function parOf(current: CurrentRun, seconds: number): RunResult['par'] {
  const { par } = current;
  if (par === null) return null;
  const reached = seconds > 0 ? Math.min(1, (shareDone(current) * par.seconds) / seconds) : 0;
  return { ...par, reached };
}
