import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LogTail, MAIN_LOG } from '../../../../src/main/platform/log-tail.ts';
import { openLogger } from '../../../../src/main/platform/logger.ts';
import { LOG_LINES_KEPT_MAX } from '../../../../src/shared/domain/process-report.ts';

const line = (fields: object) =>
  JSON.stringify({ level: 'info', time: '2026-11-26T10:00:00.000Z', ...fields });

describe('the end of the log', () => {
  it('is kept for each process apart, oldest first', () => {
    const tail = new LogTail();
    tail.add(line({ process: 'account-a', msg: 'written', time: '2026-11-26T10:00:02.000Z' }));
    tail.add(line({ accountId: 'acc_1', msg: 'about', state: 'ready' }));
    tail.add(line({ msg: 'own' }));
    expect(tail.of(['account-a', 'acc_1']).map(({ text }) => text)).toEqual([
      'about {"state":"ready"}',
      'written',
    ]);
    expect(tail.of([MAIN_LOG])).toEqual([{ atMs: Date.UTC(2026, 10, 26, 10), level: 'info', text: 'own' }]);
    expect(tail.of(['nobody'])).toEqual([]);
  });

  it('keeps so many lines and no more, of so many processes and no more', () => {
    const tail = new LogTail();
    for (let number = 0; number < LOG_LINES_KEPT_MAX + 5; number += 1)
      tail.add(line({ process: 'a', msg: `${number}` }));
    expect(tail.of(['a'])).toHaveLength(LOG_LINES_KEPT_MAX);
    expect(tail.of(['a'])[0]?.text).toBe('5');
    for (let number = 0; number < 100; number += 1) tail.add(line({ process: `p${number}`, msg: 'x' }));
    expect(tail.of(['a'])).toEqual([]);
    expect(tail.of(['p99'])).toHaveLength(1);
  });

  it('drops what is no line, and cuts what is too long', () => {
    const tail = new LogTail();
    tail.add('no json');
    tail.add('17');
    tail.add(line({ msg: 'x'.repeat(5_000) }));
    expect(tail.of([MAIN_LOG]).map(({ text }) => text.length)).toEqual([500]);
  });

  it('is told of lines after their redaction', () => {
    const logDir = mkdtempSync(join(tmpdir(), 'log-tail-'));
    const tail = new LogTail();
    const logger = openLogger({
      logDir,
      logFile: join(logDir, 'app.log'),
      isEchoed: false,
      level: 'info',
      tail,
    });
    const key = 'A'.repeat(300);
    logger
      .child({ process: 'account-a' })
      .error({ err: new Error(`bad ${key}`), token: key }, `private_key=${key}`);
    const [shown] = tail.of(['account-a']);
    expect(shown?.level).toBe('error');
    expect(shown?.text).toContain('[redacted]');
    expect(shown?.text).not.toContain('AAAA');
    rmSync(logDir, { recursive: true, force: true });
  });
});
