export { serviceWords } from './service.ts';
export { addWords, knows, say, text, type Voice, type WordKey, type Words } from './speak.ts';
export { amount } from './units.ts';
