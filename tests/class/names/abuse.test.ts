import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkName, REFUSALS } from '../../../shared/class/index.ts';
import { isReserved, roleWords } from '../../../shared/class/names/reserved.ts';
import { confusable, skeletonOf } from '../../../shared/class/names/skeleton.ts';
import { allSuggestions } from '../../../shared/class/names/suggestions.ts';
import { isWellWritten } from '../../../shared/class/names/writing.ts';
import { CATALOGUE } from '../sample.ts';
import { World } from '../world.ts';
import { REAL_NAMES } from './real-names.ts';

function verdict(text: string): string {
  const checked = checkName(text);
  return 'name' in checked ? `ok ${checked.name}` : checked.refusal.code;
}

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

describe('A name is nobody else’s, whatever letters it is written in', () => {
  test.each([
    ['Lisu', 'ꓮꓠꓮ', 'Ana'],
    ['Lisu', 'ꓟꓮꓣ ꓲꓮ', 'MAR IA'],
    ['Cherokee', 'ᎪNᎪ', 'Ana'],
    ['Cherokee, small', 'ꭺnꭺ', 'ANA'],
    ['Cyrillic', 'Маriа', 'Maria'],
    ['Cyrillic alone', 'Тома', 'Toma'],
    ['Greek', 'Μαrια', 'Maria'],
    ['Armenian', 'Օsկar'.replace('կ', 'k'), 'Oskar'],
    ['Armenian', 'Տuոո', 'Sunn'],
    ['syllables of Canada', 'ᗪᗩᐯE'.replace('ᗩ', 'A'), 'Dave'],
    ['Coptic', 'Ⲙⲁⲭ'.replace('ⲁ', 'a'), 'Max'],
    ['Tifinagh', 'ⵔskar', 'Oskar'],
    ['Osage and Deseret', '𐓂𐐠kar', 'Oskar'],
    ['Arabic and Hebrew', 'Bهb', 'Bob'],
    ['barred letters', 'Łuƙa Đøɍ', 'Luka Dor'],
    ['barred letters', 'Ŧɨm', 'Tim'],
    ['hooks', 'ɓoɓ', 'Bob'],
    ['small capitals', 'ᴍᴀx', 'Max'],
    ['phonetic letters', 'ɑnɑ', 'Ana'],
    ['two letters in one', 'Ꜳron', 'Aaron'],
    ['two letters in one', 'Æva', 'Aeva'],
    ['rn for m', 'Ernrna', 'Emma'],
    ['rn for m', 'Torn', 'Tom'],
    ['vv for w', 'Evvan', 'Ewan'],
    ['VV for W', 'VVill', 'Will'],
    ['capital I for l', 'PauI', 'Paul'],
    ['1 for l', 'Pau1', 'Paul'],
    ['0 for o', 'B0b', 'Bob'],
    ['letters in boxes', '🅰🅽🅰', 'Ana'],
    ['letters in discs', '🅐ⓝ🅐', 'Ana'],
    ['flags', '🇦🇳🇦', 'Ana'],
    ['styled letters', '𝕬𝖓𝖆', 'Ana'],
    ['points that don’t count', 'A·n·a', 'Ana'],
    ['a space that doesn’t count', 'An a', 'Ana'],
  ])('%s: %s is %s', (_, imitation, name) => {
    expect(confusable(skeletonOf(imitation), skeletonOf(name))).toBe(true);
    const world = new World();
    world.join('a', name);
    expect(world.join('b', imitation)?.code).toBe('name-taken');
  });

  test('for each letter that looks like another, alone and among Latin ones', () => {
    for (const [latin, others] of [
      ['a', 'ɑαаᎪꓮꭺᴀ'],
      ['h', 'нһհᎻħɦʜⲏꓧ'],
      ['l', 'ӏΙІⅼǀłɭᏞᒪꓡⲓ'.replace('ⲓ', 'ꓲ')],
      ['t', 'тτᎢꓔŧƭᴛ'],
    ] as const) {
      for (const other of others) {
        expect(confusable(skeletonOf(`Z${latin}x`), skeletonOf(`Z${other}x`)), `${latin} ${other}`).toBe(true);
      }
    }
  });

  test('and an offer stays free, whatever look-alikes are there', () => {
    const world = new World();
    for (const [seat, name] of ['Ana', 'Аnа 2', 'ꓮꓠꓮ 3', 'Ana 4'].entries()) world.join(`s${seat}`, name);
    const offer = String(world.join('x', 'ana')?.said.args?.['offer']);
    expect(world.join('x', offer)).toBeUndefined();
  });
});

describe('A name that means the teacher, a bot or a machine is not for students', () => {
  const roles = roleWords(CATALOGUE);
  test.each([
    'Teacher',
    'teacher',
    'The Teacher',
    'Your Teacher',
    'Teacher Anna',
    'T e a c h e r'.replaceAll(' ', '.'),
    'Тeaсher',
    'ꓔEACHER',
    'Teacher 2',
    'Server',
    'SERVER 1',
    'Sеrvеr',
    'The Server',
    'Bot 1',
    'Bot',
    'bot12',
    'B0t 7',
    'Вot 1',
    'Bot l',
    'Bot I',
    'Bot_2',
    'Host',
    'H0st',
    'Admin',
    'Adrnin',
    'Αdmin',
    'Administrator',
    'Moderator',
    'Client 3',
    'Peer',
    'Autopilot',
    'Hub & Mesh',
    'HubMesh',
    'Nobody',
    'Everybody',
    'You',
  ])('%s', (name) => {
    const refusal = new World().join('a', name);
    expect(refusal).toMatchObject({ code: 'name-reserved', said: { args: { name: expect.any(String) } } });
  });

  test.each([
    'Server Kaya',
    'Admin Hodžić',
    'Anna Bot',
    'Botond',
    'Hosty',
    'Boto',
    'Clientine',
    'Yu',
    'Systa',
    'Peerke',
  ])('but %s is', (name) => {
    expect(new World().join('a', name)).toBeUndefined();
  });

  test('nor by the desk’s hand', () => {
    const world = new World();
    world.join('a', 'Ana');
    expect(world.desk({ type: 'rename', seat: 'a', name: 'Bot 3' })?.code).toBe('name-reserved');
  });

  test('and no real or suggested name is one', () => {
    expect([...real, ...allSuggestions()].filter((name) => isReserved(name, roles))).toEqual([]);
  });
});

describe('A name that a class would laugh at for the wrong reason', () => {
  test.each([
    'Fuck',
    'F.u.c.k',
    'fuuuuck',
    'ꓝꓴꓚꓗ',
    'Ƒʉȼꝁ',
    '$h1t',
    'sh!t',
    'Shit 2',
    'shit123',
    's1ut',
    'S L U T',
    'naz1',
    'Nаzі',
    'VVanker',
    'curn',
    '8itch',
    'Mr 4ss',
    'a55hole',
    'n1gger',
    'p0rn',
    'Pornhead',
    '🅵u🅲k',
    '卐',
  ])('is refused: %s', (name) => {
    expect(verdict(name)).toBe('name-not-allowed');
  });

  test.each([
    'Cassandra',
    'Sussex',
    'Essex',
    'Josh Itoh',
    'Nish Itani',
    'Dickens',
    'Titus',
    'Fagerström',
    'Wanka',
    'Arsène',
  ])('is not %s', (name) => {
    expect(verdict(name)).toBe(`ok ${name}`);
  });
});
