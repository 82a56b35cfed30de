import { readFileSync } from 'node:fs';
import { KINDS } from '../../server/cli/kinds/index.ts';
import { type Assertion, parseSuite } from '../../server/cli/suite.ts';

const read = parseSuite(readFileSync(new URL('suite_A.json', import.meta.url), 'utf8'), [], KINDS);
if ('problem' in read) throw new Error(read.problem);

/** The acceptance suite as it is given. */
export const ASSERTIONS: readonly Assertion[] = read.assertions;

/** The same claim with fewer samples: an error of sampling grows with the root of their number, so the bounds do. */
export function smaller(assertion: Assertion, n: number): Assertion {
  if (n >= assertion.n) return assertion;
  const middle = (assertion.lo + assertion.hi) / 2;
  const half = ((assertion.hi - assertion.lo) / 2) * Math.sqrt(assertion.n / n);
  return { ...assertion, n, lo: middle - half, hi: middle + half };
}

/** A claim in one line. */
export function titleOf({ id, kind, params, metric }: Assertion): string {
  return `${id} ${kind.id} ${JSON.stringify(params)} ${metric}`;
}
