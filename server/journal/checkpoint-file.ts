import { readFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { chainHash } from './chain-hash.ts';
import type { End } from './class-file.ts';
import type { Checkpoint } from './contract.ts';

/** A checkpoint and the line of the journal that it was taken after. */
export interface KeptCheckpoint extends Checkpoint {
  readonly after: End;
}

/**
 * Writes a checkpoint to a file of its own without blocking other work on the disk. A truncated one fails its own hash when it is read, and
 * is ignored.
 */
export async function writeCheckpoint(path: string, { engine, body, after }: KeptCheckpoint): Promise<void> {
  const head = JSON.stringify({ engine, number: after.number, seal: after.seal });
  await writeFile(`${path}.new`, `${chainHash(head, body)}\n${head}\n${body}`);
  await rename(`${path}.new`, path);
}

/** @returns undefined if there is none that this engine can read */
export function readCheckpoint(path: string, engine: string): KeptCheckpoint | undefined {
  try {
    const text = readFileSync(path, 'utf8');
    const [hash = '', head = ''] = text.split('\n', 2);
    const body = text.slice(hash.length + head.length + 2);
    const { number, seal, engine: made } = JSON.parse(head) as End & { readonly engine: string };
    if (made !== engine || chainHash(head, body) !== hash) return undefined;
    return { engine, body, after: { number, seal } };
  } catch {
    return undefined;
  }
}
