import type { Refusal } from '../../sim/index.ts';
import { refuse } from '../words/refusals.ts';
import { LONGEST_NAME, LONGEST_TEXT } from './length.ts';
import { isOffensive } from './offensive.ts';
import { isWellWritten } from './writing.ts';

/** Signs that only say in which order to show others, as they stick to names that were copied from elsewhere. */
const ORDER_AT_ENDS = /^[\s\u200e\u200f\u061c]+|[\s\u200e\u200f\u061c]+$/gu;
const VARIATION = /[\ufe00-\ufe0f]/gu;
/** A form for compatibility that comes apart into loose marks: Thai and Lao am, the accent typed for an apostrophe. */
const LOOSE = /^(?![\u3099\u309a])\p{M}|^ ./u;
/** Arabic letters that don't join the next one anyway. */
const RIGHT_JOINING =
  '[\\u0621-\\u0625\\u0627\\u0629\\u062f-\\u0632\\u0648\\u0671-\\u0677\\u0688-\\u0699\\u06c0\\u06c3-\\u06cb\\u06cd\\u06cf\\u06d2\\u06d3\\u06d5]';
/** Non-joiners in Arabic writing that do nothing: typed by habit, they are no fault and no difference. */
const IDLE_JOINERS = new RegExp(
  `(?<=${RIGHT_JOINING}\\p{M}*)\\u200c+|(?<=\\p{scx=Arabic})\\u200c+(?=\\s|$)|(?<=\\p{scx=Arabic}\\u200c)\\u200c+`,
  'gu',
);
const TO_SEE = /[\p{L}\p{N}\p{Extended_Pictographic}\p{Regional_Indicator}]/u;

/**
 * The name as the class will see it, or why not: spaces at the ends and doubled go, letters are in their usual form (NFC, and NFKC for
 * full-width and styled ones).
 */
export function checkName(text: string): { readonly name: string } | { readonly refusal: Refusal } {
  if (text.length > LONGEST_TEXT) return refuse('name-long', { most: LONGEST_NAME });
  const name = usualForm(text).replaceAll(VARIATION, '').replaceAll(ORDER_AT_ENDS, '').replaceAll(IDLE_JOINERS, '');
  if (name === '') return refuse('name-empty');
  if (!isWellWritten(name) || !TO_SEE.test(name)) return refuse('name-characters');
  const shown = name.replaceAll(/ +/g, ' ');
  if (graphemes(shown).length > LONGEST_NAME) return refuse('name-long', { most: LONGEST_NAME });
  return isOffensive(shown) ? refuse('name-not-allowed') : { name: shown };
}

function usualForm(text: string): string {
  const signs = [...text.normalize('NFC')].map((sign) => {
    const usual = sign.normalize('NFKC');
    return LOOSE.test(usual) ? sign : usual;
  });
  return signs.join('').normalize('NFC');
}

/** Making one takes longer than a hundred names. */
const SEGMENTER = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Letters as a person counts them: an emoji or an accented letter is one. */
export function graphemes(text: string): readonly string[] {
  return [...SEGMENTER.segment(text)].map(({ segment }) => segment);
}

/** For use inside a sentence: a right-to-left name must not turn the words around it (Unicode's isolates). */
export function isolate(name: string): string {
  return /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u.test(name)
    ? `\u2068${name}\u2069`
    : name;
}

/** One or two letters for a mark. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s._-]+/u).filter((word) => TO_SEE.test(word));
  const first = (word: string | undefined): string => graphemes(word ?? '').find((letter) => TO_SEE.test(letter)) ?? '';
  const initials =
    words.length > 1
      ? first(words[0]) + first(words[words.length - 1])
      : graphemes(words[0] ?? name)
          .slice(0, 2)
          .join('');
  return initials.toLocaleUpperCase('en');
}
