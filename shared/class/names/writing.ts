/**
 * How each script writes a letter and the marks on it, after Unicode's grammar of syllables (The Unicode Standard, chapters 7 to 19) and
 * its rules for joiners (UAX #31, 2.3.1). A text is well written when every sign of it has its place. The scripts are those that people
 * write today (UAX #31, tables 5 and 7, with a few of table 4 that have living readers): for the others devices have no letters to show.
 *
 * Patterns are for texts in NFD, and made from strings since not every browser's parser knows every script.
 */

/** Signs on any letter of an alphabet: at most one below or attached each, two above, three in all (ậ, ọ̃́, ᾧ). Never a stroke through it. */
const ATTACHED = '[\\u0321\\u0322\\u0327\\u0328\\u031b]';
const BELOW = '[\\u0323-\\u0326\\u0329\\u032c-\\u032e\\u0330-\\u0332]';
const ABOVE = '[\\u0300-\\u0304\\u0306-\\u030d\\u030f-\\u0315\\u0342\\u0358\\u0361\\u0483-\\u0487]';
const ACCENTS = `(?!\\p{M}{4})${ATTACHED}?${BELOW}?${ABOVE}{0,2}\\u0345?`;
const ALPHABETS = ['Latin', 'Greek', 'Cyrillic', 'Coptic', 'Cherokee', 'Osage', 'Deseret', 'Tifinagh'];

/** Arabic: one vowel, its doubling, its silence, one small letter each; hamzas and other signs. */
const HARAKAT =
  '[\\u064b-\\u0650]?\\u0651?\\u0652?\\u0670?[\\u0653-\\u065f]{0,2}[\\u0610-\\u061a\\u06d6-\\u06ed\\u08ca-\\u08ff]?';

/** How many marks of its own script a letter can carry. */
const MARKS: readonly (readonly [most: number, scripts: string])[] = [
  [0, 'Armenian Georgian Canadian_Aboriginal Vai Yi Lisu Ol_Chiki Osmanya Mro Sora_Sompeng Warang_Citi Medefaidrin'],
  [1, 'Thaana Ethiopic Hiragana Katakana Hangul Bopomofo Han Mongolian Mandaic Bamum Nyiakeng_Puachue_Hmong Tai_Le'],
  [1, 'Wancho Toto Nag_Mundari Pahawh_Hmong'],
  [2, 'Nko Hanifi_Rohingya Meetei_Mayek Tai_Viet New_Tai_Lue Kayah_Li Miao Tagalog Hanunoo Buhid Tagbanwa'],
  [3, 'Thai Lao Syriac Adlam'],
  [4, 'Hebrew Khmer Balinese Javanese Sundanese Batak Buginese Rejang Cham Lepcha Limbu Saurashtra Syloti_Nagri'],
  [4, 'Devanagari Bengali Gurmukhi Gujarati Oriya Tamil Telugu Kannada Malayalam Sinhala Chakma Newa Tirhuta'],
  [5, 'Tibetan'],
  [6, 'Myanmar Tai_Tham'],
];

/** Signs that take a consonant's vowel away; next to one of them a joiner chooses between a ligature and two letters. */
const VIRAMAS =
  '[\\u094d\\u09cd\\u0a4d\\u0acd\\u0b4d\\u0bcd\\u0c4d\\u0ccd\\u0d4d\\u0dca\\u17d2\\u1b44\\u1baa\\ua8c4\\ua953\\ua9c0\\u{11133}\\u{11442}\\u{114c2}]';
const BEFORE_VIRAMA = `(?:[\\u200c\\u200d](?=${VIRAMAS}))?`;
const AFTER_VIRAMA = `(?:(?<=${VIRAMAS})[\\u200c\\u200d])?`;
/** Arabic letters change with their neighbours: a joiner keeps a letter from it, or makes it do so without one (ه‍ for an initial). */
const CURSIVE = '(?:\\u200c(?=\\p{L})|\\u200d)?';
/** Other shapes of one letter: for Han as Japanese names have them, for Mongolian as its spelling needs them. */
const IDEOGRAPH = '[\\u{e0100}-\\u{e01ef}]?';
const MONGOLIAN = '[\\u180b-\\u180d\\u180f]?(?:\\u180e(?=\\p{L}))?';

const PICTURE = '\\p{Extended_Pictographic}\\p{Emoji_Modifier}?';
const EMOJI = `${PICTURE}(?:\\u200d${PICTURE}){0,6}|\\p{Regional_Indicator}|[0-9#*]\\u20e3`;
/** Blank, or a sign that says that something is missing. */
const EMPTY = '[\\p{Default_Ignorable_Code_Point}\\u2800\\ufffc\\ufffd]';

const SCRIPTS = [...ALPHABETS, 'Arabic', ...MARKS.flatMap(([, scripts]) => scripts.split(' '))];
const LETTERS = [
  ...ALPHABETS.map((script) => letterOf(script, ACCENTS)),
  letterOf('Arabic', HARAKAT + CURSIVE),
  ...MARKS.flatMap(([most, scripts]) => scripts.split(' ').map((script) => letterOf(script, marksOf(script, most)))),
];
const WRITTEN = new RegExp(`^(?:(?!${EMPTY})(?:${[...LETTERS, EMOJI, othersThan(SCRIPTS)].join('|')})| )+$`, 'u');
/** No script writes one mark twice on a letter. */
const TWICE = /(\p{M})\1/u;

/** Can everybody read it, with nothing in it that hides, turns or covers what is around it? Spaces are plain ones. */
export function isWellWritten(text: string): boolean {
  const signs = text.normalize('NFD');
  return WRITTEN.test(signs) && !TWICE.test(signs);
}

function letterOf(script: string, marks: string): string {
  return `(?=\\p{scx=${script}})\\p{L}${marks}`;
}

function marksOf(script: string, most: number): string {
  const own = `(?!\\p{Default_Ignorable_Code_Point})(?=\\p{scx=${script}})\\p{M}`;
  const run = `(?:${BEFORE_VIRAMA}${own}${AFTER_VIRAMA}){0,${most}}`;
  if (script === 'Mongolian') return `${run}${MONGOLIAN}`;
  return script === 'Han' ? `${run}${IDEOGRAPH}` : run;
}

/** Digits and punctuation of these scripts, and what all scripts share. */
function othersThan(scripts: readonly string[]): string {
  const theirs = scripts.map((script) => `\\p{scx=${script}}`).join('');
  return `(?=[\\p{scx=Common}${theirs}])[\\p{N}\\p{P}]|(?=\\p{scx=Common})[\\p{L}\\p{S}]`;
}

const WHOLE = SCRIPTS.map((script) => ({ script, all: new RegExp(`^(?:\\p{scx=${script}}|[^\\p{L}\\p{M}])+$`, 'u') }));

/** The one script that all letters of a text belong to; null when there are several, or no letters. */
export function scriptOf(text: string): string | null {
  if (!/\p{L}/u.test(text)) return null;
  return WHOLE.find(({ all }) => all.test(text))?.script ?? null;
}
