import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { type Mutant, mutated } from './draw.ts';
import type { Noticed, Tester } from './tester.ts';

/** What became of a mutant. */
export interface Verdict {
  readonly mutant: Mutant;
  /** What noticed it: the path of a test file (with ` (hung)`), or `types`; undefined for one that survived. */
  readonly by: string | undefined;
}

/** A place where mutants are tried one after another. */
export interface Bench {
  /** Of the copy. */
  readonly root: string;
  readonly tester: Pick<Tester, 'run'>;
  readonly hasTypeErrors: () => Promise<boolean>;
  /** Whether a test file passes while nothing is changed, for those that have noticed something. */
  readonly passes: Map<string, boolean>;
  /** Files that vitest may have read in another form than they have now. */
  readonly stale: Set<string>;
}

/** A test file that takes longer, twice, has hung, in ms: a narrow one needs some seconds, and other programs run too. */
const PATIENCE = 60_000;

/**
 * A test counts only where it passes without the change.
 * @param tests those that may notice it, the nearest first
 */
export async function tryMutant(mutant: Mutant, tests: readonly string[], bench: Bench): Promise<Verdict> {
  const noticed = await whileChanged(mutant, bench, () => run(tests, bench));
  if (noticed === undefined) {
    const wrong = await whileChanged(mutant, bench, bench.hasTypeErrors);
    return { mutant, by: wrong ? 'types' : undefined };
  }
  if (await passesUnchanged(noticed.test, bench)) {
    return { mutant, by: noticed.test + (noticed.why === 'hung' ? ' (hung)' : '') };
  }
  const others = tests.filter((test) => test !== noticed.test);
  return tryMutant(mutant, others, bench);
}

async function whileChanged<T>(mutant: Mutant, { root, stale }: Bench, look: () => Promise<T>): Promise<T> {
  const path = join(root, mutant.file);
  const source = readFileSync(path, 'utf8');
  writeFileSync(path, mutated(source, mutant));
  stale.add(mutant.file);
  try {
    return await look();
  } finally {
    writeFileSync(path, source);
    stale.add(mutant.file);
  }
}

async function passesUnchanged(test: string, bench: Bench): Promise<boolean> {
  const known = bench.passes.get(test) ?? (await run([test], bench)) === undefined;
  bench.passes.set(test, known);
  return known;
}

async function run(tests: readonly string[], { tester, stale }: Bench): Promise<Noticed | undefined> {
  if (tests.length === 0) return undefined;
  const changed = [...stale];
  stale.clear();
  const noticed = await tester.run({ tests, changed }, PATIENCE);
  // A computer with other work may have stood still: it is tried once more, with a vitest that has just begun.
  return noticed?.why === 'hung' ? tester.run({ tests, changed }, PATIENCE) : noticed;
}

/** Whether TypeScript refuses a project. It looks again only at what a change touches; that something is now unused is no slip found. */
export async function hasTypeErrors(root: string): Promise<boolean> {
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const remembered = ['--incremental', '--tsBuildInfoFile', join(root, '.types')];
  const unused = ['--noUnusedLocals', 'false', '--noUnusedParameters', 'false'];
  const args = [compiler, '--noEmit', '-p', join(root, 'tsconfig.json'), ...unused, ...remembered];
  const [code] = await once(spawn(process.execPath, args, { cwd: root, stdio: 'ignore' }), 'exit');
  return code !== 0;
}
