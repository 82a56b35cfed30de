import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { randomCode } from '../../server/identity/codes.ts';
import { fits, hashOf, newSecret } from '../../server/identity/secrets.ts';
import { readToken, tokenText } from '../../server/identity/tokens.ts';
import { CODE_LENGTH, CODE_LETTERS } from '../../shared/class/codes/alphabet.ts';
import { readCode } from '../../shared/class/codes/read.ts';

const lettersOf = (word: string) => [...word].map((letter) => CODE_LETTERS.indexOf(letter));

describe('A class code', () => {
  test('has six letters that look like nothing else', () => {
    for (const one of ['0O', 'OQ', '1I', '1L', '2Z', '5S', '6G', '8B', 'UV']) {
      expect([...one].filter((letter) => CODE_LETTERS.includes(letter)).length, one).toBeLessThan(2);
    }
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat()), (numbers) => {
        const code = randomCode((below) => (numbers.next().value as number) % below);
        expect(code).toHaveLength(CODE_LENGTH);
        expect(readCode(` ${code.toLowerCase()} `)).toBe(code);
      }),
    );
  });

  test('that would read as something rude is drawn again', () => {
    const draws = [...lettersOf('FCKXXX'), ...lettersOf('XXXKKK'), ...lettersOf('CDFGHJ')];
    expect(randomCode(() => draws.shift() ?? 0)).toBe('CDFGHJ');
  });

  test('is not what has other letters or another length', () => {
    for (const typed of ['', 'CDFG', 'CDFGHJK', 'CDFGH0', 'CDFGHß', '../CD']) expect(readCode(typed)).toBeUndefined();
  });
});

describe('A secret', () => {
  test('rule secrecy 1.2: is never the same twice, and fits its own hash alone', () => {
    const secrets = Array.from({ length: 200 }, newSecret);
    expect(new Set(secrets).size).toBe(200);
    const [one = '', other = ''] = secrets;
    expect(fits(one, hashOf(one))).toBe(true);
    expect(fits(other, hashOf(one))).toBe(false);
    for (const hash of ['', 'zz', hashOf(one).slice(2)]) expect(fits(one, hash)).toBe(false);
  });

  test('in a token names its seat', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\w-]{1,20}$/), fc.stringMatching(/^[\w-]{1,40}$/), (seat, secret) => {
        expect(readToken(tokenText({ seat, secret }))).toEqual({ seat, secret });
      }),
    );
    for (const text of ['', 'x', '.x', 'x.']) expect(readToken(text)).toBeUndefined();
  });
});
