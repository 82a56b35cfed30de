import type { ServiceWords } from '../words.ts';

export const words: ServiceWords = {};
