import type { Classroom } from '../../shared/class/index.ts';
import type { Journal } from '../journal/contract.ts';
import type { Monotonic } from './class-clock.ts';
import type { SavedCredentials } from './credentials.ts';
import { checkpointBody } from './load.ts';

/** ms between two checkpoints of a class. */
const EVERY_MS = 20_000;
/** A checkpoint takes at most one part in so many of the server's time. */
const SHARE = 200;
/** Characters of a run that are worth being written: about 30 ms. A larger run is folded again from where it began. */
const MOST = 2_000_000;
/** A class that needed this many entries to come back gets a checkpoint as soon as possible. */
const MANY = 500;

export interface CheckpointParts {
  readonly journal: Journal;
  readonly engine: string;
  readonly now: Monotonic;
  readonly report: (sentence: string) => void;
}

/** Takes a checkpoint of a class from time to time, so that it comes back quickly. */
export interface Checkpoints {
  /**
   * So many entries were just kept, and the class is as they left it.
   * It must not have been advanced beyond the last of them: a restart begins there.
   */
  after(entries: number, classroom: Classroom, credentials: () => SavedCredentials): void;
}

/** @param behind entries that had to be folded when the class came back */
export function newCheckpoints(code: string, behind: number, parts: CheckpointParts): Checkpoints {
  const { journal, engine, now, report } = parts;
  let nextAt = now() + (behind > MANY ? 0 : EVERY_MS);
  const take = async (classroom: Classroom, credentials: SavedCredentials): Promise<void> => {
    const begun = now();
    const room = classroom.checkpoint(MOST);
    nextAt = now() + Math.max(EVERY_MS, SHARE * (now() - begun));
    // A lost checkpoint costs time at the next start and nothing else.
    if (room !== null) await journal.keep(code, { engine, body: checkpointBody(room, credentials) });
  };
  return {
    after(entries, classroom, credentials) {
      if (entries === 0 || now() < nextAt) return;
      take(classroom, credentials()).catch((error: unknown) => {
        nextAt = Number.POSITIVE_INFINITY;
        report(
          `Class ${code} can't be written down as a whole: ${error instanceof Error ? error.stack : String(error)}`,
        );
      });
    },
  };
}
