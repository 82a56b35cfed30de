/** What a program exports by name, whether it declares it or passes it on. */
export function exportedNames(source: string): readonly string[] {
  const declared = source.matchAll(/^export\s+(?:async\s+)?(?:const|let|function\*?|class|interface|type)\s+(\w+)/gm);
  const lists = source.matchAll(/^export\s+(?:type\s+)?\{([^}]*)\}/gm);
  return [...[...declared].map(([, name = '']) => name), ...[...lists].flatMap(([, list = '']) => listed(list, -1))];
}

/** @param which 0: the names before `as`, -1: those after it */
export function listed(list: string, which: 0 | -1): readonly string[] {
  const items = list.split(',').map((item) => item.trim().replace(/^type\s+/, ''));
  return items.filter((item) => item !== '').map((item) => item.split(/\s+as\s+/).at(which) ?? '');
}
