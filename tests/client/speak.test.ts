import { beforeAll, describe, expect, it } from 'vitest';
import { EN } from '../../client/words/en/index.ts';
import { addWords, amount, knows, say, text } from '../../client/words/index.ts';

beforeAll(() => addWords(EN));

const voice = {
  service: { 'file.offer': '{who} wants piece {piece}', 'file.colour.amber': 'amber' },
  nameOf: (node: number) => (node === 3 ? 'Ben' : undefined),
};

describe('what the class says', () => {
  it('is said in the words of the service that is played', () => {
    expect(say({ key: 'file.offer', args: { who: 3, piece: 4 } }, voice)).toBe('Ben wants piece 4');
  });
  it('calls a machine without a name by its number, counted from one', () => {
    expect(say({ key: 'file.offer', args: { who: 7, piece: 4 } }, voice)).toBe('machine 8 wants piece 4');
  });
  it('puts reasons into words', () => {
    const service = { 'file.lost': 'Lost: {reason}' };
    expect(say({ key: 'file.lost', args: { reason: 'server-down' } }, { service })).toBe('Lost: the server was down');
  });
  it('leaves a student’s name alone even when it looks like a key', () => {
    const args = { name: 'join.code' };
    expect(say({ key: 'revealed.poisoner', args }, { service: { 'join.code': 'hidden' } })).toBe(
      'join.code served corrupt data.',
    );
  });
  it('says the last word of a sentence that it does not have', () => {
    expect(say({ key: 'file.new-thing' }, voice)).toBe('new thing');
    expect(knows('file.new-thing', voice)).toBe(false);
  });
  it('has the pages’ own sentences', () => {
    expect(text('points', { n: 1 })).toBe('one point');
  });
});

describe('an amount', () => {
  it('is written in its unit', () => {
    expect(amount(0.834, 'share')).toMatch(/^83\s?%$/);
    expect(amount(4.61, 'seconds')).toMatch(/^4[.,]6\s?s/);
    expect(amount(2_500_000, 'bytes')).toMatch(/^2[.,]5\s?MB$/);
    expect(amount(0.5, 'index')).toMatch(/^0[.,]50$/);
  });
});
