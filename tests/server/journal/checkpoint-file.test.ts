import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Journal } from '../../../server/journal/contract.ts';
import { openSqliteJournal } from '../../../server/journal/sqlite.ts';
import { failed, mark, whole } from './contract.ts';

let folder = '';
const fresh = () => {
  folder = mkdtempSync(join(tmpdir(), 'journal-'));
};
const clear = () => rmSync(folder, { recursive: true, force: true });

describe('A checkpoint', () => {
  let journal: Journal;
  const path = () => join(folder, 'open', 'CDFGH.checkpoint');
  const all = whole(mark(0), mark(1), mark(2));
  beforeEach(async () => {
    fresh();
    journal = openSqliteJournal(folder);
    await journal.reserve('CDFGH', [mark(0), mark(1)]);
    await journal.keep('CDFGH', { engine: 'e', body: '{"a":"checkpoint"}' });
    await journal.append('CDFGH', [mark(2)]);
  });
  afterEach(async () => {
    await journal.dispose();
    clear();
  });

  test.each([
    ['was cut off', (text: string) => text.slice(0, -1)],
    ['is empty', () => ''],
    ['is another text', (text: string) => text.replace('"a"', '"b"')],
    ['says that it belongs to another line', (text: string) => text.replace('"number":2', '"number":1')],
    ['is no text', () => '\u0000\u0000\n\n{'],
  ])('that %s is none', async (_, harm) => {
    expect(await journal.read('CDFGH', 'e')).toMatchObject({ checkpoint: '{"a":"checkpoint"}', entries: [mark(2)] });
    writeFileSync(path(), harm(readFileSync(path(), 'utf8')));
    expect(await journal.read('CDFGH', 'e')).toEqual(all);
    rmSync(path());
    expect(await journal.read('CDFGH', 'e')).toEqual(all);
  });

  test('rule journal 4.2: of another class is none', async () => {
    await journal.reserve('JKMNP', [mark(3), mark(4), mark(5)]);
    copyFileSync(path(), join(folder, 'open', 'JKMNP.checkpoint'));
    expect(await journal.read('JKMNP', 'e')).toEqual(whole(mark(3), mark(4), mark(5)));
  });

  test('rule journal 4.4: does not hide a line before it that was altered', async () => {
    await journal.dispose();
    const database = new DatabaseSync(join(folder, 'open', 'CDFGH.sqlite'));
    database.exec(`UPDATE lines SET line = replace(line, '"at":0', '"at":9') WHERE number = 1`);
    database.close();
    journal = openSqliteJournal(folder);
    expect(await journal.read('CDFGH', 'e')).toEqual(failed('damaged', /line 1/));
  });
});
