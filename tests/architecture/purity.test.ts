import { describe, expect, test } from 'vitest';
import { impuritiesOf } from './purity.ts';
import { sourcesIn } from './sources.ts';

test('shared/ uses no clock, no chance, no timer and nothing of Node or the browser', () => {
  const shared = sourcesIn('shared');
  expect(shared.size).toBeGreaterThan(0);
  expect([...shared].flatMap(([file, source]) => impuritiesOf(source).map((name) => `${file}: ${name}`))).toEqual([]);
});

describe('Impure is', () => {
  test.each([
    ['const now = Date.now();', 'Date'],
    ['const now = late ? Date : undefined;', 'Date'],
    [`const text = \`at \${new Date()}\`;`, 'Date'],
    ['Math.random() < 0.5', 'Math.random'],
    [`Math['random']()`, 'Math.random'],
    ['const { random } = Math;', 'Math.random'],
    ['setTimeout(step, 50);', 'setTimeout'],
    ['const all = { ...process.env };', 'process'],
    ['globalThis.fetch(url)', 'globalThis'],
    [`console.log('x')`, 'console'],
  ])('%s', (source, name) => {
    expect(impuritiesOf(source)).toEqual([name]);
  });
});

describe('Pure is', () => {
  test.each([
    ['Math.floor(x)'],
    ['// Math.random() would be wrong'],
    [`const title = 'Date of the class';`],
    ['const step = { process: 3 };'],
    ['interface Queue { readonly process: number; Date?: string }'],
    ['node.process(message)'],
  ])('%s', (source) => {
    expect(impuritiesOf(source)).toEqual([]);
  });
});
