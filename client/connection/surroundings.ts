import type { Claim } from '../../shared/protocol/claim.ts';
import type { PageAttempt } from '../../shared/protocol/messages.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol/version.ts';
import { randomId } from './browser-storage.ts';
import type { OpenSocket, Reservation } from './contract.ts';
import { reservePlace } from './place.ts';
import type { Answer } from './request.ts';

/** What a session needs of the world around it; tests give their own. */
export interface Surroundings {
  /** Loads what live connections need before a place is reserved. There is no time limit: the page says that it is late. */
  readonly ready: () => Promise<void>;
  /** Asks the server for a place. Always answers within a time limit. */
  readonly reserve: (
    code: string,
    claim: Claim,
    from: PageAttempt,
    signal: AbortSignal,
  ) => Promise<Answer<Reservation>>;
  readonly open: OpenSocket;
  /** A monotonic clock, in ms. */
  readonly now: () => number;
  readonly chance: () => number;
  /** A unique name for this page. */
  readonly newPage: () => string;
  /** Resolves after `ms`, or sooner if the network may be back. */
  readonly pause: (ms: number) => Promise<void>;
  /** Called when the server speaks another version of the protocol. */
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

/** Waits `ms`, or until the browser is online again or the page visible again. */
function pauseUntilHope(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      removeEventListener('online', soon);
      document.removeEventListener('visibilitychange', soon);
      resolve();
    };
    // A whole class rejoins the same Wi-Fi at once, so even early returns are spread over a second.
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
