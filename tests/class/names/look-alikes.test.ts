import { describe, expect, test } from 'vitest';
import { confusable, skeletonOf } from '../../../shared/class/names/skeleton.ts';
import { World } from '../world.ts';

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
