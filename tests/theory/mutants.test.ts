import { describe, expect, it } from 'vitest';
import { judge } from '../../server/cli/judge.ts';
import type { Assertion } from '../../server/cli/suite.ts';
import { BROKEN } from './broken.ts';
import { ASSERTIONS, smaller, titleOf } from './smaller.ts';

/** A busy computer takes many times as long as an idle one, ms. */
const LONGEST = 120_000;
/** A twentieth of the suite’s samples is mostly enough to tell right from wrong, with bounds that are so much wider. */
const SAMPLES = 1000;

/** Claims with all of these words in their title. */
const claimsWith = (words: string): readonly Assertion[] =>
  ASSERTIONS.filter((one) => words.split(' ').every((word) => titleOf(one).includes(word)));

describe('a broken service fails the acceptance suite, which the same service as it is passes', () => {
  it.each(BROKEN)(
    'with $wrong',
    ({ services, breaks, samples = SAMPLES }) => {
      const claims = claimsWith(breaks).map((one) => smaller(one, samples));
      const outcome = (broken: boolean) => claims.map((one) => judge(one, 1, broken ? services : undefined));
      expect(outcome(false)).toEqual(claims.map(() => expect.objectContaining({ ok: true })));
      expect(outcome(true)).toContainEqual(expect.objectContaining({ ok: false }));
    },
    LONGEST,
  );
});
