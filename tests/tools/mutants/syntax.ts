import { parseSync } from 'vite';

/** A node of the syntax tree, in ESTree's names. Positions are offsets in the source. */
export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [property: string]: unknown;
}

/** A node with those that it lies in, the nearest first. */
export interface Place {
  readonly node: SyntaxNode;
  readonly above: readonly SyntaxNode[];
}

/** What vanishes when the program runs, and what only names things. */
const WITHOUT_EFFECT = /^(TS(?!AsExpression|NonNull|Satisfies)|Import|ExportAll|JSXIdentifier|JSXText|Decorator)/;

/** Every place of a source where something runs, from top to bottom: types and imports are left out. */
export function placesIn(file: string, source: string): readonly Place[] {
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0) throw new SyntaxError(`${file}: ${errors[0]?.message}`);
  const found: Place[] = [];
  collect(program, [], found);
  return found;
}

/** @returns the node that stands there, if one does */
export function childOf(node: SyntaxNode, property: string): SyntaxNode | undefined {
  const child = node[property];
  return isNode(child) ? child : undefined;
}

export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

function collect(node: unknown, above: readonly SyntaxNode[], found: Place[]): void {
  if (Array.isArray(node)) for (const each of node) collect(each, above, found);
  if (!isNode(node) || WITHOUT_EFFECT.test(node.type)) return;
  found.push({ node, above });
  const around = [node, ...above];
  for (const property of Object.values(node)) {
    if (typeof property === 'object') collect(property, around, found);
  }
}
