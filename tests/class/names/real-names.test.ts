import { describe, expect, test } from 'vitest';
import { checkName } from '../../../shared/class/index.ts';
import { confusable, skeletonOf } from '../../../shared/class/names/skeleton.ts';
import { World } from '../world.ts';
import { REAL_NAMES } from './real-names.ts';

const all = Object.values(REAL_NAMES).flat();

describe('Names of real people', () => {
  test('are more than 250, in more than 80 languages', () => {
    expect(all.length).toBeGreaterThan(250);
    expect(Object.keys(REAL_NAMES).length).toBeGreaterThan(80);
  });

  test.each(Object.entries(REAL_NAMES))(
    'in %s are taken, composed or not, and taken again as they came out',
    (_, names) => {
      for (const name of names) {
        const checked = checkName(name);
        expect(checked, `${name}: ${JSON.stringify(checked)}`).toHaveProperty('name');
        const shown = 'name' in checked ? checked.name : '';
        for (const form of ['NFC', 'NFD'] as const) expect(checkName(name.normalize(form)), name).toEqual(checked);
        expect(checkName(shown), name).toEqual(checked);
      }
    },
  );

  test('keep the joiners that their spelling needs, and lose those that do nothing', () => {
    const shown = (text: string) => {
      const checked = checkName(text);
      return 'name' in checked ? checked.name : checked.refusal.code;
    };
    for (const name of ['علی‌رضا', 'ශ්‍රීමාලි', 'രാജന്‍', 'র‍্যাচেল', 'ه‍. ا. سایه', '辻󠄀', 'ᠠᠨᠳ᠎ᠠ', '👩🏽‍🚀']) {
      expect(shown(name)).toBe(name);
    }
    expect(shown('مهر‌آفرین')).toBe('مهرآفرین');
    expect(shown('علی‌‌رضا‌')).toBe('علی‌رضا');
    expect(shown('น้ำฝน')).toBe('น้ำฝน');
    expect(shown('O´Brien')).toBe('O´Brien');
    expect(shown('ﾊﾞﾊﾞ')).toBe('ババ');
  });

  test.each([
    ['तारा', 'तोरी'],
    ['राम', 'रीमा'],
    ['たいき', 'だいき'],
    ['တင်', 'ဝင်'],
    ['Գարիկ', 'Զարիկ'],
    ['Вова', 'Бова'],
    ['สมชาย', 'สมชัย'],
    ['김민준', '김민즌'],
    ['ናሆም', 'ናሁም'],
    ['কমল', 'কমলা'],
  ])('that their readers tell apart are two names: %s and %s', (one, other) => {
    const world = new World();
    expect(confusable(skeletonOf(one), skeletonOf(other))).toBe(false);
    expect(world.join('a', one)).toBeUndefined();
    expect(world.join('b', other)).toBeUndefined();
  });

  test.each([
    ['علی‌رضا', 'علیرضا'],
    ['مُحَمَّد', 'محمد'],
    ['أحمد', 'احمد'],
    ['שָׂרָה', 'שרה'],
    ['Алёна', 'Алена'],
    ['Nguyễn', 'Nguyen'],
    ['රාජ්‍ය', 'රාජ්ය'],
  ])('that differ by what readers may miss are one: %s and %s', (one, other) => {
    expect(confusable(skeletonOf(one), skeletonOf(other))).toBe(true);
  });
});
