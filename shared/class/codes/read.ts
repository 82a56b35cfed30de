import { latinFor } from '../names/lookalikes.ts';
import { CODE_LENGTH, signMeant, signWritten } from './alphabet.ts';
import { keysPressed } from './keyboards.ts';
import { partsOfLink } from './link.ts';

/** Longer than every link; what comes behind is not looked at. */
const LONGEST = 500;
const SEPARATORS = /[^\p{L}\p{N}\p{M}]/gu;

/**
 * The codes that a person can have meant, the likeliest first; none for what can't be one. Read are small and full-width letters, other
 * scripts' digits, letters that look like Latin ones or lie on the same key of another keyboard, spaces and dashes anywhere, links and
 * the page's own addresses, and letters that codes don't have where only one other can be meant. Hardly ever more than one comes back: when
 * letters of another script look like one code and lie on the keys of another.
 */
export function codeReadings(typed: string, length = CODE_LENGTH): readonly string[] {
  for (const part of partsOf(typed.slice(0, LONGEST).normalize('NFKC').trim())) {
    const readings = readingsOf(part, length);
    if (readings.length > 0) return readings;
  }
  return [];
}

/** The code that a person meant, when it can be one alone. */
export function readCode(typed: string, length = CODE_LENGTH): string | undefined {
  const readings = codeReadings(typed, length);
  return readings.length === 1 ? readings[0] : undefined;
}

/** The text as a whole, then its words: "Code: K7MX3P". */
function partsOf(text: string): readonly string[] {
  const words = text.split(/\s+/u);
  const links = words.filter((word) => /[/#?]/.test(word));
  return links.length > 0 ? links.flatMap(partsOfLink) : [text, ...words];
}

function readingsOf(text: string, length: number): readonly string[] {
  const typed = inLatinDigits(text.normalize('NFKC'));
  const seen = [...typed].map(latinFor).join('').toUpperCase();
  const codes = [codeIn(seen, signMeant), ...keysPressed(typed.toUpperCase()).map((keys) => codeIn(keys, signWritten))];
  return [...new Set(codes.flatMap((code) => (code?.length === length ? [code] : [])))];
}

function codeIn(text: string, read: (sign: string) => string | undefined): string | undefined {
  const signs = [...text.replaceAll(SEPARATORS, '')].map(read);
  return signs.includes(undefined) ? undefined : signs.join('');
}

/** ٧ and ७ are 7. */
function inLatinDigits(text: string): string {
  return text.replaceAll(/\p{Nd}/gu, (digit) => String(digitOf(digit)));
}

/** Unicode has the digits of a script in a row, from zero on. */
function digitOf(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1;
  return value;
}
