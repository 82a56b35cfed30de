import { describe, expect, test } from 'vitest';
import { verdict } from './verdict.ts';

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
