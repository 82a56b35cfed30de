import { expect, test } from 'vitest';
import { askedBy } from './asked.ts';
import { type Score, scoreLine, scoreOf, shortfalls, verdictLine } from './score.ts';

const of = (part: string, killed: number): Score => ({ part, killed, tried: 100, byGolden: 0 });
const mutant = { kind: 'boundary', start: 0, end: 1, text: '<=', file: 'a.ts', line: 12, was: '<' };

test('A part under 70 % and an average under 80 % are too low, and nothing else is', () => {
  expect(shortfalls([of('a', 70), of('b', 90)])).toEqual([]);
  expect(shortfalls([of('a', 69), of('b', 95)])).toEqual(['a is under 70 %.']);
  expect(shortfalls([of('a', 79), of('b', 80)])).toEqual(['The average of 79.5 % is under 80 %.']);
});

test('A part says how many were killed, and by the golden runs alone', () => {
  const verdicts = ['types', undefined, 'tests/golden/golden.test.ts'].map((by) => ({ mutant, by }));
  const score = scoreOf('bank', verdicts);
  expect(score).toEqual({ part: 'bank', killed: 2, tried: 3, byGolden: 1 });
  expect(scoreLine(score)).toMatch(/^bank +2 of 3 killed \(1 by the golden runs alone\), 1 survived, 66.7 %$/);
});

test('A survivor says where it is and what was changed', () => {
  expect(verdictLine({ mutant, by: undefined })).toBe('a.ts:12  survived: boundary, "<" became "<="');
});

test('The command line is read, or what is wrong with it is said', () => {
  expect(askedBy(['--seed', 'a', '--part', 'bank'])).toMatchObject({ seed: 'a', count: 40, parts: [{ id: 'bank' }] });
  expect(askedBy([])).toMatchObject({ workers: 2, all: false });
  expect(askedBy(['--part', 'bnak'])).toMatchObject({ problem: expect.stringContaining('no part bnak') });
  expect(askedBy(['--count', '0'])).toMatchObject({ problem: expect.stringContaining('--count 0') });
});
