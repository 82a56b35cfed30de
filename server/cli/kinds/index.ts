import type { Kind } from './kind.ts';

/** Every kind of experiment there is. */
export const KINDS: readonly Kind[] = [];
