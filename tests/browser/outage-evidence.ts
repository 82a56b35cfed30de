import { expect } from 'vitest';
import { type Cells, type EvidenceTexts, isNumber } from './evidence.ts';

/** Each aspect in numbers from both runs, but for the one that does not apply to a file, which says why; and in them, the outage. */
export function expectTheOutage(table: EvidenceTexts): void {
  const { Consistency, Scalability, Reliability, ...others } = table;
  expect(Object.keys(others)).toEqual(['Control', 'Security', 'Resource sharing', 'Coordination']);
  for (const rows of [Scalability, Reliability, ...Object.values(others)]) {
    const cells = Object.values(rows ?? {});
    expect(cells.some((sides) => sides.every(isNumber))).toBe(true);
    for (const cell of cells.flat()) expect(cell).toMatch(/^\d|^[A-Z0-9].+\.$/);
  }
  for (const cell of Object.values(Consistency ?? {}).flat()) expect(cell).toMatch(/^(Nothing|Copies never) .+\.$/);
  expect(Scalability?.['Machines that finished']).toEqual(['0%', '100%']);
  expect(Scalability?.['Time until all have all']).toEqual([
    'No machine had all it needed by the end.',
    expect.stringMatching(/^\d+(\.\d)? ?s$/),
  ]);
  const [answered, answeredByPeers] = percents(Reliability?.['Answered during the outage']);
  expect(answered).toBe(0);
  expect(answeredByPeers).toBeGreaterThan(50);
  const [felt, feltByPeers] = percents(Reliability?.['Machines that felt the outage']);
  expect(felt).toBeGreaterThan(80);
  expect(feltByPeers).toBeLessThan(50);
}

function percents(cells: Cells | undefined): readonly number[] {
  return (cells ?? []).map((cell) => Number.parseInt(cell, 10));
}
