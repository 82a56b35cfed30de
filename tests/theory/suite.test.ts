import { describe, expect, it } from 'vitest';
import { judge } from '../../server/cli/judge.ts';
import { KINDS } from '../../server/cli/kinds/index.ts';
import { ASSERTIONS, smaller, titleOf } from './smaller.ts';

/** The whole suite with all its samples is what `npm run experiments` is for; here a tenth of them is drawn, with wider bounds. */
const SHARE = 0.1;
const FEWEST = 10;
/** A busy computer takes many times as long as an idle one, ms. */
const LONGEST = 120_000;
/** Kinds that take about a second or less with all samples. */
const QUICK = ['file', 'voip', 'streams', 'quorum', 'jain', 'gossip'];

const titled = ASSERTIONS.map((one) => [titleOf(one), one] as const);

describe('the acceptance suite', () => {
  it.each(titled)(
    'holds in runs of the engine with fewer samples: %s',
    (_, assertion) => {
      const n = Math.max(FEWEST, Math.ceil(assertion.n * SHARE));
      expect(judge(smaller(assertion, n), 1)).toMatchObject({ ok: true });
    },
    LONGEST,
  );

  it.each(titled.filter(([, { kind }]) => QUICK.includes(kind.id)))(
    'holds for another seed with all samples: %s',
    (_, assertion) => {
      expect(judge(assertion, 2)).toMatchObject({ ok: true });
    },
    LONGEST,
  );

  it('has the kinds that theory speaks of, each once', () => {
    const ids = KINDS.map(({ id }) => id);
    expect([...ids].sort()).toEqual(
      'closed ds fail file forks gossip jain lww maj poison queue quorum streams voip'.split(' '),
    );
    expect(KINDS.every(({ metrics }) => metrics.length > 0)).toBe(true);
  });
});
