import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLogger } from '../../../../src/main/platform/logger.ts';
import { pathsIn } from '../../../../src/main/platform/paths.ts';
import { randomId } from '../../../../src/main/platform/random-id.ts';
import { memorySettings, openSettings } from '../../../../src/main/platform/settings.ts';
import { DEFAULT_APP_SETTINGS } from '../../../../src/shared/domain/app-settings.ts';
import { Secret } from '../../../../src/shared/secret.ts';

let homeDir = '';
beforeEach(() => {
  homeDir = mkdtempSync(join(tmpdir(), 'tiger-platform-'));
});
afterEach(() => rmSync(homeDir, { recursive: true, force: true }));

const KEY = 'MIICXAIBAAKBgQC'.repeat(20);

function log() {
  const { logDir, logFile } = pathsIn(homeDir);
  return openLogger({ logDir, logFile, isEchoed: false, level: 'info' });
}

function written(): string {
  return readFileSync(pathsIn(homeDir).logFile, 'utf8');
}

describe('log', () => {
  it('writes a line at once, as JSON with a time and a level', () => {
    log().child({ part: 'test' }).info({ count: 3 }, 'counted');
    const line = JSON.parse(written());
    expect(line).toMatchObject({ level: 'info', part: 'test', count: 3, msg: 'counted' });
    expect(Date.parse(line.time)).toBeGreaterThan(0);
  });

  it.each([
    ['a field named like a secret', { private_key_pk1: KEY }],
    ['a nested token', { endpoint: { token: 'abc123secretvalue' } }],
    ['a secret wrapper', { wrapped: new Secret('abc123secretvalue') }],
    ['a key inside text', { text: `the key is ${KEY}` }],
    ['a properties line', { text: 'private_key_pk8=abc123secretvalue\ntiger_id=1' }],
    [
      'a PEM block in an error',
      { err: new Error('-----BEGIN RSA PRIVATE KEY-----\nabc123secretvalue\n-----END RSA PRIVATE KEY-----') },
    ],
    ['an error cause', { err: new Error('outer', { cause: new Error('token=abc123secretvalue') }) }],
    ['bytes', { bytes: Buffer.from('abc123secretvalue') }],
  ])('hides %s', (_name, fields) => {
    log().error(fields, 'x');
    expect(written()).not.toContain('abc123secretvalue');
    expect(written()).not.toContain(KEY);
    expect(written().split('\n')).toHaveLength(2);
  });

  it('hides a key in the message itself and in bound fields', () => {
    log().child({ token: 'abc123secretvalue' }).warn({}, `read ${KEY}`);
    expect(written()).not.toContain('abc123secretvalue');
    expect(written()).not.toContain(KEY);
  });

  it('survives a cycle and keeps what is no secret', () => {
    const cycle: Record<string, unknown> = { symbol: 'AAPL' };
    cycle['self'] = cycle;
    log().info(cycle, 'x');
    expect(JSON.parse(written())).toMatchObject({ symbol: 'AAPL' });
  });

  it('starts a new file when the old one is large, and keeps two old ones', () => {
    const { logDir, logFile } = pathsIn(homeDir);
    const large = 'x'.repeat(8 * 1024 * 1024);
    for (let start = 0; start < 4; start += 1) {
      log().info({}, 'started');
      writeFileSync(logFile, large);
    }
    log().info({}, 'last');
    expect(readdirSync(logDir).sort()).toEqual(['app.1.log', 'app.2.log', 'app.log']);
    expect(statSync(logFile).size).toBeLessThan(1000);
  });

  it('is readable by its user alone', () => {
    log().info({}, 'x');
    expect(statSync(pathsIn(homeDir).logFile).mode & 0o077).toBe(0);
    expect(statSync(pathsIn(homeDir).logDir).mode & 0o077).toBe(0);
  });
});

describe('settings', () => {
  it('keeps valid stored values and replaces the others by defaults', () => {
    const settings = openSettings({
      load: () => ({ theme: 'dark', holdSeconds: 9999, strange: 1 }),
      save: () => {},
    });
    expect(settings.get()).toEqual({ ...DEFAULT_APP_SETTINGS, theme: 'dark' });
  });

  it.each([null, 'text', 7, []])('starts from %j with defaults', (stored) => {
    expect(openSettings({ load: () => stored, save: () => {} }).get()).toEqual(DEFAULT_APP_SETTINGS);
  });

  it('saves a change, tells listeners, and refuses what does not fit', () => {
    const saved: unknown[] = [];
    const seen: unknown[] = [];
    const settings = openSettings({ load: () => ({}), save: (value) => saved.push(value) });
    const unsubscribe = settings.onChange((value) => seen.push(value.holdSeconds));
    expect(settings.set({ holdSeconds: 5 }).holdSeconds).toBe(5);
    expect(() => settings.set({ holdSeconds: -1 })).toThrow(/holdSeconds/);
    unsubscribe();
    settings.set({ holdSeconds: 6 });
    expect(seen).toEqual([5]);
    expect(saved).toHaveLength(2);
    expect(settings.get().holdSeconds).toBe(6);
  });

  it('can live in memory alone', () => {
    expect(memorySettings({ holdSeconds: 1 }).get().holdSeconds).toBe(1);
  });
});

describe('random id', () => {
  it('has the asked length and alphabet and does not repeat', () => {
    const ids = Array.from({ length: 200 }, () => randomId(16));
    for (const id of ids) expect(id).toMatch(/^[a-z0-9]{16}$/);
    expect(new Set(ids).size).toBe(200);
  });
});
