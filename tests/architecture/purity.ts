import { type Found, nameOf, nodesOf } from './syntax.ts';

/**
 * Clocks, timers, input and output, and the worlds around a program. Names that a model may want for itself (`fetch`,
 * `window`, `performance`) are left to the compiler, which knows none of them in `shared/`, and to the linter.
 */
const FORBIDDEN = new Set([
  ...['Date', 'console', 'process', 'globalThis', 'eval', 'Buffer'],
  ...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'requestAnimationFrame'],
]);

/** @returns what a source of `shared/` uses that the same inputs would not answer the same way everywhere. */
export function impuritiesOf(source: string): readonly string[] {
  return nodesOf(source).flatMap((found) => {
    const name = nameOf(found.node);
    if (name === undefined || isNameOfOurOwn(found)) return [];
    if (name === 'Math') return isHarmlessMath(found) ? [] : ['Math.random'];
    return FORBIDDEN.has(name) ? [name] : [];
  });
}

/** `.process`, `{ process: … }`, `readonly process: …`, `process?: …`: unless it is computed, or `{ process }` stands for both. */
function isNameOfOurOwn({ parent, key }: Found): boolean {
  if (parent === undefined || parent['computed'] === true) return false;
  return (key === 'key' && parent['shorthand'] !== true) || (key === 'property' && parent.type === 'MemberExpression');
}

/** `Math.floor` and its like by name; `Math` in any other way could be a way to its generator. */
function isHarmlessMath({ parent, key }: Found): boolean {
  if (parent?.type !== 'MemberExpression' || key !== 'object' || parent['computed'] === true) return false;
  return nameOf(parent['property']) !== 'random';
}
