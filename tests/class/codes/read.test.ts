import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CODE_LENGTH, CODE_LETTERS } from '../../../shared/class/codes/alphabet.ts';
import { codeReadings, readCode } from '../../../shared/class/codes/read.ts';

const code = fc
  .array(fc.constantFrom(...CODE_LETTERS), { minLength: CODE_LENGTH, maxLength: CODE_LENGTH })
  .map((signs) => signs.join(''));

const LATIN = 'QWERTYUIOPASDFGHJKLZXCVBNM';
/** What the keys of a code write while another keyboard is on. */
const KEYBOARDS: { readonly [script: string]: (code: string) => string } = {
  Russian: (text) => onKeys(text, 'ЙЦУКЕНГШЩЗФЫВАПРОЛДЯЧСМИТЬ'),
  'Russian, small': (text) => onKeys(text, 'йцукенгшщзфывапролдячсмить'),
  Greek: (text) => onKeys(text, ';ςΕΡΤΥΘΙΟΠΑΣΔΦΓΗΞΚΛΖΧΨΩΒΝΜ'),
  'Greek, small': (text) => onKeys(text, ';ςερτυθιοπασδφγηξκλζχψωβνμ'),
  Hebrew: (text) => onKeys(text, "/'קראטוןםפשדגכעיחלךזסבהנמצ"),
  Arabic: (text) => onKeys(text, 'ضصثقفغعهخحشسيبلاتنمئءؤر؟ىة'),
  Persian: (text) => onKeys(text, 'ضصثقفغعهخحشسیبلاتنمظطزرذدپ'),
  Thai: (text) => onKeys(text, 'ๆไำพะัีรนยฟหกดเ้่าสผปแอิืท'),
  Korean: (text) => onKeys(text, 'ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡ'),
};
function onKeys(text: string, layout: string): string {
  return [...text].map((sign) => layout[LATIN.indexOf(sign)] ?? sign).join('');
}

/** Letters of other scripts that look like those of a code. */
const LOOK: { readonly [sign: string]: string } = {
  '3': 'З',
  C: 'СᏟꓚⲤ',
  D: 'ᎠꓓԀ'.slice(0, 2),
  F: 'Ϝꓝ',
  G: 'ԌᏀꓖ',
  H: 'НΗᎻꓧ',
  J: 'ЈᎫꓙ',
  K: 'КΚᏦꓗ',
  M: 'МΜᎷꓟ',
  N: 'ΝꓠⲚ',
  P: 'РΡᏢꓑ',
  R: 'ᎡꓣƦ',
  T: 'ТΤᎢꓔ',
  V: 'ѴᏙꓦν',
  W: 'ԜᎳꓪ',
  X: 'ХΧꓫ',
  Y: 'УΥᎩꓬ',
};

describe('A code is read', () => {
  test('alone, whatever the case, the width and the signs between its letters', () => {
    const between = fc.constantFrom('', ' ', '-', ' - ', '.', '_', '\u00a0', '\u200b', '–', ', ');
    const ways = fc.constantFrom<(sign: string) => string>(
      (sign) => sign,
      (sign) => sign.toLowerCase(),
      (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0),
      (sign) => String.fromCharCode(sign.toLowerCase().charCodeAt(0) + 0xfee0),
    );
    fc.assert(
      fc.property(code, fc.infiniteStream(between), fc.infiniteStream(ways), (meant, gaps, changes) => {
        const typed = [...meant].map((sign) => gaps.next().value + changes.next().value(sign)).join('');
        expect(readCode(`${typed} `)).toBe(meant);
      }),
    );
  });

  test('out of every link that the game gives out or a browser shows', () => {
    const bases = [
      '',
      'http://localhost:3000',
      'https://game.example.org',
      'http://192.168.1.5:3000',
      'localhost:3000',
    ];
    const more = [
      '192.168.1.5',
      'HTTP://GAME.EXAMPLE.ORG',
      'https://example.org/mesh',
      'http://[fe80::1]:3000',
      'game.example.org',
    ];
    const forms = [
      '/j/CODE',
      '/j/CODE/',
      '/j/CODE?from=mail',
      '/j/CODE#top',
      '/j/CODE#aB-3_x9cD-3_x9eF',
      '/J/CODE',
      '/board/CODE',
      '/board/CODE?small',
      '/CODE',
    ];
    const others = [
      '/CODE/',
      '/teach#CODE.aB-3_x9',
      '/teach#CODE',
      '/api/classes/CODE/qr.svg',
      '/?code=CODE',
      '/j/CODE.aB-3_x9',
    ];
    fc.assert(
      fc.property(code, (meant) => {
        for (const base of [...bases, ...more]) {
          for (const form of [...forms, ...others]) {
            const link = base + form.replace('CODE', meant);
            expect(readCode(link), link).toBe(meant);
            expect(readCode(` Join us: ${link.replace(meant, meant.toLowerCase())} `), link).toBe(meant);
          }
        }
      }),
      { numRuns: 20 },
    );
  });

  test('out of a sentence, when it is the only one there', () => {
    expect(readCode('Code: K7MX3P')).toBe('K7MX3P');
    expect(readCode('the code is k7mx3p.')).toBe('K7MX3P');
  });

  test.each(Object.entries(KEYBOARDS))('from the keys of a %s keyboard', (_, write) => {
    fc.assert(
      fc.property(code, (meant) => {
        const typed = write(meant);
        // A W alone is an apostrophe in Hebrew.
        fc.pre(typed === meant || /\p{L}/u.test(typed));
        expect(codeReadings(typed), typed).toContain(meant);
        const link = encodeURI(`http://game.example.org/j/${typed}`).replaceAll("'", '%27');
        expect(codeReadings(link), link).toContain(meant);
      }),
    );
  });

  test('as Hangul makes syllables of it', () => {
    const [hkf, gke] = [codeReadings('하ㄹ379'), codeReadings('학37ㄱ')];
    expect(hkf).toEqual(['GKF379']);
    expect(gke).toEqual(['GKR37R']);
  });

  test('from letters of other scripts that look like its own', () => {
    fc.assert(
      fc.property(code, fc.infiniteStream(fc.nat()), (meant, picks) => {
        const typed = [...meant].map((sign) => {
          const like = [...(LOOK[sign] ?? '')];
          return like[picks.next().value % Math.max(1, like.length)] ?? sign;
        });
        expect(codeReadings(typed.join('')), typed.join('')).toContain(meant);
      }),
    );
  });

  test('from the digits of other scripts', () => {
    for (const typed of ['K٧MX٣P', 'K۷MX۳P', 'K७MX३P', 'K๗MX๓P', 'K７MX３P', 'K𝟕MX𝟑P'])
      expect(readCode(typed), typed).toBe('K7MX3P');
  });

  test('with a letter corrected that codes don’t have, where only one can be meant, and not where several can', () => {
    expect(readCode('K7MXP6')).toBe('K7MXPG');
    expect(readCode('K7MXPU')).toBe('K7MXPV');
    for (const sign of '0OQ1IL2Z5S8BAE') expect(codeReadings(`K7MXP${sign}`), sign).toEqual([]);
  });

  test('of another length, as asked for', () => {
    expect(readCode(' k7-mx', 4)).toBe('K7MX');
    expect(readCode('Л7ЬЧ', 4)).toBe('K7MX');
    expect(readCode('K7MX3P', 4)).toBeUndefined();
    expect(readCode('K7MX3K', 6)).toBe('K7MX3K');
  });
});

describe('What is no code', () => {
  test.each([
    '',
    ' ',
    'K7MX3',
    'K7MX3PP',
    'hello',
    'CDFGH0',
    'CDFGHß',
    '../CD',
    '/',
    '#',
    '?',
    'http://',
    'K7MXP\u0301',
    'ЩЩЩЩЩЩ',
  ])('is not read as one: %j', (typed) => {
    expect(codeReadings(typed)).toEqual([]);
    expect(readCode(typed)).toBeUndefined();
  });

  test('when two can be meant both are offered, and neither is taken for certain', () => {
    expect([...codeReadings('КМКМКМ')].sort()).toEqual(['KMKMKM', 'RVRVRV']);
    expect(readCode('КМКМКМ')).toBeUndefined();
  });

  test('and nothing else ever comes out: at most a few, each written as codes are', () => {
    const sign = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 2 }),
      fc.constantFrom(...CODE_LETTERS, '/', '#', '.', 'Л', 'Ξ', '하'),
    );
    fc.assert(
      fc.property(fc.array(sign, { maxLength: 40 }), (signs) => {
        const readings = codeReadings(signs.join(''));
        expect(readings.length).toBeLessThanOrEqual(3);
        for (const one of readings) {
          expect(one).toMatch(new RegExp(`^[${CODE_LETTERS}]{${CODE_LENGTH}}$`));
          expect(codeReadings(one)).toEqual([one]);
        }
      }),
    );
  });

  test('however long it is', () => {
    expect(codeReadings('K7MX3P'.repeat(100_000))).toEqual([]);
    expect(codeReadings('/'.repeat(1_000_000))).toEqual([]);
    expect(codeReadings('하'.repeat(100_000))).toEqual([]);
  });
});
