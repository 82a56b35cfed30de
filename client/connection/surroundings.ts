import type { Claim } from '../../shared/protocol/claim.ts';
import type { PageAttempt } from '../../shared/protocol/messages.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol/version.ts';
import { randomId } from './browser-storage.ts';
import type { OpenSocket, Reservation } from './contract.ts';
import { reservePlace } from './place.ts';
import type { Answer } from './request.ts';

/** What a session needs of the world around it; tests give their own. */
export interface Surroundings {
  /** Fetches what live connections need, before a place is kept for one. It takes as long as it takes: the page says that it is late. */
  readonly ready: () => Promise<void>;
  /** Asks the server for a live connection. Answers in time, whatever happens. */
  readonly reserve: (
    code: string,
    claim: Claim,
    from: PageAttempt,
    signal: AbortSignal,
  ) => Promise<Answer<Reservation>>;
  readonly open: OpenSocket;
  /** ms of a clock that never falls. */
  readonly now: () => number;
  readonly chance: () => number;
  /** A name for this page that no other has. */
  readonly newPage: () => string;
  /** Resolves after `ms`, or sooner when there is new hope of a network. */
  readonly pause: (ms: number) => Promise<void>;
  /** The server speaks another version of the protocol than this page. */
  readonly outdated: () => void;
}

export function browserSurroundings(): Surroundings {
  return {
    ready: async () => void (await import('./socket.ts')),
    reserve: reservePlace,
    open: async (...how) => (await import('./socket.ts')).openSocket(...how),
    now: () => performance.now(),
    chance: () => Math.random(),
    newPage: randomId,
    pause: pauseUntilHope,
    outdated: reloadOnce,
  };
}

/** Waits `ms`, less when the browser says that it is online again or the page is looked at again. */
function pauseUntilHope(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      removeEventListener('online', soon);
      document.removeEventListener('visibilitychange', soon);
      resolve();
    };
    // A whole class comes back into the same Wi-Fi at once: even hope is spread over a second.
    const soon = (): void => void setTimeout(done, Math.random() * 1_000);
    const timer = setTimeout(done, ms);
    addEventListener('online', soon);
    document.addEventListener('visibilitychange', soon);
  });
}

/**
 * A newer server has newer pages; if those don't match either, one reload is enough. The entry of the browser's history remembers it, where
 * storage is forbidden, too.
 */
function reloadOnce(): void {
  const before: unknown = history.state;
  const kept = typeof before === 'object' && before !== null ? before : {};
  if ('reloadedFor' in kept && kept.reloadedFor === PROTOCOL_VERSION) return;
  history.replaceState({ ...kept, reloadedFor: PROTOCOL_VERSION }, '');
  location.reload();
}
