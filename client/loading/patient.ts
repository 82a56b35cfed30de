import { type Late, late } from './late.ts';

/** The result of fetching a file. `gone`: the server answered that it has no such file. */
export type Got = 'here' | 'gone' | 'nothing';

/** What the loading of parts needs of the world around it; tests give their own. */
export interface World {
  /** Fetches a file into the browser's cache; from the server itself with `again`. Gives up after `patience` ms. */
  readonly get: (url: string, again: boolean, patience: number) => Promise<Got>;
  /** Resolves after `ms`, or sooner if the network may be back. */
  readonly pause: (ms: number) => Promise<void>;
  /** 0 to 1. */
  readonly chance: () => number;
  /** Reloads the page if the server has another version of it, at most once for each. @returns whether it does */
  readonly renew: () => Promise<boolean>;
  /** Reloads the page, at most once in the same version. @returns whether it does */
  readonly startOver: () => boolean;
}

const FIRST_PAUSE = 400;
const LONGEST_PAUSE = 10_000;
/** Time limits for fetching a file, in ms, doubled each time: a slow network is not a failure. */
const FIRST_PATIENCE = 15_000;
const LONGEST_PATIENCE = 120_000;

/** Loads the parts of a page on demand. */
export interface Loader {
  /**
   * @param load imports the part @param urls its file and all that it imports
   * @throws what importing it threw, where it is here and can't be run, also after the page began anew
   */
  part<Part>(load: () => Promise<Part>, urls: readonly string[]): Promise<Part>;
}

/**
 * A browser may keep in mind that an import failed until the page is loaded again, and so may all that imports the same file. So nothing
 * is imported before all its files are in the browser's cache, and those are asked for until they are.
 */
export function newLoader(world: World): Loader {
  const files = new Map<string, Promise<void>>();
  const missing = new Set<string>();
  const fetched = (url: string): Promise<void> => {
    const known = files.get(url) ?? fetchPatiently(url, world, missing);
    files.set(url, known);
    return known;
  };
  return {
    async part(load, urls) {
      await Promise.all(urls.map(fetched));
      try {
        return await imported(load, world);
      } catch (error) {
        if (world.startOver()) return forEver();
        late.value = 'failed';
        throw error;
      }
    },
  };
}

/** A browser without a cache fetches the file again for the import, which may fail: it is tried once more. */
async function imported<Part>(load: () => Promise<Part>, world: World): Promise<Part> {
  try {
    return await load();
  } catch {
    await world.pause(pauseAfter(0, world.chance()));
    return load();
  }
}

async function fetchPatiently(url: string, world: World, missing: Set<string>): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    const got = await world.get(url, attempt > 0, patienceFor(attempt));
    if (got === 'here') break;
    missing.add(url);
    tell(missing);
    if (got === 'gone' && (await world.renew())) return forEver();
    await world.pause(pauseAfter(attempt, world.chance()));
  }
  missing.delete(url);
  tell(missing);
}

function tell(missing: ReadonlySet<string>): void {
  const state: Late = missing.size > 0 ? 'trying' : 'no';
  if (late.peek() !== 'failed') late.value = state;
}

/** Never resolves: the page is about to be reloaded. */
function forEver(): Promise<never> {
  return new Promise(() => undefined);
}

function patienceFor(attempt: number): number {
  return Math.min(LONGEST_PATIENCE, FIRST_PATIENCE * 2 ** attempt);
}

/** Doubles, and is spread over the upper half by `chance`, so that a class does not ask in one instant. */
function pauseAfter(attempt: number, chance: number): number {
  const span = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** attempt);
  return span / 2 + (span / 2) * chance;
}
