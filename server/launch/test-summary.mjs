/** @typedef {{ passed: number, failed: number }} TestSummary */
/** @typedef {{ status: string, assertionResults: readonly { status: string }[] }} FileReport */

/**
 * What a run of vitest came to. A file that could not be loaded is a failure, and so is an error outside of every test
 * and a run in which nothing was tested: neither may look like success.
 * @param {readonly FileReport[]} files the testResults of vitest's JSON report; empty when it wrote none
 * @param {number} exitCode vitest's own
 * @returns {TestSummary}
 */
export function summaryOf(files, exitCode) {
  const passed = count(files, 'passed');
  const failed = count(files, 'failed') + files.filter(failedWithoutATest).length;
  const failedSilently = failed === 0 && (exitCode !== 0 || passed === 0);
  return { passed, failed: failedSilently ? 1 : failed };
}

/** @param {readonly FileReport[]} files @param {string} status */
function count(files, status) {
  return files.flatMap((file) => file.assertionResults).filter((test) => test.status === status).length;
}

/** @param {FileReport} file */
function failedWithoutATest(file) {
  return file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed');
}

/** @param {readonly TestSummary[]} summaries @returns {TestSummary} */
export function sumOf(summaries) {
  return {
    passed: summaries.reduce((sum, { passed }) => sum + passed, 0),
    failed: summaries.reduce((sum, { failed }) => sum + failed, 0),
  };
}
