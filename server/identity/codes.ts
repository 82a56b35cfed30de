import { randomInt } from 'node:crypto';

/**
 * What a class code is made of: nothing that looks or sounds like something else on a projector (0 O Q, 1 I L, 2 Z, 5 S, 6 G, 8 B, U V),
 * and no vowels, so that hardly a word can come about.
 */
export const CODE_LETTERS = '3479CDFGHJKMNPRTVWXY';
export const CODE_LENGTH = 5;

/** What still reads as something rude without vowels, or as a sign of hate. */
const UNWANTED = [
  'FCK',
  'FKC',
  'FVCK',
  'KKK',
  'NGR',
  'NGGR',
  'CNT',
  'DCK',
  'CCK',
  'FGT',
  'FGGT',
  'PRN',
  'TWT',
  'WTF',
  'MRD',
  'RTRD',
  'VGN',
  'NKD',
  'HHH',
  'KNT',
  'FKN',
];

/** A random class code. @param pick a whole number from 0 to below its argument */
export function randomCode(pick: (below: number) => number = (below) => randomInt(below)): string {
  for (;;) {
    const code = Array.from({ length: CODE_LENGTH }, () => CODE_LETTERS[pick(CODE_LETTERS.length)]).join('');
    if (!UNWANTED.some((unwanted) => code.includes(unwanted))) return code;
  }
}

/** What a person typed, as a code is written; undefined when no class can have it. */
export function readCode(typed: string): string | undefined {
  const code = typed.trim().toUpperCase();
  return code.length === CODE_LENGTH && [...code].every((letter) => CODE_LETTERS.includes(letter)) ? code : undefined;
}
