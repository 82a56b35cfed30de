import { describe, expect, it } from 'vitest';
import { draw, mutantsOf, mutated } from './draw.ts';

function slipsOf(source: string): readonly string[] {
  return mutantsOf('shared/services/bank/a.ts', source).map((slip) => `${slip.kind}: ${mutated(source, slip)}`);
}

describe('What may slip in', () => {
  it.each([
    ['a < b', ['boundary: a <= b', 'comparison: a >= b']],
    ['a === b', ['comparison: a !== b']],
    ['a * b', ['arithmetic: a / b']],
    ['a - (b)', ['arithmetic: a + (b)']],
    ['a && b', ['logic: a || b']],
    ['!a', ['negation: a']],
    ['a ? b : c', ['condition: !(a) ? b : c']],
    ['go()', ['removed call: ;']],
    ['await go()', ['removed call: ;']],
    ['a = b', ['removed assignment: ;']],
    ['a++', ['removed assignment: ;']],
    ['a.filter((b) => b)', ['removed call: ;', 'removed filter: a']],
    ['a.some(b)', ['removed call: ;', 'method: a.every(b)']],
    ['a[1]', ['off by one: a[2]']],
    ['[true]', ['constant: [false]']],
    ['() => { if (a) return; b }', ['condition: () => { if (!(a)) return; b }', 'removed return: () => { ; b }']],
  ])('%s', (source, slips) => {
    expect([...slipsOf(source)].sort()).toEqual([...slips].sort());
  });

  it.each([
    ['an import', `import { a } from './a.ts';`],
    ['a type', 'type A = { readonly a: 1 | true };'],
    ['the type of a value', 'const a: Map<1, true> = b;'],
    ['the name of a property', 'const a = { 1: b };'],
    ['words put together', 'const a = `one ` + b;'],
    ['the number that stands for none', 'const a = -1;'],
    ['all that a loop does, which then never ends', 'while (a) b();'],
    ['a measure, of which one more is as good', 'const a = 40;'],
    ['what stands in quotes', `const a = 'a < b';`],
  ])('but not in %s', (_, source) => {
    expect(slipsOf(source)).toEqual([]);
  });

  it('in the value of a cast, and in JSX', () => {
    expect(slipsOf('const a = (b < c) as D;')).toHaveLength(2);
    expect(mutantsOf('client/view/a.tsx', 'const a = <p>{b && <i>1 &lt; 2</i>}</p>;').map(({ kind }) => kind)).toEqual([
      'logic',
    ]);
  });

  it('at the line where it stands', () => {
    const [slip] = mutantsOf('a.ts', 'const a = 5;\n\nconst b = !a;');
    expect(slip).toMatchObject({ file: 'a.ts', line: 3, was: '!a', text: 'a' });
  });
});

describe('A sample', () => {
  const BANK = { id: 'bank', folder: 'shared/services/bank/' };
  const many = Array.from({ length: 50 }, (_, index) => `export const a${index} = b < c;`).join('\n');
  const sources = new Map([
    ['shared/services/bank/a.ts', many],
    ['shared/services/bank/words.ts', many],
    ['shared/services/banknotes/a.ts', many],
  ]);

  it('is drawn by its seed from one part, without its words', () => {
    const drawn = draw(BANK, sources, '7', 20);
    expect(drawn).toHaveLength(20);
    expect(new Set(drawn.map(({ file }) => file))).toEqual(new Set(['shared/services/bank/a.ts']));
    expect(draw(BANK, sources, '7', 20)).toEqual(drawn);
    expect(draw(BANK, sources, '8', 20)).not.toEqual(drawn);
  });

  it('holds no change twice, and all of them when fewer than asked for exist', () => {
    const drawn = draw(BANK, sources, '7', 1_000);
    expect(drawn).toHaveLength(100);
    expect(new Set(drawn.map(({ start, text }) => `${start} ${text}`)).size).toBe(100);
  });
});
