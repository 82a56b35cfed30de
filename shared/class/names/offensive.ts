import { readAsWords } from './homoglyphs.ts';

/**
 * Kept small on purpose: a list can't win against a class, and each entry risks an innocent name (Scunthorpe). What it misses, one
 * click of the instructor repairs. Stems are found anywhere in a name, whole words only as words of their own.
 */
const STEMS = [
  'fuck',
  'fick',
  'shit',
  'cunt',
  'bitch',
  'nigg',
  'fagg',
  'nazi',
  'hitler',
  'whore',
  'porn',
  'wank',
  'penis',
  'vagina',
  'rapist',
  'arschl',
  'hurens',
  'fotze',
  'wichs',
  'putain',
];
const WORDS = ['ass', 'arse', 'cum', 'fag', 'tits', 'sex', 'slut', 'kkk', 'puta', 'hure'];

/** Would a class laugh at it for the wrong reason? Sees through capitals, spaces between letters, look-alikes and digits for letters. */
export function isOffensive(name: string): boolean {
  const words = readAsWords(name);
  const together = words.join('');
  if (STEMS.some((stem) => together.includes(stem))) return true;
  const spelled = words.every((word) => word.length === 1) ? [together] : words;
  return spelled.some((word) => WORDS.includes(word));
}
