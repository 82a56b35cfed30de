import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { StoredClass } from './contract.ts';
import { JournalProblem } from './problem.ts';

const ENDING = '.sqlite';
const ASIDE = '.aside-';
const PROBE_BYTES = 4_096;
/** The files that SQLite keeps beside an open one. */
const COMPANIONS = ['-wal', '-shm'];

export type Place = 'open' | 'closed';

/** Where a class's files are: `<folder>/open/<CODE>.sqlite` and its checkpoint, later both in `<folder>/closed`. */
export interface Places {
  readonly folder: string;
  journal(place: Place, code: string): string;
  checkpoint(place: Place, code: string): string;
  /** Makes the folders. @throws when they can't be made or written */
  make(): void;
  /** @throws if a file of reasonable size can't be written */
  probe(): void;
  find(code: string): Place | 'unknown';
  list(place: Place): readonly StoredClass[];
  /** From the open ones to the closed ones. @throws JournalProblem while that would leave a part behind */
  close(code: string): void;
  remove(place: Place, code: string): void;
  /** Moves a foreign file out of the way. */
  putAside(code: string): void;
  /** Deletes what was put aside and last written to before that time (ms since 1970). */
  removeAside(before: number): void;
}

export function placesIn(folder: string): Places {
  const folderOf = (place: Place) => join(folder, place);
  const journal = (place: Place, code: string) => join(folderOf(place), code + ENDING);
  const checkpoint = (place: Place, code: string) => join(folderOf(place), `${code}.checkpoint`);
  return {
    folder,
    journal,
    checkpoint,
    make() {
      for (const place of ['open', 'closed'] as const) mkdirSync(folderOf(place), { recursive: true });
    },
    probe: () => probe(join(folderOf('open'), `.probe-${process.pid}`)),
    find: (code) => (['open', 'closed'] as const).find((place) => existsSync(journal(place, code))) ?? 'unknown',
    list: (place) => classesIn(folderOf(place)),
    close(code) {
      if (existsSync(`${journal('open', code)}-wal`))
        throw new JournalProblem('busy', 'its log could not be emptied: the disk is full, or another program reads it');
      renameSync(journal('open', code), journal('closed', code));
      if (existsSync(checkpoint('open', code))) renameSync(checkpoint('open', code), checkpoint('closed', code));
    },
    remove(place, code) {
      const path = journal(place, code);
      for (const file of [path, ...COMPANIONS.map((ending) => path + ending), checkpoint(place, code)])
        rmSync(file, { force: true });
    },
    putAside(code) {
      const path = journal('open', code);
      for (const ending of ['', ...COMPANIONS])
        if (existsSync(path + ending)) renameSync(path + ending, `${path}${ASIDE}${Date.now()}${ending}`);
    },
    removeAside(before) {
      const aside = namesIn(folderOf('open')).filter((name) => name.includes(ASIDE));
      for (const path of aside.map((name) => join(folderOf('open'), name)))
        if (touchedAt(path) < before) rmSync(path, { force: true });
    },
  };
}

function probe(path: string): void {
  const file = openSync(path, 'w');
  try {
    writeSync(file, Buffer.alloc(PROBE_BYTES));
  } finally {
    closeSync(file);
    rmSync(path, { force: true });
  }
}

function classesIn(folder: string): readonly StoredClass[] {
  return namesIn(folder)
    .filter((name) => name.endsWith(ENDING))
    .sort()
    .map((name) => ({ code: name.slice(0, -ENDING.length), touched: touchedAt(join(folder, name)) }));
}

function namesIn(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

/** Recent commits are in the log beside the file. */
function touchedAt(path: string): number {
  const times = [path, `${path}-wal`].map((file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0);
  return Math.max(...times);
}
