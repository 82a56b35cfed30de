import type { Session } from '../../client/connection/index.ts';
import { joinClass } from '../../client/connection/session.ts';
import { browserSurroundings, type Surroundings } from '../../client/connection/surroundings.ts';
import type { Claim } from '../../shared/protocol/claim.ts';

/** Opens pages' connections as pages do, with their own code, over real requests and sockets and without a browser. */
export interface LivePages {
  open(claim: Claim): Session;
  /** When they meant to try again: ms of this process's clock. */
  readonly tries: readonly number[];
  close(): void;
}

/**
 * @param url where all pages of this process come from
 * @param hurry how many times shorter than on a page the waits between its attempts are
 */
export function livePages(url: string, code: string, hurry = 1): LivePages {
  const tries: number[] = [];
  const sessions: Session[] = [];
  const { fetch } = globalThis;
  const own = { fetch, location: globalThis.location };
  Object.assign(globalThis, {
    location: { origin: url },
    fetch: (path: string | URL, init?: RequestInit) => fetch(new URL(path, url), init),
  });
  const page = browserSurroundings();
  const world: Surroundings = {
    ...page,
    pause: (ms) => {
      tries.push(performance.now() + ms / hurry);
      return new Promise((resolve) => setTimeout(resolve, ms / hurry));
    },
    outdated: () => undefined,
  };
  return {
    tries,
    open: (claim) => {
      const session = joinClass(code, claim, world);
      sessions.push(session);
      return session;
    },
    close: () => {
      for (const session of sessions) session.close();
      Object.assign(globalThis, own);
    },
  };
}

/** Resolves as soon as all of them are connected, or away. */
export async function all(sessions: readonly Session[], state: 'connected' | 'away'): Promise<void> {
  await Promise.all(
    sessions.map(
      ({ link }) =>
        new Promise<void>((resolve) => {
          const stop = link.subscribe((now) => {
            if (now.state === state) queueMicrotask(() => resolve(stop()));
          });
        }),
    ),
  );
}
