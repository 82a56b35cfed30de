export type Args = { readonly [name: string]: string | number };

const GAP = /\{(\w+)(?:\|([^{}]*))?\}/g;
/** The order in which a sentence lists its plural forms: those of these that its language has. */
const FORMS: readonly Intl.LDMLPluralRule[] = ['zero', 'one', 'two', 'few', 'many', 'other'];

/** How one language fills the gaps of its sentences. */
export interface Grammar {
  readonly plural: (count: number) => number;
  readonly number: (value: number) => string;
}

/** @param language decides the plural forms; @param locale decides how numbers are written, the browser's by default. */
export function grammarOf(language: string, locale?: string): Grammar {
  const rules = new Intl.PluralRules(language);
  const known = rules.resolvedOptions().pluralCategories;
  const forms = FORMS.filter((form) => known.includes(form));
  const numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  return { plural: (count) => forms.indexOf(rules.select(count)), number: (value) => numbers.format(value) };
}

/**
 * Fills a sentence's gaps: `{name}` with an argument, `{n|one piece|# pieces}` with the plural form that fits `n`, its `#` with the
 * number. A gap without an argument stays as it is written, so that it is seen.
 */
export function fill(sentence: string, args: Args, grammar: Grammar): string {
  return sentence.replace(GAP, (gap, name: string, forms: string | undefined) => {
    const value = args[name];
    if (value === undefined) return gap;
    const written = typeof value === 'number' ? grammar.number(value) : value;
    if (forms === undefined) return written;
    const choices = forms.split('|');
    const form = choices[grammar.plural(Number(value))] ?? choices.at(-1) ?? '';
    return form.replaceAll('#', written);
  });
}

/** @returns the names of a sentence's gaps. */
export function gapsOf(sentence: string): readonly string[] {
  return [...sentence.matchAll(GAP)].map(([, name]) => name as string);
}
