/** The letters of a keyboard, row by row; each layout below has its own at the same places. `·`: a key that codes have no use for. */
const LATIN = 'QWERTYUIOPASDFGHJKLZXCVBNM';
const LAYOUTS: readonly (readonly [script: RegExp, letters: string])[] = [
  [/\p{sc=Cyrillic}/u, 'ЙЦУКЕНГШЩЗФЫВАПРОЛДЯЧСМИТЬ'],
  [/\p{sc=Greek}/u, '·ΣΕΡΤΥΘΙΟΠΑ·ΔΦΓΗΞΚΛΖΧΨΩΒΝΜ'],
  [/\p{sc=Hebrew}/u, "·'קראטוןםפשדגכעיחלךזסבהנמצ"],
  [/\p{sc=Arabic}/u, 'ضصثقفغعهخحشسيبلاتنمئءؤر·ىة'],
  [/\p{sc=Arabic}/u, 'ضصثقفغعهخحشسیبلاتنمظطزر·دپ'],
  [/\p{sc=Thai}/u, 'ๆไำพะัีรนยฟหกดเ้่าสผปแอิืท'],
];

/** Hangul comes as syllables of these: the keys of each first consonant, vowel and last consonant, in Unicode's order (U+1100, U+1161, U+11A8). */
const HANGUL: readonly (readonly [first: number, keys: readonly string[]])[] = [
  [0x1100, 'R R S E E F A Q Q T T D W W C Z X V G'.split(' ')],
  [0x1161, 'K O I O J P U P H HK HO HL Y N NJ NP NL B M ML L'.split(' ')],
  [0x11a8, 'R R RT S SW SG E F FR FA FQ FT FX FV FG A Q QT T T D W C Z X V G'.split(' ')],
];

/** What the keys that wrote this text would have written in Latin: a text for each keyboard whose script is in it. @param typed in capitals */
export function keysPressed(typed: string): readonly string[] {
  const layouts = LAYOUTS.filter(([script]) => script.test(typed));
  const texts = layouts.map(([, letters]) => [...typed].map((sign) => keyOf(sign, letters)).join(''));
  return /\p{sc=Hangul}/u.test(typed) ? [...texts, hangulKeys(typed)] : texts;
}

function keyOf(sign: string, letters: string): string {
  const place = letters.indexOf(sign);
  return place < 0 ? sign : (LATIN[place] ?? sign);
}

function hangulKeys(typed: string): string {
  return [...typed.normalize('NFD')].map(jamoKeys).join('');
}

function jamoKeys(jamo: string): string {
  const code = jamo.codePointAt(0) ?? 0;
  const found = HANGUL.find(([first, keys]) => code >= first && code < first + keys.length);
  return found === undefined ? jamo : (found[1][code - found[0]] ?? jamo);
}
