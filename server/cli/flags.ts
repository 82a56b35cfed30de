import { parseArgs } from 'node:util';

/** A flag of a command: what follows it, and what it is for. */
export interface Flag {
  readonly name: string;
  /** What is written after it; empty for a flag that stands alone. */
  readonly value: string;
  readonly help: string;
  readonly many?: boolean;
}

/** What was given: a list for each flag, in order, and the words that belong to no flag. */
export interface Given {
  readonly flags: ReadonlyMap<string, readonly string[]>;
  readonly words: readonly string[];
}

/** Reads a command line, or says in one sentence what is allowed. */
export function readFlags(argv: readonly string[], known: readonly Flag[]): Given | { readonly problem: string } {
  const options = Object.fromEntries(
    known.map(({ name, value }) => [name, { type: value === '' ? ('boolean' as const) : ('string' as const) }]),
  );
  const { tokens } = parseArgs({ args: [...argv], options, strict: false, tokens: true, allowPositionals: true });
  const flags = new Map<string, string[]>();
  const words: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(token.value);
    if (token.kind !== 'option') continue;
    const flag = known.find(({ name }) => name === token.name);
    if (flag === undefined) return { problem: `unknown flag ${token.rawName}; there are ${flagNames(known)}` };
    const problem = shapeProblem(flag, token.value, flags.has(flag.name));
    if (problem !== undefined) return { problem };
    flags.set(flag.name, [...(flags.get(flag.name) ?? []), token.value ?? '']);
  }
  return { flags, words };
}

/** A whole number in a range, or what is allowed. */
export function wholeNumber(
  text: string,
  name: string,
  least: number,
  most: number,
): number | { readonly problem: string } {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  return { problem: `--${name} ${text}: use a whole number from ${least} to ${most}` };
}

/** A decimal number, as settings are written. */
export const NUMBER = /^-?\d+(\.\d+)?(e-?\d+)?$/;

/** Seconds from 0 to `most`, or what is allowed. */
export function spanOfSeconds(text: string, name: string, most: number): number | { readonly problem: string } {
  const value = NUMBER.test(text) ? Number(text) : Number.NaN;
  if (value >= 0 && value <= most) return value;
  return { problem: `--${name} ${text}: use a number of seconds from 0 to ${most}` };
}

/** A page of help. */
export function helpText(usage: string, flags: readonly Flag[]): string {
  const lines = flags.map(({ name, value, help }) => `  ${`--${name} ${value}`.padEnd(34)} ${help}`);
  return [usage, '', ...lines, ''].join('\n');
}

function shapeProblem(flag: Flag, value: string | undefined, again: boolean): string | undefined {
  if (flag.value === '' && value !== undefined) return `--${flag.name} stands alone, without =${value}`;
  if (flag.value !== '' && (value === undefined || value === '')) return `--${flag.name} needs ${flag.value}`;
  return again && flag.many !== true ? `--${flag.name} was given twice` : undefined;
}

function flagNames(known: readonly Flag[]): string {
  return known.map(({ name }) => `--${name}`).join(', ');
}
