import { posix } from 'node:path';
import { type Import, importsOf } from './scan.ts';
import type { Row } from './table.ts';

/** The project's sources by path from its folder, with slashes. */
export type Sources = ReadonlyMap<string, string>;

/** @returns one sentence for each import that the table does not allow. */
export function violationsOf(sources: Sources, table: readonly Row[]): readonly string[] {
  return [...sources].flatMap(([file, source]) => {
    const row = rowOf(file, table);
    if (row === undefined) return [`${file} lies in no folder of the table`];
    return importsOf(source).flatMap((found) => judge(file, found, row, table) ?? []);
  });
}

/** @returns each circle of units (folders, unless told otherwise) that import one another, types included, as `a → b → a`. */
export function cyclesOf(sources: Sources, table: readonly Row[], unitOf = folderOf): readonly string[] {
  const graph = graphOf(sources, table, unitOf);
  const circles = [...graph.keys()].flatMap((start) => circleFrom(start, graph) ?? []);
  return [...new Set(circles)];
}

function judge(file: string, found: Import, row: Row, table: readonly Row[]): string | undefined {
  if (found.from === undefined) return `${file} loads something that only running it tells`;
  const target = targetOf(file, found.from);
  if (target === undefined) {
    return allowsPackage(row, found.from) ? undefined : `${file} imports the package ${found.from}`;
  }
  if (allowsPath(row, target, found.typeOnly, table)) return undefined;
  return `${file} imports ${found.typeOnly ? 'types of ' : ''}${target}`;
}

function allowsPackage(row: Row, name: string): boolean {
  return row.packages.some((allowed) =>
    allowed.endsWith(':') ? name.startsWith(allowed) : name === allowed || name.startsWith(`${allowed}/`),
  );
}

function allowsPath(row: Row, target: string, typeOnly: boolean, table: readonly Row[]): boolean {
  if (liesIn(target, row.folder) && rowOf(target, table) === row) return true;
  if (row.through && liesIn(target, row.through.folder) && target !== row.through.contract) return false;
  const allowed = typeOnly ? [...row.mayImport, ...(row.mayImportTypes ?? [])] : row.mayImport;
  return allowed.some((folder) => liesIn(target, folder));
}

/** @returns the imported file by its path from the project's folder; undefined for a package. */
function targetOf(file: string, from: string): string | undefined {
  if (!from.startsWith('.') && !from.startsWith('/')) return undefined;
  return posix.join(posix.dirname(file), from.replace(/[?#].*$/, ''));
}

function rowOf(file: string, table: readonly Row[]): Row | undefined {
  return table.find(({ folder }) => liesIn(file, folder));
}

function liesIn(file: string, folder: string): boolean {
  return file === folder || file.startsWith(`${folder}/`);
}

type Graph = ReadonlyMap<string, ReadonlySet<string>>;

function graphOf(sources: Sources, table: readonly Row[], unitOf: (file: string) => string): Graph {
  const graph = new Map<string, Set<string>>();
  for (const [file, source] of sources) {
    const from = unitOf(file);
    for (const { from: written } of importsOf(source)) {
      const target = written === undefined ? undefined : targetOf(file, written);
      if (target === undefined || rowOf(target, table) === undefined || unitOf(target) === from) continue;
      graph.set(from, (graph.get(from) ?? new Set()).add(unitOf(target)));
    }
  }
  return graph;
}

/** The first two parts of a path: `shared/sim`, `client/picture`, or a file such as `server/main.ts`. */
function folderOf(file: string): string {
  return file.split('/').slice(0, 2).join('/');
}

/** @returns the shortest way from a unit back to itself, written from its alphabetically first one. */
function circleFrom(start: string, graph: Graph): string | undefined {
  const ways: string[][] = [[start]];
  const seen = new Set<string>();
  for (const way of ways) {
    for (const next of graph.get(way.at(-1) ?? start) ?? []) {
      if (next === start) return written(way);
      if (!seen.has(next)) ways.push([...way, next]);
      seen.add(next);
    }
  }
  return undefined;
}

function written(circle: readonly string[]): string {
  const first = circle.indexOf([...circle].sort()[0] ?? '');
  const turned = [...circle.slice(first), ...circle.slice(0, first)];
  return [...turned, turned[0]].join(' → ');
}
