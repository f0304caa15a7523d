import { readFileSync } from 'node:fs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */
/**
 * `counts` is null for a check that is no test runner.
 * @typedef {{ name: string, code: number, counts: Counts | null }} StepResult
 */

/** A runner that died before it could report has run nothing. @type {Counts} */
const NOTHING = { passed: 0, failed: 0, skipped: 0 };

/** @param {string} path */
function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

/** @param {string} path report of Vitest's json reporter @returns {Counts} */
export function readVitestCounts(path) {
  const report = readReport(path);
  if (!report) return NOTHING;
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** @param {string} path report of Playwright's json reporter @returns {Counts} */
export function readPlaywrightCounts(path) {
  const stats = readReport(path)?.stats;
  if (!stats) return NOTHING;
  // Flaky means that a test failed first: there are no retries, and if there were, that is no pass.
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped };
}

/** What a step adds to the failed ones: a check or a crash without a failed test of its own still counts as one. */
function failures(/** @type {StepResult} */ { code, counts }) {
  const failed = counts?.failed ?? 0;
  const isBroken = code !== 0 || (counts !== null && counts.passed + counts.failed === 0);
  return failed === 0 && isBroken ? 1 : failed;
}

/**
 * @param {readonly StepResult[]} results
 * @returns {{ lines: string[], isGreen: boolean }} the last line is `N passed, N failed`
 */
export function sumUp(results) {
  const lines = results.flatMap(({ name, code, counts }) => {
    if (counts && counts.passed + counts.failed === 0)
      return [`${name}: no test was run (exit code ${code})`];
    if (code !== 0) return [`${name}: failed (exit code ${code})`];
    if (counts && counts.skipped > 0) return [`${name}: ${counts.skipped} skipped`];
    return [];
  });
  const passed = results.reduce((sum, { counts }) => sum + (counts?.passed ?? 0), 0);
  const failed = results.reduce((sum, result) => sum + failures(result), 0);
  return { lines: [...lines, `${passed} passed, ${failed} failed`], isGreen: failed === 0 };
}
