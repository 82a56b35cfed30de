import { type Node, nameOf, nodesIn, nodesOf, textOf } from './syntax.ts';

/** One import of a file. `typeOnly` ones vanish when the program runs. */
export interface Import {
  readonly typeOnly: boolean;
  /** As written: `'../sim/time.ts'`, `'zod'`; undefined where only running the program tells what it loads. */
  readonly from: string | undefined;
}

const known = new Map<string, readonly Import[]>();

/** Every import of a source: static, for its effect, `export from`, `import()`, `import.meta.glob()`, `new URL(…, import.meta.url)`. */
export function importsOf(source: string): readonly Import[] {
  const imports = known.get(source) ?? nodesOf(source).flatMap(({ node }) => importAt(node) ?? []);
  known.set(source, imports);
  return imports;
}

function importAt(node: Node): Import | undefined {
  switch (node.type) {
    case 'ImportDeclaration':
      return statement(node, 'importKind');
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
      return node['source'] === null ? undefined : statement(node, 'exportKind');
    case 'ImportExpression':
    case 'TSImportType':
      return loaded(node['source']);
    case 'CallExpression':
      return isLoader(node['callee'] as Node) ? loaded(nodesIn(node['arguments'])[0]) : undefined;
    case 'NewExpression':
      return workerUrl(node);
    default:
      return undefined;
  }
}

/** `import type …` and `export type …`, or braces with `type` before every name. */
function statement(node: Node, kind: 'importKind' | 'exportKind'): Import {
  const names = nodesIn(node['specifiers']);
  const typeOnly = node[kind] === 'type' || (names.length > 0 && names.every((name) => name[kind] === 'type'));
  return { typeOnly, from: textOf(node['source']) };
}

function loaded(argument: unknown): Import {
  return { typeOnly: false, from: textOf(argument) };
}

/** `require` and `import.meta.glob` */
function isLoader(callee: Node): boolean {
  if (callee.type !== 'MemberExpression') return nameOf(callee) === 'require';
  return (callee['object'] as Node).type === 'MetaProperty' && nameOf(callee['property']) === 'glob';
}

/** `new URL('./worker.ts', import.meta.url)` loads a program as surely as an import. */
function workerUrl(node: Node): Import | undefined {
  const [written, base] = nodesIn(node['arguments']);
  const isOwn = base?.type === 'MemberExpression' && (base['object'] as Node).type === 'MetaProperty';
  const isProgram = /^\..*\.[cm]?[jt]sx?$/.test(textOf(written) ?? '');
  return nameOf(node['callee']) === 'URL' && isOwn && isProgram ? loaded(written) : undefined;
}
