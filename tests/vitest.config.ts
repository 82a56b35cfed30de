import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Whole classes: each file has browsers or servers of its own. */
const WHOLE = ['tests/browser/**/*.test.{ts,tsx}', 'tests/classroom/**/*.test.{ts,tsx}'];
/** Run by commands of their own. */
const APART = ['tests/bench/**', 'tests/browsers/**'];

/** No test measures time; this only ends what hangs, on the slowest computer too. */
const PATIENCE_MS = 240_000;

/** As long a condition is awaited where a test does not say it. */
const POLL = { timeout: 30_000 };

const everywhere = { environment: 'node', pool: 'forks', expect: { poll: POLL } } as const;

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    projects: [
      {
        test: {
          ...everywhere,
          name: 'unit',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: [...WHOLE, ...APART],
          setupFiles: ['tests/support/run-seed.ts'],
          maxWorkers: 2,
          testTimeout: PATIENCE_MS,
          hookTimeout: PATIENCE_MS,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...everywhere,
          name: 'whole',
          include: WHOLE,
          maxWorkers: 2,
          testTimeout: PATIENCE_MS,
          hookTimeout: PATIENCE_MS,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
