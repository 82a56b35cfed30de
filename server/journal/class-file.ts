import { statSync } from 'node:fs';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { chainHash, FIRST_HASH } from './chain-hash.ts';
import type { Entry, Stored } from './contract.ts';

/**
 * `synchronous=NORMAL` hands each commit to the operating system before it is acknowledged and waits for the disk at checkpoints alone. A class
 * so survives every end of the process, `kill -9` among them; only a power cut of the whole machine can cost the last seconds. FULL
 * would hold up every class of the server for a disk's turn at every commit.
 * The exclusive lock keeps a second server off the same folder.
 */
const SETTINGS = `
  PRAGMA locking_mode = EXCLUSIVE;
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
`;
const TABLE = 'CREATE TABLE lines (number INTEGER PRIMARY KEY, line TEXT NOT NULL, seal TEXT NOT NULL) STRICT';

/** One class's journal: a numbered list of sealed lines in a file of its own, so that one torn file is one class's trouble. */
export interface ClassFile {
  /** All or nothing. @throws what SQLite throws */
  append(entries: readonly Entry[]): void;
  read(): Stored;
  close(): void;
}

interface Row {
  readonly number: number;
  readonly line: string;
  readonly seal: string;
}

/** Makes a journal. @param pages a bound for the file's size in SQLite pages @throws what SQLite throws */
export function makeClassFile(path: string, pages?: number): ClassFile {
  return opened(path, TABLE, pages);
}

/** Opens one that is there. @throws when it isn't, and what SQLite throws about a file that is no journal */
export function openClassFile(path: string, pages?: number): ClassFile {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) throw new Error('the file is missing');
  if (found.size === 0) throw new Error('the file is empty');
  return opened(path, '', pages);
}

function opened(path: string, table: string, pages: number | undefined): ClassFile {
  const database = new DatabaseSync(path);
  try {
    database.exec(SETTINGS + table);
    if (pages !== undefined) database.exec(`PRAGMA max_page_count = ${pages}`);
    return fileOf(database);
  } catch (error) {
    database.close();
    throw error;
  }
}

function fileOf(database: DatabaseSync): ClassFile {
  const insert = database.prepare('INSERT INTO lines (number, line, seal) VALUES (?, ?, ?)');
  const last = database.prepare('SELECT number, line, seal FROM lines ORDER BY number DESC LIMIT 1');
  const all = database.prepare('SELECT number, line, seal FROM lines ORDER BY number');
  let end = endOf(last);
  return {
    append(entries) {
      let { number, seal } = end;
      transaction(database, () => {
        for (const entry of entries) {
          const line = JSON.stringify(entry);
          number += 1;
          seal = chainHash(seal, line);
          insert.run(number, line, seal);
        }
      });
      end = { number, seal };
    },
    read: () => readAll(all),
    close: () => database.close(),
  };
}

function endOf(last: StatementSync): { number: number; seal: string } {
  const row = last.get() as Row | undefined;
  return row === undefined ? { number: 0, seal: FIRST_HASH } : { number: row.number, seal: row.seal };
}

function transaction(database: DatabaseSync, work: () => void): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    work();
    database.exec('COMMIT');
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

function readAll(all: StatementSync): Stored {
  const entries: Entry[] = [];
  let seal = FIRST_HASH;
  for (const row of all.iterate() as Iterable<Row>) {
    seal = chainHash(seal, row.line);
    if (row.number !== entries.length + 1 || row.seal !== seal) {
      return { ok: false, problem: `line ${entries.length + 1} is missing or was altered` };
    }
    entries.push(JSON.parse(row.line) as Entry);
  }
  return { ok: true, entries };
}
