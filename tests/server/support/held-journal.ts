import type { Journal, Written } from '../../../server/journal/contract.ts';
import { FULL } from './memory-journal.ts';

/** A real journal whose commits of one class a test can hold up, and let go or fail. */
export interface HeldJournal {
  readonly journal: Journal;
  /** From now on every commit of this class waits. */
  hold(code: string): void;
  /** Resolves as soon as a commit waits. */
  readonly waits: () => Promise<void>;
  /** Those that wait are written, and so is what comes. */
  release(): void;
  /** Those that wait are refused, and what comes is written. */
  fail(): void;
}

export function heldJournal(journal: Journal): HeldJournal {
  let held: string | undefined;
  let pending: ((verdict: 'write' | 'fail') => void)[] = [];
  let listeners: (() => void)[] = [];
  const end = (verdict: 'write' | 'fail'): void => {
    held = undefined;
    const ended = pending;
    pending = [];
    for (const decide of ended) decide(verdict);
  };
  const append: Journal['append'] = async (code, entries): Promise<Written> => {
    if (code !== held) return journal.append(code, entries);
    const verdict = await new Promise<'write' | 'fail'>((resolve) => {
      pending.push(resolve);
      for (const listener of listeners) listener();
      listeners = [];
    });
    return verdict === 'write' ? journal.append(code, entries) : FULL;
  };
  return {
    journal: { ...journal, append },
    hold(code) {
      held = code;
    },
    waits: () => (pending.length > 0 ? Promise.resolve() : new Promise((resolve) => listeners.push(resolve))),
    release: () => end('write'),
    fail: () => end('fail'),
  };
}
