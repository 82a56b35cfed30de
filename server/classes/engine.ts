import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SHARED = fileURLToPath(new URL('../../shared', import.meta.url));

/** Names the rules that classes are played by: a hash of their sources, so that no change of them can go unnoticed. */
export function engineVersion(folder: string = SHARED): string {
  const hash = createHash('sha256');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map(({ parentPath, name }) => join(parentPath, name)).filter((path) => /\.(ts|json)$/.test(path));
  for (const path of paths.sort()) hash.update(`${path.slice(folder.length)}\n`).update(readFileSync(path));
  return hash.digest('base64url').slice(0, 22);
}
