import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../../server/launch/project.mjs';
import { type Book, citationsIn, rulesIn, uncited, unknown } from './cited-rules.ts';
import { sourcesIn } from './sources.ts';

/** Where the rules are, and by which word titles cite them. */
const BOOKS: readonly Book[] = [
  ['', 'shared/sim/SPEC.md'],
  ['class', 'docs/class.md'],
  ['journal', 'docs/journal.md'],
  ['secrecy', 'docs/secrecy.md'],
].map(([name = '', file = '']) => ({ name, rules: rulesIn(readFileSync(join(ROOT, file), 'utf8')) }));

describe('the numbered rules', () => {
  const citations = [...sourcesIn('tests')].flatMap(([, source]) => citationsIn(source));

  test('are there', () => {
    expect(BOOKS.map(({ name }) => name)).toEqual(['', 'class', 'journal', 'secrecy']);
    for (const { name, rules } of BOOKS) expect(rules.length, name).toBeGreaterThan(15);
  });

  test('are each cited by the title of a test', () => {
    expect(uncited(BOOKS, citations)).toEqual([]);
  });

  test('are those that titles cite', () => {
    expect(unknown(BOOKS, citations)).toEqual([]);
  });
});

describe('a slip is found', () => {
  const books: readonly Book[] = [
    { name: '', rules: rulesIn('# Title\n\n## 1. Time\n1. It goes on,\n   and on.\n2. It never falls.\n') },
    { name: 'class', rules: rulesIn('Text\n1. is no rule\n## 1. Seats\n1. One each.\n') },
  ];

  test('where no title cites a rule', () => {
    const citations = citationsIn(
      `test('rule 1.1: goes on', () => {}); it.each([1])("rule class 1.1: one", () => {});`,
    );
    expect(uncited(books, citations)).toEqual(['rule 1.2']);
    expect(unknown(books, citations)).toEqual([]);
  });

  test('where a title cites a rule that there is not', () => {
    const citations = citationsIn(`describe('rule class 1.1, 1.2: x', () => test(\`rule 2.1: y\`, () => {}));`);
    expect(unknown(books, citations)).toEqual(['rule class 1.2', 'rule 2.1']);
  });

  test('where it cites another book', () => {
    expect(unknown(books, citationsIn(`test('rule court 1.1: x', () => {});`))).toEqual(['rule court 1.1']);
  });

  test('only in titles: a comment or another text cites nothing', () => {
    expect(citationsIn(`// rule 1.1: x\nconst text = 'rule 1.2: y';`)).toEqual([]);
  });
});
