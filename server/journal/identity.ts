import { statSync } from 'node:fs';

/** Which file a path names. As long as somebody has it open, no other file gets the same. */
export function fileIdentity(path: string): string | undefined {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found === undefined ? undefined : `${found.dev}.${found.ino}`;
}
