/**
 * `npm run test:mutants`: whether the tests notice slips. It draws small changes of the product by a seed, makes them one at a time in a
 * copy of the project, and runs the tests that are nearest to the changed file, then the types. A change that nothing notices survives and
 * is listed. Exit code 1 when too many survive.
 *
 * Why one of our own: StrykerJS 10.1 doesn't start here, since it reads the tsconfig with the compiler's old interface
 * (`ts.parseConfigFileTextToJson`), which TypeScript 7 no longer has; it draws no samples, so each of the 10,000 possible changes
 * would be tried; and it brings 147 packages. What is needed of one is these few files: vite's parser, and a vitest that stays between mutants.
 */
import process from 'node:process';
import { ROOT } from '../../../server/launch/project.mjs';
import { sourcesIn } from '../../architecture/sources.ts';
import { type Asked, askedBy } from './asked.ts';
import { copyOf } from './copy.ts';
import { draw, type Mutant } from './draw.ts';
import { narrowTests } from './reach.ts';
import { type Score, scoreLine, scoreOf, shortfalls, verdictLine } from './score.ts';
import { Tester } from './tester.ts';
import { type Bench, hasTypeErrors, tryMutant, type Verdict } from './trial.ts';

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function play(asked: Asked): Promise<number> {
  const sources = sourcesIn('client', 'server', 'shared', 'tests');
  const narrow = narrowTests(sources);
  const benches = benchesFor(asked.workers);
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
  process.once('exit', () => clear(benches));
  say(`--seed ${asked.seed}`);
  const scores: Score[] = [];
  for (const part of asked.parts) {
    const mutants = draw(part, sources, asked.seed, asked.count);
    const verdicts = await tryAll(mutants, narrow, benches, (verdict) => {
      if (asked.all || verdict.by === undefined) say(verdictLine(verdict));
    });
    scores.push(scoreOf(part.id, verdicts));
  }
  return conclude(scores);
}

interface OwnBench extends Bench {
  readonly tester: Tester;
  remove(): void;
}

function benchesFor(workers: number): readonly OwnBench[] {
  const passes: Bench['passes'] = new Map();
  return Array.from({ length: workers }, () => {
    const { root, remove } = copyOf(ROOT);
    const types = () => hasTypeErrors(root);
    return { root, remove, passes, tester: new Tester(root), hasTypeErrors: types, stale: new Set<string>() };
  });
}

function clear(benches: readonly OwnBench[]): void {
  for (const { tester, remove } of benches) {
    tester.end();
    remove();
  }
}

/** Each bench takes the next mutant when it has done with one. */
async function tryAll(
  mutants: readonly Mutant[],
  narrow: (file: string) => readonly string[],
  benches: readonly Bench[],
  tell: (verdict: Verdict) => void,
): Promise<readonly Verdict[]> {
  const rest = mutants.values();
  const verdicts: Verdict[] = [];
  const work = async (bench: Bench) => {
    for (const mutant of rest) {
      const verdict = await tryMutant(mutant, narrow(mutant.file), bench);
      verdicts.push(verdict);
      tell(verdict);
    }
  };
  await Promise.all(benches.map(work));
  return verdicts;
}

function conclude(scores: readonly Score[]): number {
  for (const score of scores) say(scoreLine(score));
  const problems = shortfalls(scores);
  for (const problem of problems) say(problem);
  return problems.length === 0 ? 0 : 1;
}

const asked = askedBy(process.argv.slice(2));
if ('problem' in asked) {
  process.stderr.write(`${asked.problem}\n`);
  process.exitCode = 2;
} else {
  process.exitCode = await play(asked);
  process.exit();
}
