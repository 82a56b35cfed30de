import { statSync } from 'node:fs';
import { DatabaseSync, type SQLOutputValue } from 'node:sqlite';
import { chainHash, FIRST_HASH } from './chain-hash.ts';
import type { Credential, Entry } from './contract.ts';
import { fileIdentity } from './identity.ts';
import { JournalProblem } from './problem.ts';
import { framesBegun } from './wal.ts';

/**
 * Each commit is with the operating system before it is acknowledged, and SQLite waits for the disk at its own checkpoints alone: see
 * docs/decisions.md.
 */
const SETTINGS = 'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;';
const TABLE = 'CREATE TABLE lines (number INTEGER PRIMARY KEY, line TEXT NOT NULL, seal TEXT NOT NULL) STRICT';

export interface Row {
  readonly number: number;
  readonly line: string;
  readonly seal: string;
}
/** The last line that was written; 0 before the first. */
export type End = Pick<Row, 'number' | 'seal'>;

/** One class's journal: a numbered list of chained lines in a file of its own, so that a damaged file affects one class alone. */
export interface ClassFile {
  readonly path: string;
  readonly end: End;
  /** When it was opened, its write-ahead log held more than could be read: the last writes are lost. */
  readonly torn: boolean;
  /** Appends all entries or none. @throws what SQLite throws */
  append(entries: readonly Entry[]): void;
  /** The next lines after this number, unchecked; none at the end. @throws what SQLite throws about a damaged file */
  rows(after: number, most: number): readonly Row[];
  credentials(): readonly Credential[];
  /** Whether its path now leads to another file or to none. It can still be read. */
  isGone(): boolean;
  close(): void;
}

/** Makes a journal. @param pages a bound for the file's size in SQLite pages @throws what SQLite throws */
export function makeClassFile(path: string, pages?: number): ClassFile {
  return opened(path, TABLE, pages);
}

/** Opens an existing journal. @throws JournalProblem if there is none, and what SQLite throws if the file is no journal */
export function openClassFile(path: string, pages?: number): ClassFile {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) throw new JournalProblem('unknown', 'the file is missing');
  if (found.size === 0) throw new JournalProblem('damaged', 'the file is empty');
  return opened(path, '', pages);
}

function opened(path: string, table: string, pages: number | undefined): ClassFile {
  const begun = framesBegun(`${path}-wal`);
  const database = new DatabaseSync(path);
  try {
    database.exec(SETTINGS + table);
    if (pages !== undefined) database.exec(`PRAGMA max_page_count = ${pages}`);
    return fileOf(database, path, begun > framesRead(database));
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Frames of the log up to the last whole commit. */
export function framesRead(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA wal_checkpoint(NOOP)').get()?.['log'] ?? 0);
}

function fileOf(database: DatabaseSync, path: string, torn: boolean): ClassFile {
  const insert = database.prepare('INSERT INTO lines (number, line, seal) VALUES (?, ?, ?)');
  const identity = fileIdentity(path);
  let end = endOf(database);
  return {
    path,
    torn,
    get end() {
      return end;
    },
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
    rows: rowsIn(database),
    credentials: () => credentialsIn(database),
    isGone: () => fileIdentity(path) !== identity,
    close: () => database.close(),
  };
}

function endOf(database: DatabaseSync): End {
  const row = database.prepare('SELECT number, seal FROM lines ORDER BY number DESC LIMIT 1').get();
  return row === undefined
    ? { number: 0, seal: FIRST_HASH }
    : { number: Number(row['number']), seal: String(row['seal']) };
}

/** Reads the next lines after a number. */
export function rowsIn(database: DatabaseSync): ClassFile['rows'] {
  const next = database.prepare('SELECT number, line, seal FROM lines WHERE number > ? ORDER BY number LIMIT ?');
  return (after, most) => next.all(after, most).map(rowOf);
}

function rowOf({ number, line, seal }: { readonly [column: string]: SQLOutputValue }): Row {
  return { number: Number(number), line: String(line), seal: String(seal) };
}

function credentialsIn(database: DatabaseSync): readonly Credential[] {
  const rows = database.prepare(`SELECT line FROM lines WHERE line LIKE '{"type":"grant"%' ORDER BY number`).all();
  return rows.map(({ line }) => JSON.parse(String(line)) as Credential);
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
