import type { Session } from '../../client/connection/index.ts';
import { joinClass } from '../../client/connection/session.ts';
import { browserSurroundings, type Surroundings } from '../../client/connection/surroundings.ts';
import type { Claim } from '../../shared/protocol/claim.ts';

/**
 * Opens pages' connections as pages do, with their own code, over real requests and sockets and without a browser. The waits between their
 * tries are on a clock that stands still unless it is told to go on.
 */
export interface LivePages {
  open(claim: Claim): Session;
  /** When they tried again: ms of the pages' clock. */
  readonly tries: readonly number[];
  /** ms of the pages' clock. */
  readonly now: number;
  /** Lets so many ms pass: whoever's wait ends meanwhile tries again, in order. Resolves once nobody tries any more. */
  pass(ms: number): Promise<void>;
  close(): void;
}

/** A page that waits for its next try, is at it, or needs none. */
interface LivePage {
  readonly session: Session;
  wait: { readonly until: number; end(): void } | null;
  /** Called whenever one of these becomes another. */
  changed: () => void;
}

/** @param url where all pages of this process come from */
export function livePages(url: string, code: string): LivePages {
  const tries: number[] = [];
  const pages: LivePage[] = [];
  let now = 0;
  const { fetch } = globalThis;
  const own = { fetch, location: globalThis.location };
  Object.assign(globalThis, {
    location: { origin: url },
    fetch: (path: string | URL, init?: RequestInit) => fetch(new URL(path, url), init),
  });
  const outside = browserSurroundings();

  function open(claim: Claim): Session {
    let page: LivePage | undefined;
    const world: Surroundings = {
      ...outside,
      now: () => now,
      pause: (ms) =>
        new Promise((resolve) => {
          if (page === undefined) throw new Error('it has not been opened');
          page.wait = { until: now + ms, end: resolve };
          page.changed();
        }),
      outdated: () => undefined,
    };
    const session = joinClass(code, claim, world);
    const opened: LivePage = { session, wait: null, changed: () => undefined };
    session.link.subscribe(() => opened.changed());
    pages.push(opened);
    page = opened;
    return session;
  }

  async function pass(ms: number): Promise<void> {
    const end = now + ms;
    for (;;) {
      for (const page of pages) await settled(page);
      const [next] = pages.filter(({ wait }) => wait !== null && wait.until <= end).sort(byEnd);
      if (next?.wait == null) break;
      now = next.wait.until;
      tries.push(now);
      const { wait } = next;
      next.wait = null;
      wait.end();
    }
    now = end;
  }

  return {
    tries,
    get now() {
      return now;
    },
    open,
    pass,
    close: () => {
      for (const { session } of pages) session.close();
      Object.assign(globalThis, own);
    },
  };
}

const byEnd = (a: LivePage, b: LivePage): number => (a.wait?.until ?? 0) - (b.wait?.until ?? 0);

/** Resolves once it is connected, refused for good, or waits. */
async function settled(page: LivePage): Promise<void> {
  const isAtIt = () => page.wait === null && ['connecting', 'away'].includes(page.session.link.peek().state);
  while (isAtIt())
    await new Promise<void>((resolve) => {
      page.changed = resolve;
    });
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
