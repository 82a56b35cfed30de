import type { Report, RunRow, StudentRow } from '../../shared/class/index.ts';
import { csvOf } from './csv.ts';

const STUDENT: readonly (keyof StudentRow)[] = [
  'name',
  'round',
  'scenario',
  'service',
  'architecture',
  'role',
  'acts',
  'got',
  'helped',
  'clean',
  'doneAfter',
  'points',
  'predicted',
  'sure',
  'predictedFinish',
  'vote',
];
const RUN: readonly (keyof RunRow)[] = [
  'round',
  'scenario',
  'service',
  'architecture',
  'measure',
  'aspect',
  'unit',
  'value',
];

/** The class's report as a table: a line for each student and run, then a line for each run and measure. */
export function reportTable({ students, runs }: Report): string {
  const columns = [...new Set<string>(['of', ...STUDENT, ...RUN])];
  const lines = [
    ...students.map((row) => lineOf(columns, { of: 'student', ...row })),
    ...runs.map((row) => lineOf(columns, { of: 'class', ...row })),
  ];
  return csvOf(columns, lines);
}

function lineOf(columns: readonly string[], row: { readonly [column: string]: string | number | null }) {
  return columns.map((column) => row[column] ?? null);
}
