import { describe, expect, test } from 'vitest';
import { checkName, isolate } from '../../../shared/class/index.ts';
import { initialsOf } from '../../../shared/class/names/check.ts';
import { LONGEST_NAME } from '../../../shared/class/names/length.ts';
import { isOffensive } from '../../../shared/class/names/offensive.ts';
import { confusable, skeletonOf } from '../../../shared/class/names/skeleton.ts';
import { allSuggestions, isSuggested, suggestNames } from '../../../shared/class/names/suggestions.ts';
import { World } from '../world.ts';

function verdict(text: string): string {
  const checked = checkName(text);
  return 'name' in checked ? `ok ${checked.name}` : checked.refusal.code;
}

describe('A name', () => {
  test.each([
    ['Ana', 'ok Ana'],
    ['  Ana   Maria  ', 'ok Ana Maria'],
    ['Ａｎａ', 'ok Ana'],
    ['Jose\u0301', 'ok José'],
    ['Zoë O’Neil', 'ok Zoë O’Neil'],
    ['李小龙', 'ok 李小龙'],
    ['محمد', 'ok محمد'],
    ['🦊', 'ok 🦊'],
    ['❤️', 'ok ❤'],
    ['x'.repeat(LONGEST_NAME), `ok ${'x'.repeat(LONGEST_NAME)}`],
    ['👍🏽'.repeat(LONGEST_NAME), `ok ${'👍🏽'.repeat(LONGEST_NAME)}`],
    ['x'.repeat(LONGEST_NAME + 1), 'name-long'],
    ['x'.repeat(10_000), 'name-long'],
    ['', 'name-empty'],
    [' \t\n ', 'name-empty'],
    ['\u200b', 'name-characters'],
    ['...', 'name-characters'],
    ['A\u200bna', 'name-characters'],
    ['A\u202ena', 'name-characters'],
    ['A\u2066na', 'name-characters'],
    ['A\u0000na', 'name-characters'],
    ['A\nna', 'name-characters'],
    ['A\u00adna', 'name-characters'],
    ['A\u3164na', 'name-characters'],
    ['A\u2800na', 'name-characters'],
    ['A\ud800na', 'name-characters'],
    [`Z${'\u0335'.repeat(8)}algo`, 'name-characters'],
    ['Fuck', 'name-not-allowed'],
    ['F u c k', 'name-not-allowed'],
    ['f.U.c.K', 'name-not-allowed'],
    ['Fuсk', 'name-not-allowed'],
    ['$h1t', 'name-not-allowed'],
    ['mr 4ss', 'name-not-allowed'],
    ['Cassandra', 'ok Cassandra'],
    ['Sussex', 'ok Sussex'],
    ['Dick', 'ok Dick'],
  ])('%j is judged %j', (text, expected) => {
    expect(verdict(text)).toBe(expected);
  });

  test('is refused by its length before it is looked at, however it is made', () => {
    expect(verdict('\u0301'.repeat(100_000))).toBe('name-long');
  });
});

describe('Names that can be confused', () => {
  test.each([
    ['Ana', 'ana'],
    ['Ana', 'ANA'],
    ['Ana', 'аnа'],
    ['Ana', 'Ána'],
    ['Ana', 'A.n.a'],
    ['Ana Bo', 'AnaBo'],
    ['Bob', 'B0b'],
    ['Ilya', 'llya'],
    ['Al', 'A1'],
    ['Oskar', 'Οskаr'],
  ])('%j and %j', (one, other) => {
    expect(confusable(skeletonOf(one), skeletonOf(other))).toBe(true);
  });

  test.each([
    ['Ana', 'Anna'],
    ['Ana 2', 'Ana 3'],
    ['Ana', 'Ana 2'],
    ['Lia', 'Ila'],
    ['李', '李小'],
    ['🦊', '🐻'],
    ['محمد', 'احمد'],
  ])('but not %j and %j', (one, other) => {
    expect(confusable(skeletonOf(one), skeletonOf(other))).toBe(false);
  });
});

describe('In a class', () => {
  test('rule class 3.4: a name that looks like another is refused, and the offered one is free', () => {
    const world = new World();
    world.join('a', 'Ana');
    const refusal = world.join('b', 'аna');
    expect(refusal?.code).toBe('name-taken');
    expect(world.join('b', String(refusal?.said.args?.['offer']))).toBeUndefined();
    expect(world.join('c', 'ANA')?.said.args?.['offer']).toBe('ANA 3');
  });

  test('an offer fits in the longest name', () => {
    const world = new World();
    const longest = 'y'.repeat(LONGEST_NAME);
    world.join('a', longest);
    const offer = String(world.join('b', longest)?.said.args?.['offer']);
    expect(world.join('b', offer)).toBeUndefined();
  });

  test('with suggested names only, own names are refused with a free suggestion, which is accepted', () => {
    const world = new World();
    world.desk({ type: 'suggested-names', on: true });
    const refusal = world.join('a', 'Ana');
    expect(refusal?.code).toBe('names-suggested');
    expect(world.join('a', String(refusal?.said.args?.['offer']))).toBeUndefined();
    for (const name of world.room.freeNames(5, 1)) expect(world.join(name, name)).toBeUndefined();
  });

  test('the instructor renames by a word or by one click, under the same rules', () => {
    const world = new World();
    world.join('a', 'Ana');
    world.join('b', 'Bo');
    expect(world.desk({ type: 'rename', seat: 'a', name: 'B0' })?.code).toBe('name-taken');
    expect(world.desk({ type: 'rename', seat: 'a', name: 'x'.repeat(10_000) })?.code).toBe('name-long');
    expect(world.desk({ type: 'rename', seat: 'a', name: ' Anna ' })).toBeUndefined();
    expect(world.seat('a').name).toBe('Anna');
    expect(world.desk({ type: 'rename', seat: 'a', name: 'ANNA' })).toBeUndefined();
    world.desk({ type: 'new-name', seat: 'a', instead: 'ANNA' });
    expect(isSuggested(world.seat('a').name)).toBe(true);
  });
});

describe('Suggested names', () => {
  test('are each allowed by the rules for names, and none looks like another', () => {
    const all = allSuggestions();
    expect(all.length).toBeGreaterThan(1000);
    expect(all.filter((name) => !verdict(name).startsWith('ok ') || isOffensive(name))).toEqual([]);
    expect(new Set(all.map((name) => name.toLowerCase().replace(' ', ''))).size).toBe(all.length);
  });

  test('are free, different, and others for another salt', () => {
    const first = suggestNames(300, [], 7, 1);
    expect(new Set(first).size).toBe(300);
    const second = suggestNames(300, first, 7, 2);
    expect(second.filter((name) => first.includes(name))).toEqual([]);
    expect(suggestNames(3, [], 7, 2)).not.toEqual(first.slice(0, 3));
  });

  test('go on with numbers when more are taken than there are', () => {
    const taken = allSuggestions();
    const [more = ''] = suggestNames(1, taken, 7, 1);
    expect(taken).not.toContain(more);
    expect(isSuggested(more)).toBe(true);
  });
});

test('A right-to-left name is isolated inside a sentence, others are left alone', () => {
  expect(isolate('محمد')).toBe('\u2068محمد\u2069');
  expect(isolate('Ana')).toBe('Ana');
});

test.each([
  ['Ana', 'AN'],
  ['Ana Maria Bo', 'AB'],
  ['ana', 'AN'],
  ['李小龙', '李小'],
  ['🦊 Bo', '🦊B'],
  ['X', 'X'],
])('%j has the initials %j', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});
