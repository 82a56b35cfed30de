import { readFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const FILE = 'addresses.json';
/** As many as there can be classes; the oldest go. */
const MOST = 200;

/** What teachers chose to send their students to, by the id of the candidate. Outlives the server. */
export interface Choices {
  /** @returns the class's own, or the usual one, or null */
  of(code: string): string | null;
  /** @param usual whether it counts for classes to come as well */
  choose(code: string, id: string, usual: boolean): void;
  /** Resolves when the last choice has been written, or can't be and will be forgotten when the server ends. */
  kept(): Promise<void>;
}

interface Kept {
  readonly usual: string | null;
  readonly classes: readonly (readonly [code: string, id: string])[];
}

/** @param folder of the server's data; it exists */
export function openChoices(folder: string): Choices {
  const path = join(folder, FILE);
  const read = readKept(path);
  const classes = new Map(read.classes);
  let usual = read.usual;
  let writing = Promise.resolve();
  let waiting = false;
  const write = async () => {
    waiting = false;
    const kept: Kept = { usual, classes: [...classes].slice(-MOST) };
    await writeFile(`${path}.new`, JSON.stringify(kept));
    await rename(`${path}.new`, path);
  };
  return {
    of: (code) => classes.get(code) ?? usual,
    choose(code, id, forAll) {
      classes.delete(code);
      classes.set(code, id);
      if (forAll) usual = id;
      for (const oldest of [...classes.keys()].slice(0, -MOST)) classes.delete(oldest);
      if (waiting) return;
      waiting = true;
      writing = writing.then(write).catch(() => undefined);
    },
    kept: () => writing,
  };
}

/** A file that is missing or was damaged holds no choice: the server makes its own. */
function readKept(path: string): Kept {
  try {
    const { usual, classes } = JSON.parse(readFileSync(path, 'utf8')) as Partial<Kept>;
    const entries = (classes ?? []).filter(([code, id]) => typeof code === 'string' && typeof id === 'string');
    return { usual: typeof usual === 'string' ? usual : null, classes: entries };
  } catch {
    return { usual: null, classes: [] };
  }
}
