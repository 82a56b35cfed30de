import { parseSync } from 'vite';

/** A node of a program's syntax tree, as ESTree and TypeScript-ESTree name them. */
export interface Node {
  readonly type: string;
  readonly [property: string]: unknown;
}

/** Where a node stands: below which parent, as which of its properties. */
export interface Place {
  readonly parent: Node | undefined;
  readonly key: string;
}

const TOP: Place = { parent: undefined, key: '' };

export interface Found extends Place {
  readonly node: Node;
}

/** Every node of a source in TypeScript, with or without JSX. @throws for a source that does not parse */
export function nodesOf(source: string): readonly Found[] {
  return [...below(programOf(source), TOP)];
}

/** Generic arrow functions and type assertions read as JSX in a `.tsx` file, and JSX as nonsense in a `.ts` file: the name isn't known here. */
function programOf(source: string): Node {
  const plain = parseSync('a.ts', source);
  const { program, errors } = plain.errors.length === 0 ? plain : parseSync('a.tsx', source);
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'));
  return program as object as Node;
}

function* below(node: Node, place: Place): Generator<Found> {
  yield { node, ...place };
  for (const [key, value] of Object.entries(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isNode(child)) yield* below(child, { parent: node, key });
    }
  }
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** @returns the name that an identifier is; undefined for any other node */
export function nameOf(node: unknown): string | undefined {
  return isNode(node) && node.type === 'Identifier' ? String(node['name']) : undefined;
}

/** @returns the text of a string, or of a template without holes; undefined for what only running the program tells */
export function textOf(node: unknown): string | undefined {
  if (!isNode(node)) return undefined;
  if (node.type === 'Literal') return typeof node['value'] === 'string' ? node['value'] : undefined;
  const [quasi, ...more] = node.type === 'TemplateLiteral' ? nodesIn(node['quasis']) : [];
  return quasi === undefined || more.length > 0 ? undefined : String((quasi['value'] as { cooked: string }).cooked);
}

/** The nodes of a list. */
export function nodesIn(list: unknown): readonly Node[] {
  return Array.isArray(list) ? list.filter(isNode) : [];
}
