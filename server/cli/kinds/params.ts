import type { KindParams } from './kind.ts';

/** What a numeric parameter may be. Without `otherwise` it must be given; null counts as absent. */
export interface NumberRule {
  readonly min: number;
  readonly whole?: boolean;
  readonly otherwise?: number;
}

/** The numbers that a kind needs, or what is wrong with the first that doesn't fit. */
export function readNumbers<Name extends string>(
  params: KindParams,
  rules: Readonly<Record<Name, NumberRule>>,
): { readonly numbers: Readonly<Record<Name, number>> } | { readonly problem: string } {
  const numbers: Partial<Record<Name, number>> = {};
  for (const name of Object.keys(rules) as Name[]) {
    const { min, whole = false, otherwise } = rules[name];
    const value = params[name] ?? null;
    const fits = typeof value === 'number' && value >= min && (!whole || Number.isInteger(value));
    if (fits) numbers[name] = value;
    else if (value === null && otherwise !== undefined) numbers[name] = otherwise;
    else return { problem: `${name}=${String(value)}: use a ${whole ? 'whole ' : ''}number from ${min}` };
  }
  return { numbers: numbers as Record<Name, number> };
}

/** One of several words among the parameters; absent means the first. */
export function readWord<Word extends string>(
  params: KindParams,
  name: string,
  words: readonly [Word, ...Word[]],
): { readonly word: Word } | { readonly problem: string } {
  const value = params[name] ?? words[0];
  const word = words.find((one) => one === value);
  return word === undefined ? { problem: `${name}=${String(value)}: use one of ${words.join(', ')}` } : { word };
}
