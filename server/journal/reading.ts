import { setImmediate } from 'node:timers/promises';
import { chainHash, FIRST_HASH } from './chain-hash.ts';
import type { KeptCheckpoint } from './checkpoint-file.ts';
import type { ClassFile, End, Row } from './class-file.ts';
import type { Entry, Failed } from './contract.ts';

/** Lines read before other work gets its turn: about 2 ms. */
const AT_ONCE = 400;

export type Lines =
  | { readonly ok: true; readonly checkpoint: KeptCheckpoint | undefined; readonly entries: readonly Entry[] }
  | Failed;

/** Reads and verifies all lines. Those before the checkpoint are only verified, if it belongs to them; otherwise it is left out. */
export async function readLines(file: ClassFile, checkpoint: KeptCheckpoint | undefined): Promise<Lines> {
  const entries: Entry[] = [];
  let end: End = { number: 0, seal: FIRST_HASH };
  let belongs = false;
  for (let rows = file.rows(0, AT_ONCE); rows.length > 0; rows = file.rows(end.number, AT_ONCE)) {
    for (const row of rows) {
      const next = endAfter(end, row);
      if (next === undefined) return damaged(end.number + 1);
      end = next;
      if (checkpoint === undefined || end.number > checkpoint.after.number) entries.push(JSON.parse(row.line) as Entry);
      else if (end.number === checkpoint.after.number) belongs = end.seal === checkpoint.after.seal;
    }
    await setImmediate();
  }
  return checkpoint === undefined || belongs ? { ok: true, checkpoint, entries } : readLines(file, undefined);
}

/** The end of the chain after this row; undefined if the row doesn't continue the chain. */
export function endAfter(end: End, { number, line, seal }: Row): End | undefined {
  return number === end.number + 1 && chainHash(end.seal, line) === seal ? { number, seal } : undefined;
}

export function damaged(number: number): Failed {
  return { ok: false, cause: 'damaged', problem: `line ${number} is missing or was altered` };
}
