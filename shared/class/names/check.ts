import type { Refusal } from '../../sim/index.ts';
import { refuse } from '../refusals.ts';
import { isOffensive } from './offensive.ts';

/** Letters as a person counts them. */
export const LONGEST_NAME = 20;
/** Longer texts are not even looked at; no name of twenty letters needs as much. */
const LONGEST_TEXT = 200;
/** Accents on one letter; more is a tower that covers the lines above. */
const MOST_ACCENTS = 3;

const HIDDEN = /\p{C}|\p{Zl}|\p{Zp}|\p{Default_Ignorable_Code_Point}|\u2800/u;
const VARIATION = /[\ufe00-\ufe0f]/gu;
const TOWER = new RegExp(`\\p{M}{${MOST_ACCENTS + 1},}`, 'u');
const TO_SEE = /[\p{L}\p{N}\p{Extended_Pictographic}]/u;

/** The name as the class will see it, or why not: spaces at the ends and doubled go, letters are in their usual form (NFKC). */
export function checkName(text: string): { readonly name: string } | { readonly refusal: Refusal } {
  if (text.length > LONGEST_TEXT) return refuse('name-long', { most: LONGEST_NAME });
  const trimmed = text.normalize('NFKC').replaceAll(VARIATION, '').trim();
  if (trimmed === '') return refuse('name-empty');
  if (HIDDEN.test(trimmed) || TOWER.test(trimmed.normalize('NFD'))) return refuse('name-characters');
  const name = trimmed.replaceAll(/\s+/gu, ' ');
  if (graphemes(name).length > LONGEST_NAME) return refuse('name-long', { most: LONGEST_NAME });
  if (!TO_SEE.test(name)) return refuse('name-characters');
  if (isOffensive(name)) return refuse('name-not-allowed');
  return { name };
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
