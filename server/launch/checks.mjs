import { performance } from 'node:perf_hooks';
import { runQuietly } from './child.mjs';
import { gameNode, inProject, say } from './project.mjs';

const BIOME = ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '--max-diagnostics=200'];
const TSC = ['node_modules/typescript/bin/tsc', '--noEmit', '--project'];

/** @type {readonly { name: string, run: readonly string[] }[]} */
const CHECKS = [
  { name: 'Biome', run: BIOME },
  { name: 'Types', run: [...TSC, 'tsconfig.json'] },
  { name: 'Types of shared/', run: [...TSC, 'shared/tsconfig.json'] },
];

/** Runs the checks that need no test run, each counted as one test. @returns {Promise<import('./test-summary.mjs').TestSummary[]>} */
export async function staticChecks() {
  const summaries = [];
  for (const check of CHECKS) summaries.push(await runCheck(check));
  return summaries;
}

/** @param {typeof CHECKS[number]} check @returns {Promise<import('./test-summary.mjs').TestSummary>} */
async function runCheck({ name, run: [script = '', ...args] }) {
  const start = performance.now();
  const ended = await runQuietly(gameNode(), [inProject(script), ...args]);
  const passed = ended.code === 0;
  if (!passed) say(ended.output);
  say(`${name}: ${passed ? 'passed' : 'FAILED'} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
  return { passed: passed ? 1 : 0, failed: passed ? 0 : 1 };
}
