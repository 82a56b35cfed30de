import { type KeptCheckpoint, readCheckpoint, writeCheckpoint } from './checkpoint-file.ts';
import { type ClassFile, type End, openClassFile } from './class-file.ts';
import type { Failed, Journal, Stored, Written } from './contract.ts';
import { type FolderLock, folderLock } from './folder-lock.ts';
import { type OpenFiles, openFiles } from './open-files.ts';
import { type Place, type Places, placesIn } from './places.ts';
import { attempt, failureOf, JournalProblem } from './problem.ts';
import { readLines } from './reading.ts';

export interface SqliteOptions {
  /** A bound for each class's file in SQLite pages, for trying out a full disk. */
  readonly pages?: number;
  /** A sentence for whoever runs the server. */
  readonly report?: (sentence: string) => void;
}

const OK = { ok: true } as const;
const GONE: Failed = { ok: false, cause: 'gone', problem: 'its file was deleted or replaced' };

/**
 * Journals as SQLite files, one a class: `<folder>/open/<CODE>.sqlite`, later `<folder>/closed/<CODE>.sqlite`.
 * @throws when the folder can't be made or written
 */
export function openSqliteJournal(folder: string, options: SqliteOptions = {}): Journal {
  const places = placesIn(folder);
  places.make();
  places.probe();
  return new SqliteJournal(places, options);
}

class SqliteJournal implements Journal {
  private readonly places: Places;
  private readonly files: OpenFiles;
  private readonly lock: FolderLock;
  /** The last line of each journal that this process acknowledged or read. A file with another end has lost lines. */
  private readonly ends = new Map<string, End>();
  /** Checkpoints being written. */
  private readonly writing = new Set<Promise<void>>();

  constructor(places: Places, { pages, report = () => undefined }: SqliteOptions) {
    this.places = places;
    this.files = openFiles(places, report, pages);
    this.lock = folderLock(places.folder);
  }

  readonly reserve: Journal['reserve'] = async (code, entries) => {
    if (this.places.find(code) !== 'unknown') return { ok: false, taken: true };
    const written = this.write(() => {
      this.ends.set(code, this.files.make(code, entries));
    });
    return written.ok ? written : { ...written, taken: false };
  };

  readonly append: Journal['append'] = async (code, entries) => {
    if (this.files.known(code)?.isGone()) return GONE;
    const written = this.write(() => {
      const file = this.files.open(code);
      if (differs(file.end, this.ends.get(code))) throw new JournalProblem('io', 'the end of its file was lost');
      file.append(entries);
      this.ends.set(code, file.end);
    });
    // The next attempt opens the file anew.
    return written.ok || written.cause !== 'io' ? written : this.leave(code, written);
  };

  readonly keep: Journal['keep'] = async (code, checkpoint) => {
    const file = this.files.known(code);
    if (file === undefined || file.isGone()) return GONE;
    const written = writeCheckpoint(this.places.checkpoint('open', code), { ...checkpoint, after: file.end });
    const done = written.then(
      () => undefined,
      () => undefined,
    );
    this.writing.add(done);
    void done.then(() => this.writing.delete(done));
    return written.then(() => OK, failureOf);
  };

  readonly read: Journal['read'] = async (code, engine) => {
    const isOpen = this.files.known(code) !== undefined || this.places.find(code) !== 'closed';
    return isOpen ? this.readOpen(code, engine) : this.readClosed(code, engine);
  };

  readonly credentials: Journal['credentials'] = async (code) =>
    attempt(() => {
      const file = this.files.known(code) ?? this.openedOf(code);
      const credentials = file.credentials();
      if (file !== this.files.known(code)) file.close();
      return { ok: true, credentials };
    });

  readonly find: Journal['find'] = async (code) =>
    this.files.known(code) === undefined ? this.places.find(code) : 'open';

  readonly open: Journal['open'] = async () => this.places.list('open');

  readonly close: Journal['close'] = async (code) => {
    await Promise.all(this.writing);
    if (this.files.known(code)?.isGone()) return GONE;
    return this.write(() => {
      this.files.letGo(code);
      this.places.close(code);
      this.ends.delete(code);
    });
  };

  readonly expire: Journal['expire'] = async (before) => {
    const old = this.places.list('closed').filter(({ touched }) => touched < before);
    const deleted = this.write(() => {
      for (const { code } of old) this.places.remove('closed', code);
      this.places.removeAside(before);
    });
    return deleted.ok ? old.map(({ code }) => code) : [];
  };

  readonly look: Journal['look'] = async () => this.files.look(() => this.lock.hold());

  readonly probe: Journal['probe'] = async () => this.write(() => this.places.probe());

  readonly dispose: Journal['dispose'] = async () => {
    await Promise.all(this.writing);
    this.files.letGoOfAll();
    this.lock.release();
  };

  /** Only the server that holds the folder's lock changes files. */
  private write(work: () => void): Written {
    return attempt(() => {
      this.lock.hold();
      work();
      return OK;
    });
  }

  private async readOpen(code: string, engine: string | undefined): Promise<Stored> {
    try {
      // An open file can be read even if its folder is gone.
      if (this.files.known(code) === undefined) this.lock.hold();
      const file = this.files.open(code);
      const kept = this.checkpointOf('open', code, engine);
      const before = this.ends.get(code);
      const lines = await readLines(file, kept);
      if (!lines.ok) return this.leave(code, lines);
      this.ends.set(code, file.end);
      const torn = before === undefined ? file.torn || isBehind(file.end, kept?.after) : differs(file.end, before);
      return { ok: true, checkpoint: lines.checkpoint?.body ?? null, entries: lines.entries, torn };
    } catch (error) {
      return this.leave(code, failureOf(error));
    }
  }

  private async readClosed(code: string, engine: string | undefined): Promise<Stored> {
    let file: ClassFile | undefined;
    try {
      file = this.openedOf(code);
      const lines = await readLines(file, this.checkpointOf('closed', code, engine));
      if (!lines.ok) return lines;
      return { ok: true, checkpoint: lines.checkpoint?.body ?? null, entries: lines.entries, torn: false };
    } catch (error) {
      return failureOf(error);
    } finally {
      file?.close();
    }
  }

  /** A file that can't be read is left alone, so that somebody can look at it; one that is gone is still needed to write it again. */
  private leave(code: string, failed: Failed): Failed {
    if (this.files.known(code)?.isGone() !== true) this.files.letGo(code);
    return failed;
  }

  private openedOf(code: string): ClassFile {
    const place = this.places.find(code);
    return openClassFile(this.places.journal(place === 'unknown' ? 'open' : place, code));
  }

  private checkpointOf(place: Place, code: string, engine: string | undefined): KeptCheckpoint | undefined {
    return engine === undefined ? undefined : readCheckpoint(this.places.checkpoint(place, code), engine);
  }
}

function differs(end: End, expected: End | undefined): boolean {
  return expected !== undefined && end.seal !== expected.seal;
}

/** The checkpoint was taken after a line that is missing. */
function isBehind(end: End, checkpoint: End | undefined): boolean {
  return checkpoint !== undefined && end.number < checkpoint.number;
}
