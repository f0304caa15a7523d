import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  readPlaywrightCounts,
  readPlaywrightFailures,
  readVitestCounts,
  readVitestFailures,
  sumUp,
} from '../../../../scripts/bootstrap/test-counts.mjs';

const counts = (passed: number, failed: number, skipped = 0) => ({ passed, failed, skipped });

describe('the sum of a test run', () => {
  it('adds up the runners and ends with one line that says so', () => {
    const { lines, isGreen } = sumUp([
      { name: 'lint', code: 0, counts: null },
      { name: 'unit', code: 0, counts: counts(10, 0) },
      { name: 'e2e', code: 0, counts: counts(3, 0) },
    ]);
    expect(lines).toEqual(['13 passed, 0 failed']);
    expect(isGreen).toBe(true);
  });

  it.each([
    ['a failed test', [{ name: 'unit', code: 1, counts: counts(9, 2) }], '9 passed, 2 failed'],
    ['a failed check', [{ name: 'lint', code: 1, counts: null }], '0 passed, 1 failed'],
    ['a runner that ran nothing', [{ name: 'e2e', code: 0, counts: counts(0, 0, 4) }], '0 passed, 1 failed'],
    [
      'a runner that died after its tests',
      [{ name: 'unit', code: 1, counts: counts(9, 0) }],
      '9 passed, 1 failed',
    ],
  ])('is red after %s', (_case, results, last) => {
    const { lines, isGreen } = sumUp(results);
    expect(lines.at(-1)).toBe(last);
    expect(lines.length).toBeGreaterThan(1);
    expect(isGreen).toBe(false);
  });

  it('names what failed, at the end', () => {
    const failed = ['money.test.ts › adds\n    expected 1 to be 2'];
    const { lines } = sumUp([
      { name: 'unit', code: 1, counts: counts(9, 1), failed },
      { name: 'e2e', code: 0, counts: counts(3, 0), failed: [] },
    ]);
    expect(lines).toEqual([
      'unit: money.test.ts › adds\n    expected 1 to be 2',
      'unit: failed (exit code 1)',
      '12 passed, 1 failed',
    ]);
  });

  it('names what was skipped', () => {
    expect(sumUp([{ name: 'unit', code: 0, counts: counts(1, 0, 2) }]).lines[0]).toContain('2 skipped');
  });
});

describe('the reports of the runners', () => {
  let dir = '';
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'counts-'));
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  const report = (content: unknown) => {
    const path = join(dir, 'report.json');
    writeFileSync(path, JSON.stringify(content));
    return path;
  };

  it('are read from Vitest', () => {
    const path = report({ numPassedTests: 5, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 });
    expect(readVitestCounts(path)).toEqual(counts(5, 1, 3));
  });

  it('are read from Playwright, where a test that failed first has failed', () => {
    const path = report({ stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 2 } });
    expect(readPlaywrightCounts(path)).toEqual(counts(5, 2, 2));
  });

  it('name the failed tests of Vitest, and a file that broke before its tests', () => {
    const test = (status: string) => ({
      status,
      fullName: 'money adds',
      failureMessages: ['1 is\n\u001b[31mnot 2'],
    });
    const path = report({
      testResults: [
        {
          name: 'a.test.ts',
          status: 'failed',
          message: '',
          assertionResults: [test('failed'), test('passed')],
        },
        { name: 'b.test.ts', status: 'failed', message: 'no such module', assertionResults: [] },
        { name: 'c.test.ts', status: 'passed', message: '', assertionResults: [test('passed')] },
      ],
    });
    expect(readVitestFailures(path)).toEqual([
      'a.test.ts › money adds\n    1 is\n    not 2',
      'b.test.ts\n    no such module',
    ]);
  });

  it('name the failed tests of Playwright, nested ones too', () => {
    const spec = (title: string, ok: boolean) => ({
      title,
      ok,
      file: 'a.spec.ts',
      tests: [{ results: [{ errors: ok ? [] : [{ message: 'no button' }] }] }],
    });
    const path = report({
      suites: [{ specs: [spec('opens', true)], suites: [{ specs: [spec('approves', false)] }] }],
    });
    expect(readPlaywrightFailures(path)).toEqual(['a.spec.ts › approves\n    no button']);
  });

  it('count nothing when they are missing', () => {
    expect(readVitestCounts(join(dir, 'none.json'))).toEqual(counts(0, 0));
    expect(readPlaywrightCounts(join(dir, 'none.json'))).toEqual(counts(0, 0));
    expect(readVitestFailures(join(dir, 'none.json'))).toEqual([]);
    expect(readPlaywrightFailures(join(dir, 'none.json'))).toEqual([]);
  });
});
