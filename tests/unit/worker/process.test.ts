import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { defectLine } from '../../../src/worker/defect-line.ts';

test('a defect is told on one line that holds no message', () => {
  const line = defectLine('orders.place', new TypeError('private key MII...\nsecond line'));
  expect(line).toMatch(/^account process: orders\.place: TypeError at .+\n$/);
  expect(line).not.toMatch(/MII|second/);
  expect(defectLine('x', 'thrown text')).toBe('account process: x: string\n');
});

test('started outside the app it ends at once and says why', () => {
  const script = join(import.meta.dirname, '../../../src/worker/index.ts');
  const { status, stderr, stdout } = spawnSync(process.execPath, [script], { encoding: 'utf8' });
  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toContain('without a parent port');
});
