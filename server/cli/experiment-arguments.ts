import { type Flag, readFlags, wholeNumber } from './flags.ts';

export const EXPERIMENT_FLAGS: readonly Flag[] = [
  { name: 'seed', value: '<number>', help: 'all that chance decides (default 1)' },
  { name: 'only', value: '<id>', help: 'one case of the suite; may be given again', many: true },
  { name: 'help', value: '', help: 'this page' },
];

export type ExperimentRequest =
  | { readonly type: 'run'; readonly file: string; readonly seed: number; readonly only: readonly string[] }
  | { readonly type: 'help' }
  | { readonly type: 'problem'; readonly problem: string };

/** Understands `experiments`' command line; a problem is one sentence that says what is allowed. */
export function readExperimentArguments(argv: readonly string[]): ExperimentRequest {
  const given = readFlags(argv, EXPERIMENT_FLAGS);
  if ('problem' in given) return { type: 'problem', problem: given.problem };
  if (given.flags.has('help')) return { type: 'help' };
  const [file, ...more] = given.words;
  if (file === undefined || more.length > 0) {
    return { type: 'problem', problem: 'name one suite: experiments <suite.json> [--seed 3] [--only A6]' };
  }
  const seed = wholeNumber(given.flags.get('seed')?.[0] ?? '1', 'seed', 0, Number.MAX_SAFE_INTEGER);
  if (typeof seed !== 'number') return { type: 'problem', problem: seed.problem };
  return { type: 'run', file, seed, only: given.flags.get('only') ?? [] };
}
