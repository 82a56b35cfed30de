import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { newSecret } from './identity/secrets.ts';

/** How a command line on this computer reaches the running server. Whoever can read this file may use it. */
export interface AdminKey {
  /** Without a slash at its end. */
  readonly url: string;
  readonly key: string;
}

const FILE = 'admin.json';
/** Readable by the owner of the data folder alone. */
const MODE = 0o600;

/** Makes a new key and stores it in the data folder. @throws the system's error */
export function keepAdminKey(folder: string, url: string): AdminKey {
  const made = { url, key: newSecret() };
  const fresh = join(folder, `.${FILE}-${process.pid}`);
  rmSync(fresh, { force: true });
  writeFileSync(fresh, JSON.stringify(made), { mode: MODE, flag: 'wx' });
  renameSync(fresh, join(folder, FILE));
  return made;
}

/** @returns the key of the server that runs on this folder, or was killed on it; undefined without one */
export function readAdminKey(folder: string): AdminKey | undefined {
  try {
    const kept: unknown = JSON.parse(readFileSync(join(folder, FILE), 'utf8'));
    return isAdminKey(kept) ? kept : undefined;
  } catch {
    return undefined;
  }
}

/** Removes the key of a server that ends. */
export function forgetAdminKey(folder: string, { key }: AdminKey): void {
  if (readAdminKey(folder)?.key === key) rmSync(join(folder, FILE), { force: true });
}

function isAdminKey(kept: unknown): kept is AdminKey {
  if (typeof kept !== 'object' || kept === null) return false;
  return 'url' in kept && typeof kept.url === 'string' && 'key' in kept && typeof kept.key === 'string';
}
