import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import process from 'node:process';
import { runInPlace } from './child.mjs';
import { gameNode, inProject } from './project.mjs';
import { summaryOf } from './test-summary.mjs';

const REPORT = inProject('artifacts', 'vitest.json');

/**
 * Runs vitest in the foreground.
 * @param {readonly string[]} args for vitest, such as the part of a path
 * @param {Record<string, string>} [settings] for the tests' environment
 * @returns {Promise<import('./test-summary.mjs').TestSummary>}
 */
export async function runVitest(args, settings = {}) {
  mkdirSync(inProject('artifacts'), { recursive: true });
  rmSync(REPORT, { force: true });
  const vitest = inProject('node_modules', 'vitest', 'vitest.mjs');
  const config = ['--config', inProject('tests', 'vitest.config.ts')];
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${REPORT}`];
  const env = { ...process.env, ...settings };
  const exitCode = await runInPlace(gameNode(), [vitest, 'run', ...config, ...reporters, ...args], env);
  return summaryOf(existsSync(REPORT) ? JSON.parse(readFileSync(REPORT, 'utf8')).testResults : [], exitCode);
}
