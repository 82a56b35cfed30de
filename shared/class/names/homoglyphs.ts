/** Letters of other scripts that look like Latin ones (after Unicode TR 39, those that pupils find). */
const LOOKALIKES: readonly (readonly [latin: string, others: string])[] = [
  ['a', 'аαɑ'],
  ['b', 'ьвƅ'],
  ['c', 'сϲ'],
  ['d', 'ԁ'],
  ['e', 'еє'],
  ['g', 'ɡ'],
  ['h', 'һн'],
  ['i', 'іιı'],
  ['j', 'ј'],
  ['k', 'кκ'],
  ['l', 'ӏ'],
  ['m', 'м'],
  ['n', 'ո'],
  ['o', 'оο0'],
  ['p', 'рρ'],
  ['q', 'ԛ'],
  ['s', 'ѕ'],
  ['t', 'тτ'],
  ['u', 'υս'],
  ['v', 'ѵν'],
  ['w', 'ԝω'],
  ['x', 'хχ'],
  ['y', 'уγ'],
];

/** Digits and signs written for letters. */
const LEET: readonly (readonly [letter: string, sign: string])[] = [
  ['a', '4@'],
  ['b', '8'],
  ['e', '3'],
  ['g', '9'],
  ['i', '1!|'],
  ['s', '5$'],
  ['t', '7+'],
  ['z', '2'],
];

const latinOf = lookUp(LOOKALIKES);
const letterOf = lookUp(LEET);

export type Looks = readonly [caseless: string, strokes: string];

/**
 * What a name looks like, twice: no case, accents, spaces or signs, and letters of other scripts as the Latin ones they resemble.
 * The second takes capital I, small l and 1 for one. Two names can be confused when one of the two is equal.
 */
export function skeletons(name: string): Looks {
  return [skeleton(name), skeleton(name.replaceAll(/[Il1|]/g, 'l'))];
}

/** Can somebody be taken for somebody else by these names? */
export function confusable([caseless, strokes]: Looks, [otherCaseless, otherStrokes]: Looks): boolean {
  return caseless === otherCaseless || strokes === otherStrokes;
}

/** The same with digits and signs read as the letters they stand for, and its words apart. */
export function readAsWords(name: string): readonly string[] {
  const words = name.split(/[\s._-]+/u).map((word) => skeleton([...word].map((sign) => letterOf(sign)).join('')));
  return words.filter((word) => word !== '');
}

function skeleton(name: string): string {
  const plain = [...name.normalize('NFKD').toLowerCase()].filter((letter) => !/\p{M}/u.test(letter)).map(latinOf);
  const bare = plain.filter((letter) => /[\p{L}\p{N}]/u.test(letter)).join('');
  return bare === '' ? plain.join('').replaceAll(' ', '') : bare;
}

function lookUp(table: readonly (readonly [string, string])[]): (letter: string) => string {
  const found = new Map(table.flatMap(([letter, others]) => [...others].map((other) => [other, letter] as const)));
  return (letter) => found.get(letter) ?? letter;
}
