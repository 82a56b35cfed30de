import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { judge } from '../../server/cli/judge.ts';
import { KINDS } from '../../server/cli/kinds/index.ts';
import type { Kind } from '../../server/cli/kinds/kind.ts';
import { parseSuite } from '../../server/cli/suite.ts';
import { command, withSuite } from './run.ts';

const SUITE = fileURLToPath(new URL('../theory/suite_A.json', import.meta.url));

const claim = (more: object) => ({
  kind: 'file',
  params: { N: 3, K: 4, us: 2, u: 0, d: null, arch: 'cs' },
  metric: 'ticks',
  type: 'approx',
  expected: 6,
  tol: 1,
  n: 1,
  ...more,
});
const suite = (...claims: readonly object[]): string =>
  JSON.stringify(claims.map((one, index) => ({ id: `C${index}`, asserts: [one] })));

describe('experiments', () => {
  it('prints one object a line with the value, its bounds and whether it holds, and ends with 0 when all do', () => {
    withSuite(suite(claim({})), (file) => {
      const { code, lines } = command('experiments', file, '--seed', '3');
      expect([code, lines.length]).toEqual([0, 1]);
      const verdict = JSON.parse(lines[0] ?? '');
      expect(verdict).toMatchObject({ id: 'C0', kind: 'file', metric: 'ticks', lo: 5, hi: 7, ok: true });
      expect(Object.keys(verdict)).toEqual([
        'id',
        'kind',
        'params',
        'metric',
        'value',
        'lo',
        'hi',
        'ok',
        'events',
        'wallMs',
      ]);
      expect(verdict.value).toBeCloseTo(6);
    });
  });

  it('ends with 1 when one is off, and goes on with the others', () => {
    withSuite(suite(claim({ expected: 60 }), claim({ type: 'range', lo: 5, hi: 7 })), (file) => {
      const { code, lines } = command('experiments', file);
      expect([code, lines.map((line) => JSON.parse(line).ok)]).toEqual([1, [false, true]]);
    });
  });

  it('runs the cases named by --only, even if others are of kinds that there are not', () => {
    withSuite(suite(claim({ kind: 'telepathy' }), claim({})), (file) => {
      expect(command('experiments', file, '--only', 'C1').code).toBe(0);
      const { code, problems } = command('experiments', file);
      expect([code, problems.length]).toEqual([2, 1]);
      expect(problems[0]).toContain('there are file');
    });
  });

  it.each([
    ['not a suite at all', 'not a suite'],
    [JSON.stringify({ id: 'A1' }), 'not a suite'],
    [suite(claim({ n: 0 })), 'not a suite'],
    [suite(claim({ metric: 'beauty' })), 'it has ticks'],
    [suite(claim({ type: 'guess' })), 'not a suite'],
    [suite(claim({ params: { N: -1 } })), 'C0'],
  ])('ends with 2 and one line for %j', (text, allowed) => {
    withSuite(text, (file) => {
      const { code, problems, out } = command('experiments', file);
      expect([code, problems.length, out]).toEqual([2, 1, '']);
      expect(problems[0]).toContain(allowed);
    });
  });

  it.each([
    [[], 'name one suite'],
    [['nowhere.json'], 'no such file'],
    [[SUITE, '--only', 'Z9'], 'there are A1'],
    [[SUITE, '--fast'], '--seed, --only'],
  ])('ends with 2 and one line when called with %j', (args, allowed) => {
    const { code, problems } = command('experiments', ...args);
    expect([code, problems.length]).toEqual([2, 1]);
    expect(problems[0]).toContain(allowed);
  });
});

describe('a verdict', () => {
  const says = (value: number): Kind => ({ id: 'oracle', metrics: ['word'], run: () => ({ value, events: 0 }) });
  const verdict = (value: number, written: object) => {
    const read = parseSuite(suite({ kind: 'oracle', params: {}, metric: 'word', n: 1, ...written }), [], [says(value)]);
    if ('problem' in read) throw new Error(read.problem);
    return read.assertions.map((assertion) => judge(assertion, 1))[0];
  };

  it.each([
    [0.3, { type: 'approx', expected: 0.1 + 0.2, tol: 0 }, true],
    [0.5, { type: 'range', lo: 0.5, hi: 1 }, true],
    [0.4999, { type: 'range', lo: 0.5, hi: 1 }, false],
    [1.0001, { type: 'range', lo: 0.5, hi: 1 }, false],
    [Number.NaN, { type: 'range', lo: 0.5, hi: 1 }, false],
  ])('of the value %d for %j is %s', (value, written, ok) => {
    expect(verdict(value, written)).toMatchObject({ ok });
  });
});

describe('the kinds', () => {
  it('have different names', () => {
    expect(new Set(KINDS.map(({ id }) => id)).size).toBe(KINDS.length);
  });
});
