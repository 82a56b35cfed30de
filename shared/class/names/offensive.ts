import { asLatin } from './skeleton.ts';

/**
 * Kept small on purpose: a list can't win against a class, and each entry risks an innocent name. What it misses, one click of the
 * instructor repairs. Stems are found anywhere in a name; what is also a part of real names (Harshita, Siriporn, Nazir, Scunthorpe)
 * only as a word of its own, with its endings.
 */
const STEMS = [
  'fuck',
  'nigger',
  'nigga',
  'faggot',
  'hitler',
  'vagina',
  'arschl',
  'hurens',
  'fotze',
  'wichser',
  'putain',
];
const WORDS = [
  'ass',
  'arse',
  'bitch',
  'bullshit',
  'cum',
  'cunt',
  'fag',
  'fick',
  'hure',
  'kkk',
  'nazi',
  'penis',
  'porn',
  'puta',
  'rapist',
  'sex',
  'shit',
  'slut',
  'tits',
  'wank',
  'whore',
];
const ENDINGS = ['', 's', 'es', 'y', 'ty', 'o', 'er', 'ers', 'ing', 'en', 'head', 'face', 'hole'];
const ENDED = new Set(WORDS.flatMap((word) => ENDINGS.map((ending) => word + ending)));
/** Signs of hate, which are also letters. */
const SIGNS = /[\u534d\u5350\u0fd5-\u0fd8]/u;

/** Digits and signs written for letters; 1 and its like are read as i and as l. */
const LEET: readonly (readonly [sign: RegExp, letter: string])[] = [
  [/[4@]/g, 'a'],
  [/8/g, 'b'],
  [/3/g, 'e'],
  [/9/g, 'g'],
  [/0/g, 'o'],
  [/[5$]/g, 's'],
  [/[7+]/g, 't'],
  [/2/g, 'z'],
];
const STROKES = /[1!|]/g;

/** Would a class laugh at it for the wrong reason? Sees through capitals, spaces between letters, look-alikes and digits for letters. */
export function isOffensive(name: string): boolean {
  if (SIGNS.test(name)) return true;
  const words = name.split(/[\s._-]+/u).filter((word) => word !== '');
  return READINGS.some((read) => isOffensiveAsRead(words.map(read).filter((word) => word !== '')));
}

function isOffensiveAsRead(words: readonly string[]): boolean {
  const together = words.join('');
  if (STEMS.some((stem) => together.includes(stem))) return true;
  return ENDED.has(together) || words.some((word) => ENDED.has(word));
}

const leet = (word: string): string => LEET.reduce((read, [sign, letter]) => read.replaceAll(sign, letter), word);
const lettersOf = (word: string): string => word.replaceAll(/[^\p{L}\p{M}]/gu, '');
/** "fuuuck" */
const drawnOut = (word: string): string => word.replaceAll(/(.)\1{2,}/gu, '$1');

/** Each way in which a word can be read. The last one takes digits for what they are. */
const SIGNS_READ: readonly ((word: string) => string)[] = [
  (word) => leet(word.replaceAll(STROKES, 'i')),
  (word) => leet(word.replaceAll(STROKES, 'l')),
  (word) => word.replaceAll(/\p{N}/gu, ''),
];
const READINGS = SIGNS_READ.flatMap((signs) =>
  [true, false].map((pairs) => (word: string) => drawnOut(lettersOf(asLatin(signs(word), pairs)))),
);
