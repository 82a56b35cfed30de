const MODULE = /<script\b[^>]*\btype="module"[^>]*>/;
const SOURCE = /\bsrc="([^"]+)"/;
/** Under this name the entry of the browser's history keeps what the page was started anew for: without storage, and for this tab alone. */
const KEY = 'startedFor';

/** Reloads this page where that helps, at most once for each version. */
export interface Renewal {
  /** If the server has another version. @returns whether it does */
  renew(): Promise<boolean>;
  /** In the version that this is. @returns whether it does */
  startOver(): boolean;
}

/** Call it when the page begins, before its own code writes to the history. */
export function newRenewal(): Renewal {
  const own = nameOf(document.querySelector('script[type="module"]')?.getAttribute('src') ?? '');
  const before = startedFor(history.state);
  let starting = false;
  const startFor = (version: string): boolean => {
    if (version === before || starting) return starting;
    starting = true;
    history.replaceState({ ...history.state, [KEY]: version }, '');
    location.reload();
    return true;
  };
  return {
    async renew() {
      const version = await versionOnServer();
      return version !== undefined && version !== own && startFor(version);
    },
    startOver: () => startFor(own),
  };
}

function startedFor(state: unknown): unknown {
  return typeof state === 'object' && state !== null && KEY in state ? state[KEY] : undefined;
}

/** How a page refers to a script depends on the page's address, which may have changed since. */
function nameOf(source: string): string {
  return source.slice(source.lastIndexOf('/') + 1);
}

/** The script that this page would start with if it were loaded now; undefined if the server can't be asked. */
async function versionOnServer(): Promise<string | undefined> {
  try {
    const response = await fetch(location.href, { cache: 'no-store' });
    const script = response.ok ? MODULE.exec(await response.text())?.[0] : undefined;
    const source = script === undefined ? undefined : SOURCE.exec(script)?.[1];
    return source === undefined ? undefined : nameOf(source);
  } catch {
    return undefined;
  }
}
