import { existsSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { FIRST_HASH } from './chain-hash.ts';
import { type KeptCheckpoint, readCheckpoint } from './checkpoint-file.ts';
import { type End, framesRead, type Row, rowsIn } from './class-file.ts';
import type { Entry, Failed } from './contract.ts';
import { type Place, placesIn } from './places.ts';
import { failureOf, JournalProblem } from './problem.ts';
import { damaged, endAfter } from './reading.ts';
import { framesBegun } from './wal.ts';

const AT_ONCE = 1_000;
/** ms to wait for a server that has the file to itself just now. */
const PATIENCE_MS = 5_000;

/** A journal as a reader that must not change anything finds it. */
export interface Inspected {
  readonly ok: true;
  readonly place: Place;
  /** All that hang together, from the first on. */
  readonly entries: readonly Entry[];
  /** What is wrong with the file behind them; null: nothing. */
  readonly damage: Failed | null;
  /**
   * `unreadable`: another version of the program wrote it, or it is damaged. `of-another`: it was taken after an entry that this journal does
   * not have.
   */
  readonly checkpoint: KeptCheckpoint | 'none' | 'unreadable' | 'of-another';
}

/** Reads a class's journal without taking its folder: a server may have it open meanwhile. @param engine whose checkpoint is meant */
export function inspectJournal(folder: string, code: string, engine: string): Inspected | Failed {
  try {
    const places = placesIn(folder);
    const place = places.find(code);
    if (place === 'unknown') return { ok: false, cause: 'unknown', problem: 'there is no such class' };
    // It comes first: of a class that is played on meanwhile there are then never fewer entries than it says.
    const found = checkpointAt(places.checkpoint(place, code), engine);
    const { entries, seals, damage } = linesIn(places.journal(place, code));
    const belongs = typeof found === 'string' || seals[found.after.number - 1] === found.after.seal;
    return { ok: true, place, entries, damage, checkpoint: belongs ? found : 'of-another' };
  } catch (error) {
    return failureOf(error);
  }
}

function checkpointAt(path: string, engine: string): KeptCheckpoint | 'none' | 'unreadable' {
  if (!existsSync(path)) return 'none';
  return readCheckpoint(path, engine) ?? 'unreadable';
}

type Lines = Pick<Inspected, 'entries' | 'damage'> & { readonly seals: readonly string[] };

/** A commit that another program was in the middle of looks like a torn end; the next look finds it whole. */
function linesIn(path: string): Lines {
  const first = lookedAt(path);
  return first.damage?.problem === TORN.problem ? lookedAt(path) : first;
}

const TORN: Failed = { ok: false, cause: 'damaged', problem: 'the end of its log is lost' };

function lookedAt(path: string): Lines {
  if (statSync(path).size === 0) throw new JournalProblem('damaged', 'the file is empty');
  const begun = framesBegun(`${path}-wal`);
  const database = openedToRead(path);
  try {
    const isTorn = begun > 0 && begun > framesRead(database);
    const lines = hangingTogether(rowsOf(database));
    return isTorn && lines.damage === null ? { ...lines, damage: TORN } : lines;
  } finally {
    database.close();
  }
}

/** Without a write-ahead log nobody is writing to the file. SQLite is told so, or it would leave files beside it. */
function openedToRead(path: string): DatabaseSync {
  if (existsSync(`${path}-wal`)) return new DatabaseSync(path, { readOnly: true, timeout: PATIENCE_MS });
  const url = pathToFileURL(path);
  url.searchParams.set('immutable', '1');
  return new DatabaseSync(url, { readOnly: true });
}

function* rowsOf(database: DatabaseSync): Generator<Row> {
  const read = rowsIn(database);
  for (let rows = read(0, AT_ONCE); rows.length > 0; rows = read(rows.at(-1)?.number ?? 0, AT_ONCE)) yield* rows;
}

function hangingTogether(rows: Iterable<Row>): Lines {
  const entries: Entry[] = [];
  const seals: string[] = [];
  let end: End = { number: 0, seal: FIRST_HASH };
  try {
    for (const row of rows) {
      const next = endAfter(end, row);
      if (next === undefined) return { entries, seals, damage: damaged(end.number + 1) };
      entries.push(JSON.parse(row.line) as Entry);
      seals.push(next.seal);
      end = next;
    }
  } catch (error) {
    return { entries, seals, damage: failureOf(error) };
  }
  return { entries, seals, damage: null };
}
