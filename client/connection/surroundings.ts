import { PROTOCOL_VERSION } from '../../shared/protocol/version.ts';
import type { OpenSocket } from './contract.ts';
import { readClass } from './http.ts';

/** `waits`: the server can't open the class just now, and tries again by itself. */
export type Probed = 'known' | 'waits' | 'unreachable' | Gone;
/** Why a class does not come back. */
export type Gone = 'unknown-class' | 'ended' | 'set-aside';

/** What a session needs of the world around it; tests give their own. */
export interface Surroundings {
  readonly open: OpenSocket;
  readonly now: () => number;
  readonly chance: () => number;
  /** Resolves after `ms`, or sooner when there is new hope of a network. */
  readonly pause: (ms: number) => Promise<void>;
  /** Does the server answer plain requests, and how does it stand with the class? */
  readonly probe: (code: string) => Promise<Probed>;
  /** The server speaks another version of the protocol than this page. */
  readonly outdated: () => void;
}

const PROBED: { readonly [refusal: string]: Probed } = {
  'unknown-class': 'unknown-class',
  ended: 'ended',
  'set-aside': 'set-aside',
  held: 'waits',
  'class-waits': 'waits',
};

export function browserSurroundings(): Surroundings {
  return {
    open: async (code, claim, events) => (await import('./socket.ts')).openSocket(code, claim, events),
    now: () => performance.now(),
    chance: () => Math.random(),
    pause: pauseUntilHope,
    probe: async (code) => {
      const answer = await readClass(code);
      return answer.ok ? 'known' : (PROBED[answer.refusal.code] ?? 'unreachable');
    },
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

/** A newer server has newer pages; if those don't match either, one reload is enough. */
function reloadOnce(): void {
  const key = 'hub-and-mesh.reloaded';
  if (sessionStorage.getItem(key) === String(PROTOCOL_VERSION)) return;
  sessionStorage.setItem(key, String(PROTOCOL_VERSION));
  location.reload();
}
