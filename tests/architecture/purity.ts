import { type Token, tokensOf } from './tokens.ts';

/**
 * Clocks, timers, input and output, and the worlds around a program. Names that a model may want for itself (`fetch`,
 * `window`, `performance`) are left to the compiler, which knows none of them in `shared/`, and to the linter.
 */
const FORBIDDEN = new Set([
  ...['Date', 'console', 'process', 'globalThis', 'eval', 'Buffer'],
  ...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'requestAnimationFrame'],
]);
const BEFORE_A_PROPERTY = new Set(['{', ',', ';', '(']);

/** @returns what a source of `shared/` uses that the same inputs would not answer the same way everywhere. */
export function impuritiesOf(source: string): readonly string[] {
  const tokens = tokensOf(source);
  return tokens.flatMap((token, at) => {
    if (token.type !== 'word' || isProperty(tokens, at)) return [];
    if (token.text === 'Math') return isHarmlessMath(tokens, at) ? [] : ['Math.random'];
    return FORBIDDEN.has(token.text) ? [token.text] : [];
  });
}

/** `.process`, `{ process: … }`, `readonly process: …`, `process?: …` are names of our own. */
function isProperty(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1];
  if (before?.text === '.' && tokens[at - 2]?.text !== '.') return true;
  const optional = tokens[at + 1]?.text === '?' && tokens[at + 2]?.text === ':';
  if (!optional && tokens[at + 1]?.text !== ':') return false;
  return before === undefined || BEFORE_A_PROPERTY.has(before.text) || before.text === 'readonly';
}

/** `Math.floor` and its like by name; `Math` in any other way could be a way to its generator. */
function isHarmlessMath(tokens: readonly Token[], at: number): boolean {
  const name = tokens[at + 2];
  return tokens[at + 1]?.text === '.' && name?.type === 'word' && name.text !== 'random';
}
