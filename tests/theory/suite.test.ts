import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { judge } from '../../server/cli/judge.ts';
import { KINDS } from '../../server/cli/kinds/index.ts';
import { parseSuite } from '../../server/cli/suite.ts';

/** Some count hundreds of thousands of samples, ms. */
const LONGEST = 240_000;

interface Case {
  readonly id: string;
  readonly asserts: readonly { readonly kind: string }[];
}

const SUITE: readonly Case[] = JSON.parse(readFileSync(new URL('suite_A.json', import.meta.url), 'utf8'));
const known = ({ kind }: { readonly kind: string }): boolean => KINDS.some(({ id }) => id === kind);
const playable = SUITE.map(({ id, asserts }) => ({ id, asserts: asserts.filter(known) }));
const read = parseSuite(JSON.stringify(playable), [], KINDS);
if ('problem' in read) throw new Error(read.problem);

const titled = read.assertions.map(
  (one) => [`${one.id} ${one.kind.id} ${JSON.stringify(one.params)} ${one.metric}`, one] as const,
);

describe('the acceptance suite', () => {
  it.each(titled)(
    'holds in runs of the engine: %s',
    (_, assertion) => {
      expect(judge(assertion, 1)).toMatchObject({ ok: true });
    },
    LONGEST,
  );

  it('is read whole: no assertion of a kind that there is gets lost', () => {
    expect(read.assertions.length).toBe(playable.flatMap(({ asserts }) => asserts).length);
    expect(read.assertions.length).toBeGreaterThan(0);
  });
});
