import { fits, hashOf, newSecret } from '../identity/secrets.ts';
import type { Credential } from '../journal/contract.ts';

/** The holder of the instructor's key. Seats are called otherwise. */
export const DESK = 'desk';
/** A student who joins again from the same device gets a new token; the page that still shows an older one keeps working. */
const KEPT = 4;

/** Who may be whom in one class: the hashes of the secrets that were given out, the newest last. */
export interface Credentials {
  add(credential: Credential): void;
  holds(holder: string, secret: string): boolean;
  /** All that count, those of one holder in the order in which they were given out. */
  all(): readonly Credential[];
}

export function emptyCredentials(): Credentials {
  return credentialsOf([]);
}

/** @param given in the order in which they were given out */
export function credentialsOf(given: readonly Credential[]): Credentials {
  const hashes = new Map<string, readonly string[]>();
  const add = ({ holder, hash }: Credential): void => {
    hashes.set(holder, [...(hashes.get(holder) ?? []), hash].slice(-KEPT));
  };
  for (const credential of given) add(credential);
  return {
    add,
    all: () => [...hashes].flatMap(([holder, own]) => own.map((hash) => ({ type: 'grant', holder, hash }) as const)),
    holds: (holder, secret) => (hashes.get(holder) ?? []).some((hash) => fits(secret, hash)),
  };
}

/** A new secret for a holder, and what the journal keeps of it. */
export function newCredential(holder: string): { readonly secret: string; readonly credential: Credential } {
  const secret = newSecret();
  return { secret, credential: { type: 'grant', holder, hash: hashOf(secret) } };
}
