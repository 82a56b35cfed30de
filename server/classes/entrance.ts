import type { Refusal } from '../../shared/sim/index.ts';
import { fits, hashOf } from '../identity/secrets.ts';
import { readToken } from '../identity/tokens.ts';
import type { Limits } from '../limits/limits.ts';
import { refusal } from '../refusals.ts';
import type { ClassRegistry, Refused } from './class-registry.ts';
import type { ClassRunner } from './class-runner.ts';
import { DESK } from './credentials.ts';

/** What a request shows besides the code; nothing of it counts before it has been checked. */
export interface Shown {
  readonly desk?: string | undefined;
  /** The seat's token. */
  readonly seat?: string | undefined;
  readonly board?: string | undefined;
  readonly link?: string | undefined;
  /** A browser's own id. */
  readonly device?: string | undefined;
}

export interface Asked {
  /** The code as it was read; '' for what can't be one. */
  readonly code: string;
  /** The key under which the request is limited. */
  readonly address: string;
  readonly shows: Shown;
}

/** Who asks. `device`: one that has a seat in the class. `link`: who came by its link. */
export type VisitorKind = 'desk' | 'board' | 'seat' | 'device' | 'link' | 'stranger';

export interface Visitor {
  readonly kind: VisitorKind;
  /** The key under which requests are counted: a holder's or an address's. */
  readonly bucket: string;
}

export interface Entered {
  readonly runner: ClassRunner;
  readonly visitor: Visitor;
}

/** What is asked for: facts about the class, or a live connection. */
export type Purpose = 'asking' | 'connecting';

/** The one way from a code to its class. */
export interface Entrance {
  enter(asked: Asked, purpose: Purpose): Promise<Entered | Refused>;
  /** Looks something up in a class, even a closed one, for whoever shows its desk's key. */
  tell<Found extends object>(asked: Asked, look: () => Promise<Found | Refused>): Promise<Found | Refused>;
}

/**
 * Every answer that tells a right code from a wrong one comes from here. Wrong ones are counted by address, and where there were too many,
 * nothing is told about any code any more but to those who show that they know the class: its desks, boards, seats and their devices, and
 * who came by its link. These have buckets of their own, so that nobody behind the same address can shut them out.
 */
export function newEntrance(registry: Pick<ClassRegistry, 'find' | 'knows'>, limits: Limits): Entrance {
  return {
    async enter({ code, address, shows }, purpose) {
      // Checked before any waiting, so that simultaneous requests learn no more than successive ones.
      const mayGuess = limits.wrongCodes.left(address) >= 1;
      if (!mayGuess && Object.values(shows).every((shown) => shown === undefined)) return wait();
      if (!registry.knows(code)) {
        if (!limits.wrongCodes.allows(address)) return wait();
        const found = await registry.find(code);
        return 'refusal' in found ? found : { refusal: refusal('unknown-class') };
      }
      const runner = await registry.find(code);
      if ('refusal' in runner) return mayGuess ? runner : wait();
      const visitor = visitorOf(runner, shows, address);
      if (visitor.kind === 'stranger' && !mayGuess) return wait();
      return mayEnter(visitor, purpose, limits) ? { runner, visitor } : { refusal: refusal('too-fast') };
    },
    async tell({ code, address, shows }, look) {
      const mayGuess = limits.wrongCodes.left(address) >= 1;
      if (!mayGuess && shows.desk === undefined) return wait();
      if (!limits.asking.allows(`report ${address}`)) return { refusal: refusal('too-fast') };
      if (mayGuess && !registry.knows(code)) limits.wrongCodes.allows(address);
      const found = await look();
      return 'refusal' in found && !mayGuess ? wait() : found;
    },
  };
}

function wait(): { readonly refusal: Refusal } {
  return { refusal: refusal('code-wait') };
}

function visitorOf(runner: ClassRunner, shows: Shown, address: string): Visitor {
  const { code, secrets } = runner;
  if (shows.desk !== undefined && runner.credentials.holds(DESK, shows.desk)) return { kind: 'desk', bucket: code };
  if (isSecret(shows.board, secrets.board)) return { kind: 'board', bucket: code };
  const token = shows.seat === undefined ? undefined : readToken(shows.seat);
  if (token !== undefined && runner.credentials.holds(token.seat, token.secret))
    return { kind: 'seat', bucket: `${code} ${token.seat}` };
  if (shows.device !== undefined && hasSeat(runner, hashOf(shows.device)))
    return { kind: 'device', bucket: `${code} ${shows.device}` };
  if (isSecret(shows.link, secrets.link)) return { kind: 'link', bucket: `${code} ${address}` };
  return { kind: 'stranger', bucket: address };
}

/** @param device as the class knows it */
function hasSeat({ latest }: ClassRunner, device: string): boolean {
  return latest.seats.some((seat) => seat.device === device);
}

function isSecret(shown: string | undefined, secret: string): boolean {
  return shown !== undefined && fits(shown, hashOf(secret));
}

function mayEnter({ kind, bucket }: Visitor, purpose: Purpose, limits: Limits): boolean {
  switch (kind) {
    case 'desk':
    case 'board':
      return limits.screens.allows(`${kind} ${bucket}`);
    case 'seat':
    case 'device':
      return limits.known.allows(`${kind} ${bucket}`);
    case 'link':
    case 'stranger':
      return limits[purpose].allows(`${kind} ${bucket}`);
  }
}
