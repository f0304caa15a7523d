import { readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */
/**
 * `counts` is null for a check that is no test runner; `failed` are the failed tests that its report names.
 * @typedef {{ name: string, code: number, counts: Counts | null, failed?: readonly string[] }} StepResult
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

/** Of a long run only the end is kept in some places: the end says what failed. Beyond these the report files hold the rest. */
const NAMED_FAILURES_MAX = 20;
const MESSAGE_LINES_MAX = 12;

/** @param {string} name @param {string | undefined} message */
const failureText = (name, message = 'no message') =>
  [name, ...stripVTControlCharacters(message).split('\n').slice(0, MESSAGE_LINES_MAX)].join('\n    ');

/** @param {string} path report of Vitest's json reporter @returns {string[]} each failed test or file, with why */
export function readVitestFailures(path) {
  const files = readReport(path)?.testResults ?? [];
  return files
    .flatMap((/** @type {any} */ file) => {
      const failed = file.assertionResults.filter((/** @type {any} */ test) => test.status === 'failed');
      if (failed.length === 0) return file.status === 'failed' ? [failureText(file.name, file.message)] : [];
      return failed.map((/** @type {any} */ test) =>
        failureText(`${file.name} › ${test.fullName}`, test.failureMessages[0]),
      );
    })
    .slice(0, NAMED_FAILURES_MAX);
}

/** @param {any} suite @returns {string[]} */
const suiteFailures = (suite) => [
  ...(suite.specs ?? [])
    .filter((/** @type {any} */ spec) => !spec.ok)
    .map((/** @type {any} */ spec) => {
      const errors = spec.tests.flatMap((/** @type {any} */ test) =>
        test.results.flatMap((/** @type {any} */ result) => result.errors ?? []),
      );
      return failureText(`${spec.file} › ${spec.title}`, errors[0]?.message);
    }),
  ...(suite.suites ?? []).flatMap(suiteFailures),
];

/** @param {string} path report of Playwright's json reporter @returns {string[]} each failed test, with why */
export const readPlaywrightFailures = (path) =>
  (readReport(path)?.suites ?? []).flatMap(suiteFailures).slice(0, NAMED_FAILURES_MAX);

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
  const named = results.flatMap(({ name, failed = [] }) => failed.map((text) => `${name}: ${text}`));
  const lines = results.flatMap(({ name, code, counts }) => {
    if (counts && counts.passed + counts.failed === 0)
      return [`${name}: no test was run (exit code ${code})`];
    if (code !== 0) return [`${name}: failed (exit code ${code})`];
    if (counts && counts.skipped > 0) return [`${name}: ${counts.skipped} skipped`];
    return [];
  });
  const passed = results.reduce((sum, { counts }) => sum + (counts?.passed ?? 0), 0);
  const failed = results.reduce((sum, result) => sum + failures(result), 0);
  return { lines: [...named, ...lines, `${passed} passed, ${failed} failed`], isGreen: failed === 0 };
}
