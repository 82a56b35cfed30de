/** Every sentence of one service in English: key -> text. */
export type ServiceWords = { readonly [key: string]: string };

/**
 * The services' words apart from their rules, so that a page loads the words of the service that is played and no engine. One line a
 * service, in the order of the registry.
 */
export const SERVICE_WORDS: { readonly [service: string]: () => Promise<ServiceWords> } = {
  web: async () => (await import('./web/words.ts')).words,
  file: async () => (await import('./file/words.ts')).words,
  mail: async () => (await import('./mail/words.ts')).words,
  bank: async () => (await import('./bank/words.ts')).words,
  records: async () => (await import('./records/words.ts')).words,
  call: async () => (await import('./call/words.ts')).words,
  canvas: async () => (await import('./canvas/words.ts')).words,
};
