import { type Found, isNode, type Node, nameOf, nodesIn } from './syntax.ts';

/** What a program exports by name, whether it declares it or passes it on. */
export function exportedNames(nodes: readonly Found[]): readonly string[] {
  return nodes.flatMap(({ node }) => namesIn(node));
}

function namesIn(statement: Node): readonly string[] {
  if (statement.type !== 'ExportNamedDeclaration') return [];
  const names = nodesIn(statement['specifiers']).map((one) => nameOf(one['exported']));
  const declared = isNode(statement['declaration']) ? statement['declaration'] : undefined;
  const variables = nodesIn(declared?.['declarations']).map(({ id }) => nameOf(id));
  return [...names, ...variables, nameOf(declared?.['id'])].filter((name) => name !== undefined);
}
