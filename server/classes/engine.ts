import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The sources that classes are played and checkpointed by. */
const SOURCES = ['../../shared', '.'].map((folder) => fileURLToPath(new URL(folder, import.meta.url)));

/** Names the version of the rules: a hash of their sources, so that no change goes unnoticed. */
export function engineVersion(folders: readonly string[] = SOURCES): string {
  const hash = createHash('sha256');
  for (const folder of folders)
    for (const path of sourcesIn(folder)) hash.update(`${path.slice(folder.length)}\n`).update(readFileSync(path));
  return hash.digest('base64url').slice(0, 22);
}

function sourcesIn(folder: string): readonly string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((path) => /\.(ts|json)$/.test(path))
    .sort();
}
