/// <reference types="vite/client" />
import type { Words } from './speak.ts';

/**
 * The words of every service, found by their place: each a script of its own, so that a page loads the words of the service that is
 * played and no engine.
 */
const FOUND = import.meta.glob('../../shared/services/*/words.ts', { import: 'words' });

const loading = new Map<string, Promise<Words>>();
const NONE: Words = {};

/** The words of a service, loaded when they are first needed; none for a service that this build does not know. */
export function serviceWords(service: string): Promise<Words> {
  const words = loading.get(service) ?? load(service);
  loading.set(service, words);
  return words;
}

/** Words that could not be fetched are none for now; whoever asks next has them fetched again. */
async function load(service: string): Promise<Words> {
  try {
    return ((await FOUND[`../../shared/services/${service}/words.ts`]?.()) as Words | undefined) ?? NONE;
  } catch {
    loading.delete(service);
    return NONE;
  }
}
