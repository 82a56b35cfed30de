import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { inProject } from '../../../server/launch/project.mjs';
import { type Mutant, mutantsOf } from './draw.ts';
import type { Noticed } from './tester.ts';
import { Tester } from './tester.ts';
import { type Bench, tryMutant } from './trial.ts';

const SOURCE = 'export const isFull = (n) => n > 5;\n';
const CONFIG = `export default { test: { projects: [{ test: { name: 'unit', include: ['tests/*.test.ts'] } }] } };\n`;
const suite = (n: number, full: boolean) => `import { expect, test } from 'vitest';
import { isFull } from '../full.ts';
test('full', () => expect(isFull(${n})).toBe(${full}));
`;

/** A project of one file and the tests given. */
function project(tests: { readonly [path: string]: string } = {}): string {
  const root = mkdtempSync(join(tmpdir(), 'trial-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  mkdirSync(join(root, 'tests'));
  const files = { 'full.ts': SOURCE, 'tests/vitest.config.ts': CONFIG, ...tests };
  for (const [path, text] of Object.entries(files)) writeFileSync(join(root, path), text);
  symlinkSync(inProject('node_modules'), join(root, 'node_modules'), 'junction');
  return root;
}

const read = (root: string) => readFileSync(join(root, 'full.ts'), 'utf8');

/** Tests that do what is told here when the source is this one. */
function bench(
  root: string,
  tests: (source: string, names: readonly string[]) => Noticed | undefined,
  types = false,
): Bench {
  const run = async ({ tests: names }: { readonly tests: readonly string[] }) => tests(read(root), names);
  return { root, tester: { run }, hasTypeErrors: async () => types, passes: new Map(), stale: new Set() };
}

const [boundary, comparison] = mutantsOf('full.ts', SOURCE) as [Mutant, Mutant];
const failed = (test: string): Noticed => ({ test, why: 'failed' });

test('A change is killed by the test that fails with it, and is gone afterwards', async () => {
  const root = project();
  const tried = bench(root, (source, names) => (source === SOURCE ? undefined : failed(names[0] ?? '')));
  expect(await tryMutant(boundary, ['a', 'b'], tried)).toEqual({ mutant: boundary, by: 'a' });
  expect(read(root)).toBe(SOURCE);
});

test('A test that fails without the change says nothing about it', async () => {
  const tried = bench(project(), (_, names) => (names.includes('broken') ? failed('broken') : undefined));
  expect(await tryMutant(boundary, ['broken', 'b'], tried)).toEqual({ mutant: boundary, by: undefined });
});

test('A test that does not end has noticed a change only when it does not end twice', async () => {
  const root = project();
  const hung: Noticed = { test: 'a', why: 'hung' };
  const answers = [hung, undefined, hung, hung, undefined];
  const tried = bench(root, () => answers.shift());
  expect(await tryMutant(boundary, ['a'], tried)).toMatchObject({ by: undefined });
  expect(await tryMutant(boundary, ['a'], tried)).toMatchObject({ by: 'a (hung)' });
});

test('What no test notices is shown to the types', async () => {
  expect(
    await tryMutant(
      boundary,
      ['a'],
      bench(project(), () => undefined, true),
    ),
  ).toMatchObject({ by: 'types' });
  expect(
    await tryMutant(
      boundary,
      [],
      bench(project(), () => failed('a')),
    ),
  ).toMatchObject({ by: undefined });
});

test('One vitest that stays sees each change and its end', async () => {
  const root = project({ 'tests/far.test.ts': suite(9, true), 'tests/edge.test.ts': suite(5, false) });
  const tester = new Tester(root);
  onTestFinished(() => tester.end());
  const tried: Bench = { root, tester, hasTypeErrors: async () => false, passes: new Map(), stale: new Set() };
  const [far, edge] = ['tests/far.test.ts', 'tests/edge.test.ts'];
  expect(await tryMutant(boundary, [far], tried)).toMatchObject({ by: undefined });
  expect(await tryMutant(boundary, [far, edge], tried)).toMatchObject({ by: edge });
  expect(await tryMutant(comparison, [edge, far], tried)).toMatchObject({ by: edge });
  expect(await tryMutant(comparison, [far], tried)).toMatchObject({ by: far });
});
