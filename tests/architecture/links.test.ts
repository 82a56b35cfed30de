import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../../server/launch/project.mjs';

const DOCUMENTS = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'shared/sim/SPEC.md',
  ...readdirSync(join(ROOT, 'docs')).map((name) => `docs/${name}`),
];

/** `document: target` for each link to a file that there is not. */
function broken(document: string, text: string): readonly string[] {
  const targets = [...text.matchAll(/\]\(([^)#\s]+)/g)].map(([, target = '']) => target);
  const files = targets.filter((target) => !/^\w+:/.test(target));
  return files
    .filter((target) => !existsSync(join(ROOT, dirname(document), target)))
    .map((target) => `${document}: ${target}`);
}

test('Every link from one document to another file leads there', () => {
  expect(DOCUMENTS).toContain('docs/architecture.md');
  expect(DOCUMENTS.flatMap((name) => broken(name, readFileSync(join(ROOT, name), 'utf8')))).toEqual([]);
});

test('A link that leads nowhere is found, and an address elsewhere is none', () => {
  const text = '[a](class.md), [b](../README.md#start), [c](https://nodejs.org), [d](nothing.md)';
  expect(broken('docs/class.md', text)).toEqual(['docs/class.md: nothing.md']);
});
