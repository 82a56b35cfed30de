import {
  closeSync,
  cpSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Journal } from '../../../server/journal/contract.ts';
import { openSqliteJournal } from '../../../server/journal/sqlite.ts';
import { failed, journalContract, mark, whole } from './contract.ts';

let folder = '';
const fresh = () => {
  folder = mkdtempSync(join(tmpdir(), 'journal-'));
};
const clear = () => rmSync(folder, { recursive: true, force: true });

/** Writes over what a file has at so many bytes before its end. */
function writeAt(path: string, fromEnd: number, text: string): void {
  const file = openSync(path, 'r+');
  writeSync(file, text, statSync(path).size + fromEnd);
  closeSync(file);
}

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
    expect(await journal.read('CDFGH')).toEqual(failed('damaged', problem));
    expect(await journal.read('JKMNP')).toEqual(whole(mark(0)));
    expect((await journal.open()).map(({ code }) => code)).toEqual(['CDFGH', 'JKMNP']);
    expect(await journal.reserve('CDFGH', [mark(0)])).toEqual({ ok: false, taken: true });
    await journal.dispose();
    expect(readFileSync(path()).equals(before)).toBe(true);
  };

  test('rule journal 1.4: that was cut in the middle is told, kept as it is, and leaves the others alone', async () => {
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
    expect(await journal.read('CDFGH')).toEqual(failed('damaged', /empty/));
  });

  test('rule journal 1.3: with an altered line is told by its number', async () => {
    const database = new DatabaseSync(path());
    database.exec(`UPDATE lines SET line = replace(line, '"at":7', '"at":8') WHERE number = 8`);
    database.close();
    await expectSetAside(/line 8/);
  });

  test('rule journal 1.3: with a missing line is told by its number', async () => {
    const database = new DatabaseSync(path());
    database.exec('DELETE FROM lines WHERE number = 100');
    database.close();
    await expectSetAside(/line 100/);
  });
});

describe('The end of a journal', () => {
  let journal: Journal;
  let copy = '';
  beforeEach(() => {
    fresh();
    journal = openSqliteJournal(folder);
  });
  afterEach(async () => {
    await journal.dispose();
    clear();
  });

  /** The folder as it is found after a power cut: nothing of the server is left but what it has written. */
  const cutOff = async (harm: (log: string) => void): Promise<Journal> => {
    await journal.reserve('JKMNP', [mark(0)]);
    await journal.append('JKMNP', [mark(1)]);
    await journal.keep('JKMNP', { engine: 'e', body: 'after two' });
    await journal.append('JKMNP', [mark(2)]);
    copy = mkdtempSync(join(folder, 'copy-'));
    cpSync(join(folder, 'open'), join(copy, 'open'), { recursive: true });
    await journal.dispose();
    const path = join(copy, 'open', 'JKMNP.sqlite');
    rmSync(`${path}-shm`, { force: true });
    harm(`${path}-wal`);
    journal = openSqliteJournal(copy);
    return journal;
  };
  const cutOffBytes = (bytes: number) => (log: string) => truncateSync(log, statSync(log).size - bytes);

  test('rule journal 1.2: is all there after the process was killed', async () => {
    const found = await cutOff(() => undefined);
    expect(await found.read('JKMNP')).toEqual(whole(mark(0), mark(1), mark(2)));
  });

  test.each([
    ['its last bytes are missing', cutOffBytes(100)],
    ['a page and more is missing', cutOffBytes(4_096 + 10)],
    ['its last page is not what was written', (log: string) => writeAt(log, -2_000, 'scribbled')],
  ])('is told to be torn when of its log %s, and every whole commit before it comes back', async (_, harm) => {
    const found = await cutOff(harm);
    expect(await found.read('JKMNP', 'e')).toEqual({ ...whole(), checkpoint: 'after two', torn: true });
    expect(await found.read('JKMNP')).toMatchObject({ entries: [mark(0), mark(1)] });
    expect(await found.append('JKMNP', [mark(3)])).toEqual({ ok: true });
    expect(await found.read('JKMNP')).toEqual(whole(mark(0), mark(1), mark(3)));
  });

  test.each([
    ['the whole log is missing, as in a copy of the main file alone', (log: string) => rmSync(log)],
    ['whole commits are missing', cutOffBytes(2 * (4_096 + 24))],
  ])('is told to be torn when %s and a checkpoint knows of more', async (_, harm) => {
    const found = await cutOff(harm);
    const read = await found.read('JKMNP', 'e');
    if (read.ok) expect(read).toMatchObject({ checkpoint: null, torn: true });
    else expect(read).toEqual(failed('damaged'));
  });
});

describe('A full disk', () => {
  beforeEach(fresh);
  afterEach(clear);

  test('leaves nothing behind of a class that could not be made', async () => {
    const journal = openSqliteJournal(folder, { pages: 2 });
    const many = Array.from({ length: 400 }, (_, at) => mark(at));
    expect(await journal.reserve('CDFGH', many)).toEqual({ ...failed('full', /disk is full/), taken: false });
    expect(readdirSync(join(folder, 'open'))).toEqual([]);
    expect(await journal.find('CDFGH')).toBe('unknown');
    await journal.dispose();
  });

  test('rule journal 1.2: refuses the commit that no longer fits, whole, and loses nothing that was kept', async () => {
    const journal = openSqliteJournal(folder, { pages: 8 });
    await journal.reserve('CDFGH', [mark(0)]);
    let kept = 1;
    while ((await journal.append('CDFGH', [mark(kept), mark(kept + 1)])).ok) kept += 2;
    expect(await journal.append('CDFGH', [mark(kept), mark(kept + 1)])).toEqual(failed('full', /disk is full/));
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

  test('rule journal 1.5: on the same folder is told so, whatever it asks for, and has it all when the first one ends', async () => {
    const first = openSqliteJournal(folder);
    await first.reserve('CDFGH', [mark(0)]);
    const second = openSqliteJournal(folder);
    const busy = failed('busy', /another server/);
    expect(await second.read('CDFGH')).toEqual(busy);
    expect(await second.append('CDFGH', [mark(9)])).toEqual(busy);
    expect(await second.close('CDFGH')).toEqual(busy);
    expect(await second.probe()).toEqual(busy);
    expect(await second.reserve('JKMNP', [mark(9)])).toEqual({ ...busy, taken: false });
    expect(await first.append('CDFGH', [mark(1)])).toEqual({ ok: true });
    await first.dispose();
    expect(await second.read('CDFGH')).toEqual(whole(mark(0), mark(1)));
    await second.dispose();
  });

  test('does not keep a backup from reading the journal of a class in play', async () => {
    const journal = openSqliteJournal(folder);
    await journal.reserve('CDFGH', [mark(0)]);
    await journal.append('CDFGH', [mark(1)]);
    const backup = new DatabaseSync(join(folder, 'open', 'CDFGH.sqlite'), { readOnly: true });
    expect(backup.prepare('SELECT count(*) AS lines FROM lines').get()).toEqual({ lines: 2 });
    expect(await journal.append('CDFGH', [mark(2)])).toEqual({ ok: true });
    expect(backup.prepare('SELECT count(*) AS lines FROM lines').get()).toEqual({ lines: 3 });
    backup.close();
    await journal.dispose();
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
