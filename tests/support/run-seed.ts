import fc, { type Parameters, type RunDetails } from 'fast-check';
import { expect } from 'vitest';
import { rerunOf } from './rerun.ts';

/**
 * The suite tries the same cases every time; `npm run test:fuzz` brings a seed of its own and prints it. With a path besides, one case
 * alone is tried.
 */
const FIXED_SEED = 20_261;
const freshSeed = process.env['FUZZ_SEED'];
const path = process.env['FUZZ_PATH'];

/** A slow computer tries fewer fresh cases; it does not fail for that. */
const LONGEST = 20_000;

fc.configureGlobal({ ...casesOf(), reporter });

function casesOf(): Parameters<unknown> {
  if (path !== undefined) return { seed: Number(freshSeed), path, numRuns: 1, endOnFailure: true };
  return freshSeed
    ? { seed: Number(freshSeed), numRuns: 1_000, interruptAfterTimeLimit: LONGEST }
    : { seed: FIXED_SEED };
}

/** What fast-check says, and the one command that tries just this case again. */
function reporter(details: RunDetails<unknown>): void {
  if (!details.failed) return;
  const { testPath = '', currentTestName = '' } = expect.getState();
  const { seed, counterexamplePath } = details;
  const again = rerunOf({ seed, path: counterexamplePath ?? '', file: testPath, test: currentTestName });
  const cause = details.errorInstance;
  throw new Error(`${fc.defaultReportMessage(details)}\n\nThis case alone:\n  ${again}\n`, { cause });
}
