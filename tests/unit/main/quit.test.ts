import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { launcherPath } from '../../../src/main/platform/launcher-path.ts';
import { readTestControlToken } from '../../../src/main/platform/test-control-token.ts';
import { quitInOrder } from '../../../src/main/quit.ts';
import { silentLogger } from '../../support/silent-logger.ts';

describe('ordered quit', () => {
  it('ends one part after the other, past one that fails and one that hangs', async () => {
    const ended: string[] = [];
    const failures: unknown[] = [];
    const step = (name: string, run: () => Promise<void> | void) => ({ name, timeoutMs: 20, run });
    await quitInOrder(
      [
        step('first', async () => {
          await new Promise((resolve) => setImmediate(resolve));
          ended.push('first');
        }),
        step('fails', () => {
          throw new Error('broken');
        }),
        step('hangs', () => new Promise(() => {})),
        step('last', () => void ended.push('last')),
      ],
      { ...silentLogger, error: (fields) => failures.push((fields as { step: string }).step) },
    );
    expect(ended).toEqual(['first', 'last']);
    expect(failures).toEqual(['fails', 'hangs']);
  });
});

describe('launcher path', () => {
  it.each([
    [false, 'linux', '/app/resources/bin/tiger-mcp'],
    [false, 'win32', '/app/resources/bin/tiger-mcp.cmd'],
    [true, 'darwin', '/res/bin/tiger-mcp'],
    [true, 'win32', '/res/bin/tiger-mcp.exe'],
  ] as const)('packaged %s on %s', (isPackaged, platform, expected) => {
    expect(launcherPath({ isPackaged, platform, appDir: '/app', resourcesDir: '/res' })).toBe(expected);
  });
});

describe('test control token', () => {
  it('is read by an unpackaged app alone, and only when it is long', () => {
    const dir = mkdtempSync(join(tmpdir(), 'tiger-token-'));
    const file = join(dir, 'test-control-token');
    const token = 'x'.repeat(40);
    expect(readTestControlToken(file, false)).toBeNull();
    writeFileSync(file, `${token}\n`);
    expect(readTestControlToken(file, false)).toBe(token);
    expect(readTestControlToken(file, true)).toBeNull();
    writeFileSync(file, 'short');
    expect(readTestControlToken(file, false)).toBeNull();
    rmSync(dir, { recursive: true });
  });
});
