import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import process from 'node:process';
import { runInPlace } from './child.mjs';
import { gameNode, inProject } from './project.mjs';
import { summaryOf } from './test-summary.mjs';

const REPORT = inProject('artifacts', 'vitest.json');

/**
 * Runs vitest in the foreground.
 * @param {readonly string[]} args for vitest, such as the part of a path
 * @param {{ settings?: Record<string, string>, config?: readonly string[] }} [options] settings are for the tests' environment; config is
 *   the path of the tests' own, one part a folder
 * @returns {Promise<import('./test-summary.mjs').TestSummary>}
 */
export async function runVitest(args, { settings = {}, config = ['tests', 'vitest.config.ts'] } = {}) {
  mkdirSync(inProject('artifacts'), { recursive: true });
  rmSync(REPORT, { force: true });
  const vitest = inProject('node_modules', 'vitest', 'vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${REPORT}`];
  const env = { ...process.env, ...settings };
  const exitCode = await runInPlace(
    gameNode(),
    [vitest, 'run', '--config', inProject(...config), ...reporters, ...args],
    { env },
  );
  return summaryOf(existsSync(REPORT) ? JSON.parse(readFileSync(REPORT, 'utf8')).testResults : [], exitCode);
}
