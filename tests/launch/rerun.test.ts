import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rerunOf } from '../support/rerun.ts';

/** What a failing property says. */
function complaintOf(fails: () => void): string {
  try {
    fails();
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
  return '';
}

describe('a property that fails (in any of its forms)', () => {
  it('says by which command its case is tried again alone, from plan and inputs to the seed: $ or not', () => {
    const said = complaintOf(() => fc.assert(fc.property(fc.nat(1000), (n) => n < 100)));
    expect(said).toContain('Counterexample: [100]');
    const [, again = ''] = said.split('This case alone:');
    expect(again.trim()).toMatch(
      /^FUZZ_SEED=-?\d+ FUZZ_PATH=[\d:]+ npx vitest run --config tests\/vitest\.config\.ts tests\/launch\/rerun\.test\.ts -t '\^a property .*\$'$/,
    );
  });
});

it('a command names the test to the letter, whatever signs its title has', () => {
  const again = rerunOf({ seed: 7, path: '3:0', file: 'tests/a.test.ts', test: "a group > it's (really) $5" });
  expect(again).toContain("-t '^a group.*it'\\''s \\(really\\) \\$5$'");
});
