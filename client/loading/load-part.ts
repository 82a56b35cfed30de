import { type Got, newLoader } from './patient.ts';
import { newRenewal } from './renewal.ts';

const { renew, startOver } = newRenewal();
const loader = newLoader({ get, pause, renew, startOver, chance: () => Math.random() });
const withThePage: ReadonlySet<string> = new Set(namedByThePage());

/**
 * Every `import()` of the pages comes here: the build puts this in the place of its own loader (vite.config.ts). `files`: the part's own and
 * all that it imports, by their places in the build; they all lie in one folder.
 */
export function loadPart<Part>(load: () => Promise<Part>, files: readonly string[]): Promise<Part> {
  const urls = files.map((file) => new URL(file.slice(file.lastIndexOf('/') + 1), import.meta.url).href);
  const missing = urls.filter((url) => !withThePage.has(url));
  if (missing.some((url) => url.endsWith('.css'))) throw new Error('a part that is loaded later brings no styles');
  return loader.part(load, missing);
}

/** Files named in the document were loaded with it. */
function namedByThePage(): readonly string[] {
  const scripts = [...document.querySelectorAll<HTMLScriptElement>('script[src]')].map(({ src }) => src);
  return [...scripts, ...[...document.querySelectorAll<HTMLLinkElement>('link[href]')].map(({ href }) => href)];
}

async function get(url: string, again: boolean, patience: number): Promise<Got> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), patience);
  try {
    const response = await fetch(url, { cache: again ? 'reload' : 'default', signal: controller.signal });
    await response.arrayBuffer();
    // A network with a sign-in page answers with that page.
    const isScript = response.headers.get('content-type')?.includes('javascript') === true;
    return response.ok && isScript ? 'here' : 'gone';
  } catch {
    return 'nothing';
  } finally {
    clearTimeout(timer);
  }
}

/** Waits `ms`, or until the browser is online again. */
function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      removeEventListener('online', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    addEventListener('online', done);
  });
}
