import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkName, REFUSALS } from '../../../shared/class/index.ts';
import { isWellWritten } from '../../../shared/class/names/writing.ts';
import { REAL_NAMES } from './real-names.ts';
import { verdict } from './verdict.ts';

const real = Object.values(REAL_NAMES).flat();

/** Each of them hides, turns or covers something, or can't be shown. */
const NOT_WRITTEN: { readonly [what: string]: readonly string[] } = {
  'marks piled up': [
    'Z\u030d\u0311\u0324a\u0300\u0316\u0317lgo',
    'A\u0301\u0302\u0303\u0304na',
    'ก\u0e49\u0e49\u0e49\u0e49',
    'ก\u0e38\u0e38',
    'ا\u064b\u064c\u064d\u064e\u064f',
    'न\u0947\u0947',
    `a${'\u0301'.repeat(40)}`,
  ],
  'strokes through the letters': ['A\u0336n\u0336a\u0336', 'Z\u0335algo', 'A\u0338na', 'A\u20d2na', 'A\u20ddna'],
  'marks of another script': ['A\u064bna', 'a\u093fna', 'ก\u0301\u064b', 'n\u0e49a', 'ა\u0301', '李\u0301', '🦊\u0301'],
  'a mark without a letter': ['\u0301Ana', 'Ana \u0301', '-\u0301', '\u093f'],
  'what turns the text around': [
    '\u202eanA',
    'A\u202dna',
    'A\u2066na\u2069',
    '\u2067Ana',
    'A\u200ena',
    'A\u200fna',
    'A\u061cna',
  ],
  'invisible signs': [
    'A\u200bna',
    'A\u2060na',
    'A\u00adna',
    'A\ufeffna',
    'A\u034fna',
    'A\u180ena',
    'A\u2063na',
    '\u2062',
  ],
  'blank letters': ['\u3164', '\u115f\u1160', 'A\u3164na', '\uffa0', '\u2800', 'A\u2800na', '\u17b4', 'ក\u17b5'],
  'joiners where they join nothing': [
    'A\u200dna',
    'A\u200cna',
    '\u200dAna',
    'Ан\u200dна',
    'क\u200dख',
    'க\u200cஷ',
    '李\u200d小',
    '🦊\u200d',
    'ก\u200cา',
    '\u200cعلی',
  ],
  'tags and shapes': [
    '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}',
    'A\u{e0041}na',
    'A\u{e0100}na',
    'A\u180bna',
  ],
  'controls, halves and what is nothing': [
    'A\u0000na',
    'A\u0007na',
    'A\u001b[31mna',
    'A\nna',
    'A\tna',
    'A\u0085na',
    'A\u2028na',
    'A\ud800na',
    '\udc00',
    'A\ue000na',
    'A\u{f0000}na',
    'A\u0378na',
    'A\uffffna',
    'A\ufffdna',
    'A\ufffcna',
  ],
  'what devices have no letters for': ['𓀀𓂀', '𒀀𒁀', '𒐫', '𐎠𐎡', '𐌰𐌽𐌰', '﷽', '௵'],
  'no letter at all': ['...', '---', '_', '(-_-)'.replaceAll(/\w/g, ''), '$$$'],
};

describe('A name is refused as signs that can’t be shown', () => {
  test.each(Object.entries(NOT_WRITTEN))('with %s', (_, names) => {
    for (const name of names) expect(verdict(name), JSON.stringify(name)).toBe('name-characters');
  });

  test('with anything invisible in the middle of any real name, unless it is a joiner that fits', () => {
    const invisible = fc.constantFrom(
      '\u200b',
      '\u2060',
      '\u202e',
      '\u2066',
      '\u00ad',
      '\u034f',
      '\u3164',
      '\u{e0041}',
      '\u0007',
    );
    fc.assert(
      fc.property(fc.constantFrom(...real), invisible, fc.nat(), (name, sign, place) => {
        const letters = [...name.trim()];
        const at = 1 + (place % Math.max(1, letters.length - 1));
        if (at >= letters.length) return;
        const spoilt = [...letters.slice(0, at), sign, ...letters.slice(at)].join('');
        expect(verdict(spoilt), JSON.stringify(spoilt)).toBe('name-characters');
      }),
    );
  });

  test('when four accents or more stand on one letter, whichever they are', () => {
    const accent = fc.integer({ min: 0x300, max: 0x36f }).map((code) => String.fromCharCode(code));
    fc.assert(
      fc.property(
        fc.constantFrom('a', 'Z', 'ж', 'ω', 'م', 'क', '9'),
        fc.array(accent, { minLength: 5 }),
        (letter, accents) => {
          const tower = (letter + accents.join('')).normalize('NFC');
          if (tower.length < 5) return;
          expect(['name-characters', 'name-long']).toContain(verdict(tower));
        },
      ),
    );
  });

  test('or taken, but never something in between: whatever comes out can be written again', () => {
    const sign = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 3 }),
      fc.constantFrom(...real.flatMap((name) => [...name])),
    );
    fc.assert(
      fc.property(fc.array(sign, { maxLength: 24 }), (signs) => {
        const checked = checkName(signs.join(''));
        if ('refusal' in checked) {
          expect(REFUSALS).toContain(checked.refusal.code);
          return;
        }
        expect(isWellWritten(checked.name)).toBe(true);
        expect(checkName(checked.name)).toEqual(checked);
        expect(checked.name).not.toMatch(/(?!\u200c|\u200d|\u180e)\p{C}|[\p{Zl}\p{Zp}]/u);
      }),
    );
  });
});
