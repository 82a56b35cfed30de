import type { Failed, StoredClass } from '../journal/contract.ts';
import { type RefusalCode, refusal } from '../refusals.ts';
import type { ClassRunner } from './class-runner.ts';
import type { ClassFacts } from './giving-way.ts';
import type { Refused } from './kept-class.ts';

/** ms until a class that can't be opened is tried again: at first, and at most. */
const RETRY_MS = { first: 1_000, most: 10_000 };

/** How it stands with a class that is not over. `askedAt`: by the server's clock, when somebody last asked for it. */
export type Slot =
  | { readonly kind: 'open'; readonly runner: ClassRunner; askedAt: number }
  /** Its journal is there; nobody has asked for it since the server was started. */
  | { readonly kind: 'asleep'; readonly stored: StoredClass }
  /** Everybody has left it. All of it is in its journal; what is told of it without opening it stands here. */
  | { readonly kind: 'resting'; readonly stored: StoredClass; readonly facts: ClassFacts }
  | {
      readonly kind: 'waits';
      readonly stored: StoredClass;
      readonly failed: Failed;
      readonly retryAt: number;
      readonly tries: number;
    }
  | { readonly kind: 'set-aside' };

/** It could not be opened, once more. */
export function waiting(stored: StoredClass, failed: Failed, before: Slot | undefined, now: number): Slot {
  const tries = before?.kind === 'waits' ? before.tries + 1 : 0;
  return { kind: 'waits', stored, failed, tries, retryAt: now + Math.min(RETRY_MS.most, RETRY_MS.first * 2 ** tries) };
}

/** Why people can't come in; undefined for a class that is open. */
export function refusalOf(slot: Exclude<Slot, { kind: 'open' }>): Refused {
  return {
    refusal: refusal(
      slot.kind === 'set-aside' ? 'set-aside' : slot.kind === 'waits' ? codeFor(slot.failed) : 'class-waits',
    ),
  };
}

function codeFor({ cause }: Failed): RefusalCode {
  return cause === 'busy' ? 'held' : 'class-waits';
}
