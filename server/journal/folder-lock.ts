import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileIdentity } from './identity.ts';
import { failureOf, JournalProblem } from './problem.ts';

const NAME = 'server.lock';
/** The lock is a transaction that never ends. It writes nothing, so that it holds on a full disk, and the system lets go of it however the process ends. */
const TAKE = 'PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE';

/** One server writes into a data folder. Programs that only read, such as a backup, need no lock. */
export interface FolderLock {
  /** Takes the folder, or finds that it still has it. @throws JournalProblem `busy` while another server has it */
  hold(): void;
  release(): void;
}

export function folderLock(folder: string): FolderLock {
  const path = join(folder, NAME);
  let held: { readonly database: DatabaseSync; readonly identity: string | undefined } | undefined;
  const release = () => {
    held?.database.close();
    held = undefined;
  };
  return {
    hold() {
      if (held !== undefined && fileIdentity(path) === held.identity) return;
      // A lock on a deleted file excludes nobody.
      release();
      const database = taken(path);
      held = { database, identity: fileIdentity(path) };
    },
    release,
  };
}

function taken(path: string): DatabaseSync {
  const database = new DatabaseSync(path);
  try {
    database.exec(TAKE);
    return database;
  } catch (error) {
    database.close();
    if (failureOf(error).cause === 'busy') throw new JournalProblem('busy', 'another server has its data folder open');
    throw error;
  }
}
