import { z } from 'zod';

type Says = (input: unknown) => string;

/** What is wrong with a value, in words that say what is allowed. */
function saying(allowed: Says | string) {
  const says = typeof allowed === 'string' ? () => allowed : allowed;
  return { error: ({ input }: { readonly input?: unknown }) => (input === undefined ? 'missing' : says(input)) };
}

export function text(most: number) {
  const allowed = saying(`use a text of 1 to ${most} characters`);
  return z.string(allowed).refine((value) => value.trim() !== '' && value.length <= most, allowed);
}

export function pattern(form: RegExp, allowed: string) {
  return z.string(saying(allowed)).regex(form, saying(allowed));
}

/** So many sentences, each ended by a full stop, a question mark or an exclamation mark. */
export function sentences(count: number, most: number) {
  const ends = (value: unknown) => (typeof value === 'string' ? (value.match(/[.!?]+(?=\s|$)/g)?.length ?? 0) : 0);
  const allowed = saying((value) => `use ${count} sentences of ${most} characters at most; these are ${ends(value)}`);
  return z.string(allowed).refine((value) => ends(value) === count && value.length <= most, allowed);
}

export function number(least: number, most: number, unit: string) {
  const allowed = saying(`use a number from ${least} to ${most} (${unit})`);
  return z.number(allowed).refine((value) => value >= least && value <= most, allowed);
}

export function whole(least: number, most: number, unit: string) {
  const allowed = saying(`use a whole number from ${least} to ${most} (${unit})`);
  return z.number(allowed).refine((value) => Number.isInteger(value) && value >= least && value <= most, allowed);
}

export function oneOf<const Value extends string>(values: readonly Value[]) {
  return z.enum(
    values,
    saying((value) => `unknown ${JSON.stringify(value)}; use one of ${values.join(', ')}`),
  );
}

export function list<Item extends z.ZodType>(item: Item, least: number, most: number) {
  const allowed = saying(`use a list of ${least === most ? least : `${least} to ${most}`}`);
  return z.array(item, allowed).min(least, allowed).max(most, allowed);
}

/** An object with these fields and no others. */
export function object<const Shape extends z.ZodRawShape>(fields: Shape) {
  const names = Object.keys(fields).join(', ');
  return z.strictObject(fields, {
    error: ({ code, input }) => {
      if (code === 'unrecognized_keys') return `unknown field; there are ${names}`;
      return input === undefined ? 'missing' : `use an object with ${names}`;
    },
  });
}

/** Values by names that those who know them judge later. */
export function named<Value extends z.ZodType>(value: Value) {
  return z.record(z.string(), value, saying('use an object'));
}

/** Numbers, switches and choices. */
export const setting = z.union([z.number(), z.boolean(), z.string()], saying('use a number, true or false, or a text'));

/** One line for each problem, such as `seconds.play: use a number from 30 to 300 (s)`. */
export function problemsIn({ issues }: z.ZodError): readonly string[] {
  return issues.flatMap((issue) => {
    const places = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
    return places.map((path) => `${placeOf(path)}: ${issue.message}`);
  });
}

function placeOf(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'the file';
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
}
