import { posix } from 'node:path';
import { expect, test } from 'vitest';
import { exportedNames } from './exported-names.ts';
import type { Sources } from './rules.ts';
import { sourcesIn } from './sources.ts';
import { type Found, type Node, nameOf, nodesIn, nodesOf, textOf } from './syntax.ts';

const PRODUCT = /^(client|server|shared)\//;
/** Named by the build and by Phaser's own sources. */
const USED_BY_NAME = ['client/loading/load-part.ts loadPart', 'client/picture/phaser.ts Scale'];

test('every export is imported somewhere, or used in its own file', () => {
  expect(deadExports(sourcesIn('client', 'server', 'shared', 'tests'))).toEqual(USED_BY_NAME);
});

test('an export that nobody imports, and a name that is passed on for nobody, are found', () => {
  const sources = new Map([
    ['shared/a.ts', 'export const used = 1;\nexport const dead = 2;\nexport type Own = 3;\nconst own: Own = 3;\n'],
    ['shared/index.ts', "export { used, type Own } from './a.ts';\n"],
    ['server/b.ts', "import { used } from '../shared/index.ts';\n"],
  ]);
  expect(deadExports(sources)).toEqual(['shared/a.ts dead', 'shared/index.ts Own']);
});

/** `<file> <name>` for each. */
function deadExports(sources: Sources): readonly string[] {
  const files = [...sources].map(([file, source]) => ({ file, ...namesOf(file, nodesOf(source)) }));
  const imported = new Set(files.flatMap(({ imports }) => imports));
  return files.flatMap(({ file, exports }) => {
    if (!PRODUCT.test(file) || imported.has(`${file} *`)) return [];
    return exports.map((name) => `${file} ${name}`).filter((one) => !imported.has(one));
  });
}

/** What a file imports, and what it exports without using it itself. */
function namesOf(file: string, nodes: readonly Found[]) {
  const uses = usesOf(nodes);
  const exports = exportedNames(nodes).filter((name) => uses.get(name)?.size === 1);
  return { imports: importedNames(file, nodes), exports };
}

/** Where each name stands. */
function usesOf(nodes: readonly Found[]): ReadonlyMap<string, ReadonlySet<unknown>> {
  const uses = new Map<string, Set<unknown>>();
  for (const { node } of nodes) {
    const name = nameOf(node);
    if (name !== undefined) uses.set(name, (uses.get(name) ?? new Set()).add(node['start']));
  }
  return uses;
}

/** `<file> <name>` for each name that a file imports or passes on; `<file> *` where it takes all of one. */
function importedNames(file: string, nodes: readonly Found[]): readonly string[] {
  return nodes.flatMap(({ node }) => {
    const from = textOf(node['source']);
    if (from === undefined || !from.startsWith('.')) return [];
    const names = nodesIn(node['specifiers']).map((one) => nameOf(one['imported']) ?? nameOf(passedOn(node, one)));
    const all = names.length === 0 || names.includes(undefined) ? ['*'] : names;
    return all.map((name) => `${posix.join(posix.dirname(file), from)} ${name}`);
  });
}

/** What an `export … from` takes of the other file. */
function passedOn(statement: Node, specifier: Node): unknown {
  return statement.type === 'ExportNamedDeclaration' ? specifier['local'] : undefined;
}
