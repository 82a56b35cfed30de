import { SERVICE_WORDS } from '../../shared/services/words.ts';
import type { Words } from './speak.ts';

const loaded = new Map<string, Promise<Words>>();
const NONE: Words = {};

/** The words of a service, loaded when they are first needed; none for a service that this build does not know. */
export function serviceWords(service: string): Promise<Words> {
  const words = loaded.get(service) ?? SERVICE_WORDS[service]?.() ?? Promise.resolve(NONE);
  loaded.set(service, words);
  return words;
}
