import { posix } from 'node:path';
import type { Sources } from '../../architecture/rules.ts';
import { importsOf } from '../../architecture/scan.ts';

/** For each file those that import it, types aside. */
type Importers = ReadonlyMap<string, readonly string[]>;

function importersIn(sources: Sources): Importers {
  const importers = new Map<string, string[]>();
  for (const [file, source] of sources) {
    for (const { from, typeOnly } of importsOf(source)) {
      if (typeOnly || from === undefined || !from.startsWith('.')) continue;
      const target = posix.join(posix.dirname(file), from);
      importers.set(target, [...(importers.get(target) ?? []), file]);
    }
  }
  for (const [helper, program] of STARTED) importers.set(program, [...(importers.get(program) ?? []), helper]);
  return importers;
}

/** Tests with browsers, of whole lessons, of long series of runs or of the tools are no narrow ones. */
const NOT_NARROW =
  /^tests\/(architecture|bench|browser|browsers|classroom|launch|scenarios|theory|tools)\/|whole-lesson/;
/** They say that something has changed, not what: the last to be asked. */
const GOLDEN = /^tests\/golden\//;
/** Programs that tests start as processes of their own, by the helper that starts them. */
export const STARTED: readonly [helper: string, program: string][] = [
  ['tests/server/support/process.ts', 'server/main.ts'],
  ...['classes', 'experiments', 'journal', 'sim'].map((command): [string, string] => [
    'tests/cli/run.ts',
    `server/cli/${command}.ts`,
  ]),
];
/** As many test files as are tried on a file, the nearest ones. */
const MOST = 12;

/** @returns for each file of these sources the tests that can notice a change in it, see {@link testsFor} */
export function narrowTests(sources: Sources): (file: string) => readonly string[] {
  const tests = [...sources.keys()].filter((file) => /\.test\.tsx?$/.test(file) && !NOT_NARROW.test(file));
  const importers = importersIn(sources);
  return (file) => testsFor(file, tests, importers);
}

/**
 * Narrow tests first: those whose path has most, and the rarest, words of the file's path, and of two such the one that imports it over
 * fewer others. Those with no such word are about something else.
 */
function testsFor(file: string, tests: readonly string[], importers: Importers): readonly string[] {
  const steps = stepsTo(file, importers);
  const nearness = nearnessTo(file, tests);
  const reached = tests.filter((test) => steps.has(test) && (nearness(test) > 0 || GOLDEN.test(test)));
  const key = (test: string) => [-nearness(test), steps.get(test) ?? 0] as const;
  const sorted = [...reached].sort((a, b) => compare(key(a), key(b)) || (a < b ? -1 : 1));
  const golden = sorted.filter((test) => GOLDEN.test(test));
  return [...sorted.filter((test) => !GOLDEN.test(test)).slice(0, MOST), ...golden];
}

function compare(a: readonly [number, number], b: readonly [number, number]): number {
  return a[0] - b[0] || a[1] - b[1];
}

/** How many imports lie between each file and this one. */
function stepsTo(file: string, importers: Importers): ReadonlyMap<string, number> {
  const steps = new Map([[file, 0]]);
  for (const [reached, step] of steps) {
    for (const importer of importers.get(reached) ?? []) if (!steps.has(importer)) steps.set(importer, step + 1);
  }
  return steps;
}

/** How much a test's path says of a file's path; a word that many tests bear says little. */
function nearnessTo(file: string, tests: readonly string[]): (test: string) => number {
  const bearers = new Map<string, number>();
  for (const word of tests.flatMap((test) => [...wordsOf(test)])) bearers.set(word, (bearers.get(word) ?? 0) + 1);
  const wanted = wordsOf(file);
  return (test) =>
    [...wordsOf(test)].reduce((sum, word) => sum + (wanted.has(word) ? 1 / (bearers.get(word) ?? 1) : 0), 0);
}

function wordsOf(path: string): ReadonlySet<string> {
  return new Set(path.replace(/(\.test)?\.tsx?$/, '').split(/[/.-]/));
}
