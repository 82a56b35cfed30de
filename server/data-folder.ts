import { closeSync, existsSync, mkdirSync, openSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';

/**
 * Makes the data folder where it is missing, and tries whether it can be written. One folder at a time: Node's own recursion turns what
 * the disk says into a riddle on a read-only one, and never ends in a folder such as /proc that takes no other.
 * @throws the system's error
 */
export function prepareFolder(folder: string): void {
  for (const missing of missingIn(folder)) mkdirSync(missing);
  const probe = join(folder, `.probe-${process.pid}`);
  closeSync(openSync(probe, 'w'));
  rmSync(probe);
}

/** The folders of a path that are not there yet, the outermost first. */
function missingIn(folder: string): readonly string[] {
  if (existsSync(folder) || dirname(folder) === folder) return [];
  return [...missingIn(dirname(folder)), folder];
}
