import { posix } from 'node:path';
import { expect, test } from 'vitest';
import { exportedNames, listed } from './exported-names.ts';
import type { Sources } from './rules.ts';
import { sourcesIn } from './sources.ts';

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
  const imported = importedNames(sources);
  return [...sources].flatMap(([file, source]) => {
    if (!PRODUCT.test(file) || imported.has(`${file} *`)) return [];
    const dead = exportedNames(source).filter((name) => !imported.has(`${file} ${name}`) && isOnce(name, source));
    return dead.map((name) => `${file} ${name}`);
  });
}

/** `<file> <name>` for each name that is imported or passed on; `<file> *` where all of a file is. */
function importedNames(sources: Sources): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [file, source] of sources) {
    const target = (path = '') => posix.join(posix.dirname(file), path);
    for (const [, what = '', path] of source.matchAll(
      /(?:import|export)\s+(?:type\s+)?(\{[^}]*\}|[^'{}]*)\s*from\s+'(\.[^']+)'/g,
    ))
      for (const name of what.startsWith('{') ? listed(what.slice(1, -1), 0) : ['*'])
        names.add(`${target(path)} ${name}`);
    for (const [, path] of source.matchAll(/import\(\s*'(\.[^']+)'/g)) names.add(`${target(path)} *`);
  }
  return names;
}

function isOnce(name: string, source: string): boolean {
  return [...source.matchAll(new RegExp(`\\b${name}\\b`, 'g'))].length === 1;
}
