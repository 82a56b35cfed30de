import { renameSync, rmSync } from 'node:fs';
import { type ClassFile, makeClassFile, openClassFile } from './class-file.ts';
import type { Entry } from './contract.ts';
import type { Places } from './places.ts';

const AT_ONCE = 1_000;

/**
 * Writes the journal of an open class again whose file was deleted or replaced: what is open can still be read, and holds all that was ever
 * acknowledged. A file that lies in its place is put aside, never deleted.
 * @returns the new file; the old one is closed @throws what the disk or SQLite throws; then nothing has changed
 */
export function writtenAgain(code: string, old: ClassFile, places: Places, pages?: number): ClassFile {
  const path = places.journal('open', code);
  const fresh = `${path}.again`;
  rmSync(fresh, { force: true });
  copyLines(old, fresh, pages);
  places.putAside(code);
  // SQLite cleans up by path when it closes, so the old one is closed while nothing is at its path.
  old.close();
  renameSync(fresh, path);
  return openClassFile(path, pages);
}

function copyLines(old: ClassFile, path: string, pages: number | undefined): void {
  const copy = makeClassFile(path, pages);
  try {
    for (let rows = old.rows(0, AT_ONCE); rows.length > 0; rows = old.rows(copy.end.number, AT_ONCE))
      copy.append(rows.map(({ line }) => JSON.parse(line) as Entry));
    if (copy.end.seal !== old.end.seal) throw new Error('the copy is another journal');
  } finally {
    copy.close();
  }
}
