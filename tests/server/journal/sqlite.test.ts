import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Journal } from '../../../server/journal/contract.ts';
import { openSqliteJournal } from '../../../server/journal/sqlite.ts';
import { journalContract, mark } from './contract.ts';

let folder = '';
const fresh = () => {
  folder = mkdtempSync(join(tmpdir(), 'journal-'));
};
const clear = () => rmSync(folder, { recursive: true, force: true });

fresh();
journalContract(
  'SQLite files',
  () => openSqliteJournal(folder),
  () => {
    clear();
    fresh();
  },
);

describe('A damaged SQLite file', () => {
  let journal: Journal;
  const path = () => join(folder, 'open', 'CDFGH.sqlite');
  const many = Array.from({ length: 400 }, (_, at) => mark(at));

  beforeEach(async () => {
    fresh();
    journal = openSqliteJournal(folder);
    await journal.reserve('CDFGH', many);
    await journal.reserve('JKMNP', [mark(0)]);
    await journal.dispose();
  });
  afterEach(async () => {
    await journal.dispose();
    clear();
  });

  const expectSetAside = async (problem: RegExp) => {
    const before = readFileSync(path());
    journal = openSqliteJournal(folder);
    expect(await journal.read('CDFGH')).toEqual({ ok: false, problem: expect.stringMatching(problem) });
    expect(await journal.read('JKMNP')).toEqual({ ok: true, entries: [mark(0)] });
    expect((await journal.open()).map(({ code }) => code)).toEqual(['CDFGH', 'JKMNP']);
    expect(await journal.reserve('CDFGH', [mark(0)])).toEqual({ ok: false, taken: true });
    await journal.dispose();
    expect(readFileSync(path()).equals(before)).toBe(true);
  };

  test('that was cut in the middle is told, kept as it is, and leaves the others alone', async () => {
    truncateSync(path(), Math.floor(statSync(path()).size / 2));
    await expectSetAside(/malformed|corrupt|missing/);
  });

  test('that is not SQLite at all is told and kept as it is', async () => {
    writeFileSync(path(), 'nothing of that kind'.repeat(500));
    await expectSetAside(/not a database/);
  });

  test('that is empty is told', async () => {
    truncateSync(path(), 0);
    journal = openSqliteJournal(folder);
    expect(await journal.read('CDFGH')).toEqual({ ok: false, problem: expect.stringMatching(/empty/) });
  });

  test('with an altered line is told by its number', async () => {
    const database = new DatabaseSync(path());
    database.exec(`UPDATE lines SET line = replace(line, '"at":7', '"at":8') WHERE number = 8`);
    database.close();
    await expectSetAside(/line 8/);
  });

  test('with a missing line is told by its number', async () => {
    const database = new DatabaseSync(path());
    database.exec('DELETE FROM lines WHERE number = 100');
    database.close();
    await expectSetAside(/line 100/);
  });

  test('whose write-ahead log is torn gives back every whole commit before the tear', async () => {
    const live = openSqliteJournal(folder);
    await live.read('JKMNP');
    await live.append('JKMNP', [mark(1)]);
    await live.append('JKMNP', [mark(2)]);
    const torn = mkdtempSync(join(folder, 'torn-'));
    openSqliteJournal(torn);
    for (const ending of ['', '-wal'])
      copyFileSync(join(folder, 'open', `JKMNP.sqlite${ending}`), join(torn, 'open', `JKMNP.sqlite${ending}`));
    await live.dispose();
    const log = join(torn, 'open', 'JKMNP.sqlite-wal');
    truncateSync(log, statSync(log).size - 100);
    journal = openSqliteJournal(torn);
    expect(await journal.read('JKMNP')).toEqual({ ok: true, entries: [mark(0), mark(1)] });
  });
});

describe('A full disk', () => {
  beforeEach(fresh);
  afterEach(clear);

  test('refuses the commit that no longer fits, whole, and loses nothing that was kept', async () => {
    const journal = openSqliteJournal(folder, { pages: 8 });
    await journal.reserve('CDFGH', [mark(0)]);
    let kept = 1;
    while ((await journal.append('CDFGH', [mark(kept), mark(kept + 1)])).ok) kept += 2;
    expect(await journal.append('CDFGH', [mark(kept), mark(kept + 1)])).toEqual({
      ok: false,
      problem: expect.stringMatching(/full/),
    });
    const stored = await journal.read('CDFGH');
    expect(stored.ok && stored.entries.length).toBe(kept);
    await journal.dispose();
    const again = openSqliteJournal(folder);
    expect(await again.append('CDFGH', [mark(kept)])).toEqual({ ok: true });
    await again.dispose();
  });
});

describe('A second server', () => {
  beforeEach(fresh);
  afterEach(clear);

  test('on the same folder is told that a class is in use', async () => {
    const first = openSqliteJournal(folder);
    await first.reserve('CDFGH', [mark(0)]);
    const second = openSqliteJournal(folder);
    expect(await second.read('CDFGH')).toEqual({ ok: false, problem: expect.stringMatching(/another server/) });
    expect(await first.append('CDFGH', [mark(1)])).toEqual({ ok: true });
    await Promise.all([first.dispose(), second.dispose()]);
  });
});

test('A folder that is a file can not be opened', () => {
  fresh();
  const path = join(folder, 'file');
  writeFileSync(path, '');
  expect(() => openSqliteJournal(path)).toThrow(/ENOTDIR|EEXIST/);
  expect(existsSync(path)).toBe(true);
  clear();
});
