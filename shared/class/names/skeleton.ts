import { latinFor } from './lookalikes.ts';
import { scriptOf } from './writing.ts';

/** Marks that a reader may miss: accents, strokes, and the points that Hebrew, Arabic and Syriac can be written without. */
const SLIGHT = new RegExp(
  '[\\u0300-\\u036f\\u0483-\\u0487\\u0591-\\u05c7\\u0610-\\u061a\\u064b-\\u065f\\u0670\\u06d6-\\u06ed\\u0711\\u0730-\\u074a' +
    '\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u20d0-\\u20ff\\ufe20-\\ufe2f\\p{Default_Ignorable_Code_Point}]',
  'gu',
);
/** Pairs of letters that look like one. */
const PAIRS: readonly (readonly [pair: string, letter: string])[] = [
  ['rn', 'm'],
  ['vv', 'w'],
];

/**
 * What a name looks like. `script`: the one that all of it is written in, or null. `plain`: without case, slight marks, spaces and signs.
 * `latin`: the same with everything that looks like a Latin letter taken for one, and pairs for what they look like. `strokes`: like
 * `latin`, with capital I, small l and 1 taken for one.
 */
export interface Skeleton {
  readonly script: string | null;
  readonly plain: string;
  readonly latin: string;
  readonly strokes: string;
}

export function skeletonOf(name: string): Skeleton {
  const letters = bare(name);
  const similar = latinOf(letters);
  return {
    script: scriptOf(name),
    plain: toCompare(letters.toLowerCase()),
    latin: toCompare(pairsRead(lower(similar))),
    strokes: toCompare(pairsRead(lower(similar.replaceAll(/[I1|]/g, 'l')))),
  };
}

/** Can somebody be taken for somebody else by these names? Those of one other script its readers tell apart by its own letters. */
export function confusable(one: Skeleton, other: Skeleton): boolean {
  if (one.script !== null && one.script === other.script && one.script !== 'Latin') return one.plain === other.plain;
  return one.latin === other.latin || one.strokes === other.strokes;
}

/** The letters of a text as the Latin ones that they look like, in small ones. @param pairs whether pairs are read as what they look like */
export function asLatin(text: string, pairs: boolean): string {
  const letters = lower(latinOf(bare(text)));
  return pairs ? pairsRead(letters) : letters;
}

function bare(text: string): string {
  return text.normalize('NFKD').replaceAll(SLIGHT, '');
}

function latinOf(letters: string): string {
  return [...letters].map((letter) => (letter === '0' ? 'o' : latinFor(letter))).join('');
}

/** Small letters of capitals that look like none may look like one themselves. */
function lower(letters: string): string {
  return latinOf(bare(letters.toLowerCase()));
}

function pairsRead(letters: string): string {
  return PAIRS.reduce((read, [pair, letter]) => read.replaceAll(pair, letter), letters);
}

/** Of a name without letters its signs count. */
function toCompare(letters: string): string {
  const bare = letters.replaceAll(/[^\p{L}\p{N}\p{M}]/gu, '');
  return bare === '' ? letters.replaceAll(' ', '') : bare;
}
