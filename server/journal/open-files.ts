import { type ClassFile, type End, makeClassFile, openClassFile } from './class-file.ts';
import type { Entry } from './contract.ts';
import type { Places } from './places.ts';
import { attempt } from './problem.ts';
import { writtenAgain } from './rescue.ts';

/** The files of open classes that this process has open. */
export interface OpenFiles {
  known(code: string): ClassFile | undefined;
  /** @throws what opening throws */
  open(code: string): ClassFile;
  /** Makes a journal with its first entries; one that fails leaves nothing behind. @throws what SQLite throws */
  make(code: string, entries: readonly Entry[]): End;
  letGo(code: string): void;
  letGoOfAll(): void;
  /**
   * Looks whether each is where it was. One that is gone when it is looked at a second time is written again, so that a folder that was only
   * moved and comes back is taken as it is.
   * @param mayWrite throws when nothing may be written now
   * @returns how many are not where they should be
   */
  look(mayWrite: () => void): number;
}

export function openFiles(places: Places, report: (sentence: string) => void, pages?: number): OpenFiles {
  const files = new Map<string, ClassFile>();
  const missed = new Set<string>();
  const pathOf = (code: string) => places.journal('open', code);
  const rescue = (code: string, file: ClassFile, mayWrite: () => void) => {
    const written = attempt(() => {
      places.make();
      mayWrite();
      files.set(code, writtenAgain(code, file, places, pages));
      return { ok: true };
    });
    if (!written.ok) return false;
    missed.delete(code);
    report(`Class ${code}: its journal was written again, with all that was acknowledged.`);
    return true;
  };
  /** @returns whether the file is where it should be */
  const lookAt = (code: string, file: ClassFile, mayWrite: () => void) => {
    if (!file.isGone()) {
      missed.delete(code);
      return true;
    }
    if (missed.has(code)) return rescue(code, file, mayWrite);
    missed.add(code);
    report(`Class ${code}: its journal was deleted or replaced. Acts are refused until it is there again.`);
    return false;
  };
  const letGo = (code: string) => {
    files.get(code)?.close();
    files.delete(code);
    missed.delete(code);
  };
  return {
    known: (code) => files.get(code),
    open(code) {
      const file = files.get(code) ?? openClassFile(pathOf(code), pages);
      files.set(code, file);
      return file;
    },
    make(code, entries) {
      try {
        const file = makeClassFile(pathOf(code), pages);
        files.set(code, file);
        file.append(entries);
        return file.end;
      } catch (error) {
        letGo(code);
        places.remove('open', code);
        throw error;
      }
    },
    letGo,
    letGoOfAll: () => [...files.keys()].forEach(letGo),
    look: (mayWrite) => [...files].filter(([code, file]) => !lookAt(code, file, mayWrite)).length,
  };
}
