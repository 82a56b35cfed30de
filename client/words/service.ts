import { SERVICE_WORDS } from '../../shared/services/words.ts';
import type { Words } from './speak.ts';

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
    return (await SERVICE_WORDS[service]?.()) ?? NONE;
  } catch {
    loading.delete(service);
    return NONE;
  }
}
