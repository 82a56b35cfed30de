/**
 * What codes are made of: nothing that looks or sounds like something else on a projector (0 O Q, 1 I L, 2 Z, 5 S, 6 G, 8 B, U V), and no
 * vowels, so that hardly a word can come about.
 */
export const CODE_LETTERS = '3479CDFGHJKMNPRTVWXY';
/** Signs in the code of a class, and in that of a seat. */
export const CODE_LENGTH = 6;
export const SEAT_CODE_LENGTH = 5;

const LOOK_ALIKE = ['0OQ', '1IL', '2Z', '5S', '6G', '8B', 'UV'];

/** The code in a text that has it as it is written, in any case and with spaces or dashes; undefined where there is more to read. */
export function codeWritten(typed: string, length = CODE_LENGTH): string | undefined {
  const signs = typed.toUpperCase().replaceAll(/[\s-]/g, '');
  return signs.length === length && [...signs].every(signWritten) ? signs : undefined;
}

export function signWritten(sign: string): string | undefined {
  return CODE_LETTERS.includes(sign) ? sign : undefined;
}

/** The sign of the alphabet that was meant, where only one can have been. @param sign a capital letter or a digit */
export function signMeant(sign: string): string | undefined {
  const possible = [...(LOOK_ALIKE.find((signs) => signs.includes(sign)) ?? '')].filter(signWritten);
  return signWritten(sign) ?? (possible.length === 1 ? possible[0] : undefined);
}
