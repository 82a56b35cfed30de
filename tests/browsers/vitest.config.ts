import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { PATIENCE } from './window.ts';

/** `npm run test:browsers`: on purpose no part of `npm test`, whose one browser every computer can have. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    environment: 'node',
    pool: 'forks',
    include: ['tests/browsers/**/*.test.ts'],
    maxWorkers: 1,
    fileParallelism: false,
    testTimeout: 3 * PATIENCE,
    hookTimeout: PATIENCE,
  },
});
