import { configureGlobal } from 'fast-check';

/** The suite tries the same cases every time; `npm run test:fuzz` brings a seed of its own and prints it. */
const FIXED_SEED = 20_261;
const freshSeed = process.env['FUZZ_SEED'];

/** A slow computer tries fewer fresh cases; it does not fail for that. */
const LONGEST = 20_000;

configureGlobal(
  freshSeed ? { seed: Number(freshSeed), numRuns: 1_000, interruptAfterTimeLimit: LONGEST } : { seed: FIXED_SEED },
);
