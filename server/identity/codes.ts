import { randomInt } from 'node:crypto';
import { CODE_LENGTH, CODE_LETTERS, SEAT_CODE_LENGTH } from '../../shared/class/codes/alphabet.ts';

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
export function randomCode(
  pick: (below: number) => number = (below) => randomInt(below),
  length = CODE_LENGTH,
): string {
  for (;;) {
    const code = Array.from({ length }, () => CODE_LETTERS[pick(CODE_LETTERS.length)]).join('');
    if (!UNWANTED.some((unwanted) => code.includes(unwanted))) return code;
  }
}

/** A random seat code: long enough where only a few guesses are allowed. */
export function randomSeatCode(): string {
  return randomCode(undefined, SEAT_CODE_LENGTH);
}
