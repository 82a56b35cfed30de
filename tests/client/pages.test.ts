import { expect, it } from 'vitest';
import { sourcesIn } from '../architecture/sources.ts';

function filesWith(pattern: RegExp): readonly string[] {
  return [...sourcesIn('client')].filter(([, source]) => pattern.test(source)).map(([file]) => file);
}

it('Every page is shown by the one function that makes its texts safe from translators', () => {
  expect(filesWith(/import [^;]*\b(render|hydrate)\b[^;]* from 'preact'/)).toEqual(['client/ui/show-page.ts']);
  expect(filesWith(/import \{ showPage \}/)).toEqual(
    ['board', 'instructor', 'student'].map((page) => `client/${page}/main.tsx`),
  );
});
