import { isNode, type Node, nameOf, nodesIn, nodesOf, textOf } from './syntax.ts';

/** Numbered rules, such as `1.2`, and the word by which they are cited; the engine's have none. */
export interface Book {
  readonly name: string;
  readonly rules: readonly string[];
}

const TESTERS = ['test', 'it', 'describe'];
const CITATION = /^rule ((?:[a-z]+ )?)(\d+\.\d+(?:, \d+\.\d+)*): /;

/** @returns `2.3` for each third point below `## 2. …` */
export function rulesIn(text: string): readonly string[] {
  const [, ...sections] = text.split(/^## (?=\d+\. )/m);
  return sections.flatMap((section) => {
    const number = Number.parseInt(section, 10);
    const points = section.split(/^#/m, 1)[0]?.matchAll(/^(\d+)\. /gm) ?? [];
    return [...points].slice(1).map(([, point]) => `${number}.${point}`);
  });
}

/** @returns `rule class 2.3` for each rule that the title of a test, or of a group of them, begins with */
export function citationsIn(source: string): readonly string[] {
  return nodesOf(source).flatMap(({ node }) => {
    const [, name = '', numbers] = CITATION.exec(titleOf(node) ?? '') ?? [];
    return numbers?.split(', ').map((number) => `rule ${name}${number}`) ?? [];
  });
}

/** `test('title', …)`, also `test.each(…)('title', …)` */
function titleOf(node: Node): string | undefined {
  if (node.type !== 'CallExpression' || !TESTERS.includes(testerOf(node['callee']) ?? '')) return undefined;
  return textOf(nodesIn(node['arguments'])[0]);
}

function testerOf(callee: unknown): string | undefined {
  if (!isNode(callee)) return undefined;
  return nameOf(callee) ?? testerOf(callee['callee']) ?? testerOf(callee['object']);
}

/** @returns the rules that no title cites */
export function uncited(books: readonly Book[], citations: readonly string[]): readonly string[] {
  return namesOf(books).filter((rule) => !citations.includes(rule));
}

/** @returns the cited rules that there are not */
export function unknown(books: readonly Book[], citations: readonly string[]): readonly string[] {
  const names = namesOf(books);
  return [...new Set(citations)].filter((rule) => !names.includes(rule));
}

function namesOf(books: readonly Book[]): readonly string[] {
  return books.flatMap(({ name, rules }) => rules.map((rule) => `rule ${name === '' ? '' : `${name} `}${rule}`));
}
