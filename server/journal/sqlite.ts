import { closeSync, existsSync, mkdirSync, openSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type ClassFile, makeClassFile, openClassFile } from './class-file.ts';
import type { Journal, Reserved, Stored, StoredClass, Written } from './contract.ts';

const ENDING = '.sqlite';

export interface SqliteOptions {
  /** A bound for each class's file in SQLite pages, for trying out a full disk. */
  readonly pages?: number;
}

/**
 * Journals as SQLite files, one a class: `<folder>/open/<CODE>.sqlite`, later `<folder>/closed/<CODE>.sqlite`.
 * @throws when the folder can't be made or written
 */
export function openSqliteJournal(folder: string, { pages }: SqliteOptions = {}): Journal {
  const places = { open: join(folder, 'open'), closed: join(folder, 'closed') };
  for (const place of Object.values(places)) mkdirSync(place, { recursive: true });
  probe(places.open);
  const files = new Map<string, ClassFile>();
  const pathOf = (code: string) => join(places.open, code + ENDING);
  const fileOf = (code: string, open = openClassFile): ClassFile => {
    const file = files.get(code) ?? open(pathOf(code), pages);
    files.set(code, file);
    return file;
  };
  const letGo = (code: string) => {
    files.get(code)?.close();
    files.delete(code);
  };
  return {
    async reserve(code, entries): Promise<Reserved> {
      if ([pathOf(code), join(places.closed, code + ENDING)].some((path) => existsSync(path)))
        return { ok: false, taken: true };
      const written = attempt(() => fileOf(code, makeClassFile).append(entries));
      return written.ok ? written : { ok: false, taken: false, problem: written.problem };
    },
    append: async (code, entries) => attempt(() => fileOf(code).append(entries)),
    async read(code) {
      const stored = attemptRead(() => fileOf(code).read());
      if (!stored.ok) letGo(code);
      return stored;
    },
    open: async () => classesIn(places.open),
    close: async (code) =>
      attempt(() => {
        letGo(code);
        renameSync(pathOf(code), join(places.closed, code + ENDING));
      }),
    async dispose() {
      for (const code of files.keys()) letGo(code);
    },
  };
}

/** @throws when no file can be written into the folder */
function probe(folder: string): void {
  const path = join(folder, `.probe-${process.pid}`);
  closeSync(openSync(path, 'w'));
  rmSync(path);
}

function classesIn(folder: string): readonly StoredClass[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(ENDING))
    .sort()
    .map((name) => ({ code: name.slice(0, -ENDING.length), touched: touchedAt(join(folder, name)) }));
}

/** Recent commits are in the log beside the file. */
function touchedAt(path: string): number {
  const times = [path, `${path}-wal`].map((file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0);
  return Math.max(...times);
}

function attempt(work: () => void): Written {
  try {
    work();
    return { ok: true };
  } catch (error) {
    return { ok: false, problem: sentenceOf(error) };
  }
}

function attemptRead(work: () => Stored): Stored {
  try {
    return work();
  } catch (error) {
    return { ok: false, problem: sentenceOf(error) };
  }
}

function sentenceOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message === 'database is locked' ? 'another server has it open' : message;
}
