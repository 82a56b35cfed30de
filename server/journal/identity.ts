import { statSync } from 'node:fs';

/** Identifies the file at a path. While the file is open, no other gets the same identity. */
export function fileIdentity(path: string): string | undefined {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found === undefined ? undefined : `${found.dev}.${found.ino}`;
}
