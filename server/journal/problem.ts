import type { Cause, Failed } from './contract.ts';

/** An error whose cause is known. */
export class JournalProblem extends Error {
  readonly reason: Cause;

  constructor(reason: Cause, problem: string) {
    super(problem);
    this.reason = reason;
  }
}

/** SQLite's primary result codes (the low byte of the extended ones). */
const SQLITE: { readonly [code: number]: Cause } = {
  // The queries are fixed, so the table must be missing.
  1: 'damaged',
  5: 'busy',
  6: 'busy',
  11: 'damaged',
  13: 'full',
  24: 'damaged',
  26: 'damaged',
};
const SYSTEM: { readonly [code: string]: Cause } = { ENOSPC: 'full', EDQUOT: 'full', EBUSY: 'busy' };
const WORDS: { readonly [cause in Cause]?: string } = {
  busy: 'another program has it open',
  full: 'the disk is full',
};

/** What went wrong; an unknown error counts as one that may pass. */
export function failureOf(error: unknown): Failed {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof JournalProblem) return { ok: false, cause: error.reason, problem: message };
  const cause = causeOf(error);
  const words = WORDS[cause];
  return { ok: false, cause, problem: words === undefined ? message : `${words} (${message})` };
}

/** Does the work; an error becomes a value that says why. */
export function attempt<Value extends { readonly ok: true }>(work: () => Value): Value | Failed {
  try {
    return work();
  } catch (error) {
    return failureOf(error);
  }
}

function causeOf(error: unknown): Cause {
  if (typeof error !== 'object' || error === null) return 'io';
  if ('errcode' in error && typeof error.errcode === 'number') return SQLITE[error.errcode & 0xff] ?? 'io';
  return 'code' in error && typeof error.code === 'string' ? (SYSTEM[error.code] ?? 'io') : 'io';
}
