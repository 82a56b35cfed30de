/** Key-value storage for texts. */
export interface Shelf {
  get(key: string): string | null;
  set(key: string, value: string): void;
  remove(key: string): void;
  keys(): readonly string[];
  /** Whether the value of this key outlives the tab. */
  lasts(key: string): boolean;
}

const PROBE = 'hub-and-mesh.probe';

/** A shelf in memory, for tests. */
export function memoryShelf(): Shelf {
  const kept = new Map<string, string>();
  return {
    get: (key) => kept.get(key) ?? null,
    set: (key, value) => void kept.set(key, value),
    remove: (key) => void kept.delete(key),
    keys: () => [...kept.keys()],
    lasts: () => true,
  };
}

/**
 * The browser's storage, and beside it the tab's own history entry: a reload finds there what was set on this page, even where storage is
 * forbidden or full, or was emptied meanwhile. Unlike the address it is on no screen. An address is entered with `history.state` as it is.
 */
export function browserShelf(): Shelf {
  const stored = (key: string): string | null => attempt(() => localStorage.getItem(key)) ?? null;
  return {
    get: (key) => stored(key) ?? pageRecord()[key] ?? null,
    set: (key, value) => {
      if (stored(key) !== value) attempt(() => localStorage.setItem(key, value));
      if (pageRecord()[key] !== value) keepOnPage({ ...pageRecord(), [key]: value });
    },
    remove: (key) => {
      attempt(() => localStorage.removeItem(key));
      const { [key]: _, ...others } = pageRecord();
      keepOnPage(others);
    },
    keys: () => (attempt(probe) === true ? Object.keys(localStorage) : Object.keys(pageRecord())),
    lasts: (key) => stored(key) !== null,
  };
}

type Record = { readonly [key: string]: string };

function pageRecord(): Record {
  const state: unknown = history.state;
  return typeof state === 'object' && state !== null && 'kept' in state ? (state.kept as Record) : {};
}

function keepOnPage(kept: Record): void {
  history.replaceState({ ...history.state, kept }, '');
}

function probe(): boolean {
  localStorage.setItem(PROBE, '1');
  localStorage.removeItem(PROBE);
  return true;
}

/** Storage throws when the browser forbids it or when it is full. */
function attempt<Value>(work: () => Value): Value | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
