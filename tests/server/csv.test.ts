import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvOf } from '../../server/http/csv.ts';

/** Reads RFC 4180 back, in the way of a spreadsheet. */
function parse(table: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of table.slice(1).matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '\r\n') rows.push([]);
    if (end === '') break;
  }
  return rows.slice(0, -1);
}

test('A table comes back from a spreadsheet cell by cell', () => {
  const cell = fc.string({ unit: 'grapheme' }).filter((text) => !/^\s*[=+\-@|\t\r]/.test(text));
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell, fc.integer()), { maxLength: 5 }), (rows) => {
      const table = csvOf(['a', 'b', 'c'], rows);
      expect(table.startsWith('\uFEFF')).toBe(true);
      expect(parse(table)).toEqual([['a', 'b', 'c'], ...rows.map((row) => row.map(String))]);
    }),
  );
});

test('No text in it is a formula, whatever a student calls themself', () => {
  for (const name of ['=1+1', '+1', '-1', '@SUM(A1)', ' =1', '\t=1', '|cmd', '=HYPERLINK("http://x","y")']) {
    const [, row] = parse(csvOf(['name'], [[name]]));
    expect(row?.[0]).toBe(`'${name}`);
  }
});

test('A number stays a number, and what is not there is empty', () => {
  expect(csvOf(['a', 'b'], [[-1.5, null]])).toBe('\uFEFFa,b\r\n-1.5,\r\n');
});
