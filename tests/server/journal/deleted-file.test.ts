import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Entry, Journal } from '../../../server/journal/contract.ts';
import { openSqliteJournal } from '../../../server/journal/sqlite.ts';
import { failed, mark, whole } from './contract.ts';

let folder = '';
const fresh = () => {
  folder = mkdtempSync(join(tmpdir(), 'journal-'));
};
const clear = () => rmSync(folder, { recursive: true, force: true });

describe('A journal that is deleted while its class is open', () => {
  let journal: Journal;
  let reports: string[] = [];
  const data = () => join(folder, 'data');
  const path = () => join(data(), 'open', 'CDFGH.sqlite');
  const gone = failed('gone', /deleted or replaced/);

  beforeEach(async () => {
    fresh();
    reports = [];
    journal = openSqliteJournal(data(), { report: (sentence) => reports.push(sentence) });
    await journal.reserve('CDFGH', [mark(0)]);
    await journal.append('CDFGH', [mark(1)]);
  });
  afterEach(async () => {
    await journal.dispose();
    clear();
  });
  const expectAll = async (...entries: readonly Entry[]) => {
    expect(await journal.look()).toBe(0);
    expect(await journal.append('CDFGH', [mark(7)])).toEqual({ ok: true });
    await journal.dispose();
    journal = openSqliteJournal(data());
    expect(await journal.read('CDFGH')).toEqual(whole(...entries, mark(7)));
  };

  test('rule journal 1.6: with its whole folder takes nothing more in, is written again with all that was acknowledged, and goes on', async () => {
    rmSync(data(), { recursive: true });
    expect(await journal.append('CDFGH', [mark(2)])).toEqual(gone);
    expect(await journal.look()).toBe(1);
    expect(existsSync(path())).toBe(false);
    expect(await journal.look()).toBe(0);
    expect(reports).toEqual([expect.stringMatching(/deleted or replaced/), expect.stringMatching(/written again/)]);
    await expectAll(mark(0), mark(1));
  });

  test('rule journal 1.6: by another file in its place leaves that one aside', async () => {
    rmSync(path());
    writeFileSync(path(), 'what somebody put there');
    expect(await journal.append('CDFGH', [mark(2)])).toEqual(gone);
    expect(await journal.look()).toBe(1);
    expect(await journal.look()).toBe(0);
    const aside = readdirSync(join(data(), 'open')).filter((name) => /\.aside-\d+$/.test(name));
    expect(aside.map((name) => readFileSync(join(data(), 'open', name), 'utf8'))).toEqual(['what somebody put there']);
    await expectAll(mark(0), mark(1));
  });

  test('but was only moved and comes back is taken as it is', async () => {
    renameSync(data(), `${data()}-moved`);
    expect(await journal.look()).toBe(1);
    renameSync(`${data()}-moved`, data());
    expect(await journal.look()).toBe(0);
    expect(reports).toHaveLength(1);
    await expectAll(mark(0), mark(1));
  });

  test('is not written into a folder that another server has taken meanwhile', async () => {
    rmSync(data(), { recursive: true });
    const other = openSqliteJournal(data());
    await other.reserve('JKMNP', [mark(5)]);
    for (let times = 0; times < 3; times++) expect(await journal.look()).toBe(1);
    expect(await journal.probe()).toEqual(failed('busy', /another server/));
    expect(existsSync(path())).toBe(false);
    await other.dispose();
    expect(await journal.look()).toBe(0);
    await expectAll(mark(0), mark(1));
  });
});
