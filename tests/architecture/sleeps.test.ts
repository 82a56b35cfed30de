import { expect, test } from 'vitest';
import { sourcesIn } from './sources.ts';
import { nameOf, nodesOf } from './syntax.ts';

const TIMERS = ['setTimeout', 'waitForTimeout'];

/** What may set a timer all the same, and what for. */
const ALLOWED: { readonly [file: string]: string } = {
  'tests/server/support/page.ts': 'ends a wait that would never end',
  'tests/classroom/C6-instructor-away.test.ts':
    'how long a process stands still is the fault itself, and its clocks are the computer’s',
  'tests/tools/mutants/tester.ts': 'ends a test that never ends, and no test of ours',
};

test('No test waits for time to pass: clocks are given, and conditions are awaited', () => {
  const sources = [...sourcesIn('tests')].filter(([file]) => !file.startsWith('tests/bench/'));
  expect(sources.length).toBeGreaterThan(100);
  const waiting = sources.filter(([, source]) =>
    TIMERS.some((timer) => source.includes(timer) && nodesOf(source).some(({ node }) => nameOf(node) === timer)),
  );
  expect(waiting.map(([file]) => file).sort()).toEqual(Object.keys(ALLOWED).sort());
});
