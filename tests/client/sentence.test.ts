import { describe, expect, it } from 'vitest';
import { fill, gapsOf, grammarOf } from '../../client/words/sentence.ts';

const english = grammarOf('en', 'en-GB');

describe('a sentence', () => {
  it('has its gaps filled by name', () => {
    expect(fill('{who} asks {whom}', { who: 'Ana', whom: 'Ben' }, english)).toBe('Ana asks Ben');
  });
  it('chooses the plural form that fits the number', () => {
    const sentence = '{n|one piece|# pieces} left';
    expect([0, 1, 2, 1_200].map((n) => fill(sentence, { n }, english))).toEqual([
      '0 pieces left',
      'one piece left',
      '2 pieces left',
      '1,200 pieces left',
    ]);
  });
  it('chooses among as many forms as the language has', () => {
    const polish = grammarOf('pl', 'pl');
    const sentence = '{n|# plik|# pliki|# plików|# pliku}';
    expect([1, 3, 5, 1.5].map((n) => fill(sentence, { n }, polish))).toEqual([
      '1 plik',
      '3 pliki',
      '5 plików',
      '1,5 pliku',
    ]);
  });
  it('shows a gap that nothing fills', () => {
    expect(fill('piece {piece}', {}, english)).toBe('piece {piece}');
  });
  it('does not fill gaps that come from what people typed', () => {
    expect(fill('{name} waits for {n}', { name: '{n}', n: 3 }, english)).toBe('{n} waits for 3');
  });
  it('tells its gaps', () => {
    expect(gapsOf('{who} has {n|one|#}')).toEqual(['who', 'n']);
  });
});
