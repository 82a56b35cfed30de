import { fits, hashOf, newSecret } from '../identity/secrets.ts';
import type { Credential } from '../journal/contract.ts';

/** The holder of the instructor's key; no seat has this id. */
export const DESK = 'desk';
/** A student who joins again from the same device gets a new token; the page that still shows an older one keeps working. */
const KEPT = 4;

/** The credentials of one class: hashes of the secrets given out, newest last. */
export interface Credentials {
  add(credential: Credential): void;
  holds(holder: string, secret: string): boolean;
  /** Whether the secret was the holder's until another device took over. */
  held(holder: string, secret: string): boolean;
  /** How often somebody else has become the holder. */
  tenure(holder: string): number;
  /** How often that has happened with all of them together. */
  readonly moves: number;
  /** All of it as plain data, from which `credentialsOf` restores it. */
  saved(): SavedCredentials;
}

interface Held {
  readonly hashes: readonly string[];
  readonly former: readonly string[];
  readonly tenure: number;
}
export type SavedCredentials = readonly (readonly [holder: string, held: Held])[];

const NOTHING: Held = { hashes: [], former: [], tenure: 0 };

/** @param given after those that were saved, in the order in which they were given out */
export function credentialsOf(given: Iterable<Credential>, saved: SavedCredentials = []): Credentials {
  const all = new Map<string, Held>(saved);
  let moves = saved.reduce((sum, [, { tenure }]) => sum + tenure, 0);
  const of = (holder: string): Held => all.get(holder) ?? NOTHING;
  const add = ({ holder, hash, alone }: Credential): void => {
    all.set(holder, alone ? heldAlone(of(holder), hash) : heldToo(of(holder), hash));
    if (alone) moves += 1;
  };
  for (const credential of given) add(credential);
  return {
    add,
    holds: (holder, secret) => of(holder).hashes.some((hash) => fits(secret, hash)),
    held: (holder, secret) => of(holder).former.some((hash) => fits(secret, hash)),
    tenure: (holder) => of(holder).tenure,
    get moves() {
      return moves;
    },
    saved: () => [...all],
  };
}

function heldToo(held: Held, hash: string): Held {
  return { ...held, hashes: [...held.hashes, hash].slice(-KEPT) };
}

function heldAlone({ hashes, former, tenure }: Held, hash: string): Held {
  return { hashes: [hash], former: [...former, ...hashes].slice(-KEPT * KEPT), tenure: tenure + 1 };
}

/** A new secret for a holder, and what the journal keeps of it. */
export function newCredential(holder: string): { readonly secret: string; readonly credential: Credential } {
  const secret = newSecret();
  return { secret, credential: { type: 'grant', holder, hash: hashOf(secret) } };
}
