import { afterEach, describe, expect, it, vi } from 'vitest';
import { memorySettings } from '../../../../src/main/platform/settings.ts';
import { AppLock, LOCK_CHECK_EVERY_MS, type LockReason } from '../../../../src/main/vault/app-lock.ts';
import type { VaultStatus } from '../../../../src/main/vault/vault.ts';
import { ManualClock } from '../../../support/manual-clock.ts';
import { silentLogger } from '../../../support/silent-logger.ts';

const MINUTE_MS = 60_000;

function lockWith(appLockMinutes: number, protection: VaultStatus['protection'] = 'passphrase') {
  const clock = new ManualClock();
  const recorded: LockReason[] = [];
  const changed = vi.fn();
  const lock = new AppLock({
    vault: { status: async () => ({ protection, keychain: null, isLocked: false, retryAtMs: null }) },
    settings: memorySettings({ appLockMinutes }),
    clock,
    logger: silentLogger,
    record: async (reason) => recorded.push(reason),
    changed,
  });
  return { lock, clock, recorded, changed };
}

afterEach(() => {
  vi.useRealTimers();
});

describe('the app lock', () => {
  it('locks after the time without input, not before, and each input begins it anew', async () => {
    const { lock, clock, recorded, changed } = lockWith(5);
    clock.advance(5 * MINUTE_MS - 1);
    await lock.check();
    expect(lock.isLocked).toBe(false);
    lock.input();
    clock.advance(5 * MINUTE_MS - 1);
    await lock.check();
    expect(lock.isLocked).toBe(false);
    clock.advance(1);
    await lock.check();
    expect(lock.isLocked).toBe(true);
    expect(recorded).toEqual(['no_input']);
    lock.unlocked();
    await lock.check();
    expect(lock.isLocked).toBe(false);
    expect(changed).toHaveBeenCalledTimes(2);
  });

  it('looks by itself', async () => {
    vi.useFakeTimers();
    const { lock, clock } = lockWith(5);
    await lock.start();
    lock.unlocked();
    clock.advance(5 * MINUTE_MS);
    await vi.advanceTimersByTimeAsync(LOCK_CHECK_EVERY_MS);
    expect(lock.isLocked).toBe(true);
    lock.close();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('begins locked where it is wanted, so that a new start opens nothing', async () => {
    const wanted = lockWith(5);
    await wanted.lock.start();
    expect(wanted.recorded).toEqual(['start']);
    wanted.lock.close();
    const off = lockWith(0);
    await off.lock.start();
    expect(off.lock.isLocked).toBe(false);
    off.lock.close();
  });

  it('off locks by hand alone', async () => {
    const { lock, clock } = lockWith(0);
    clock.advance(1_000 * MINUTE_MS);
    await lock.check();
    await lock.screenLocked();
    expect(lock.isLocked).toBe(false);
    await lock.lock('user');
    expect(lock.isLocked).toBe(true);
  });

  it.each(['keychain', 'session'] as const)(
    'is not there without a passphrase (%s), and says why',
    async (protection) => {
      const { lock, clock } = lockWith(5, protection);
      await expect(lock.lock('user')).rejects.toMatchObject({
        code: 'conflict',
        message: expect.stringContaining('nothing to unlock by'),
      });
      clock.advance(10 * MINUTE_MS);
      await lock.check();
      await lock.start();
      lock.close();
      expect(lock.isLocked).toBe(false);
    },
  );

  it('is locked even when that cannot be recorded', async () => {
    const failing = new AppLock({
      vault: { status: passphraseStatus },
      settings: memorySettings(),
      clock: new ManualClock(),
      logger: silentLogger,
      record: () => Promise.reject(new Error('full')),
      changed: () => {},
    });
    await expect(failing.lock('user')).rejects.toThrow('full');
    expect(failing.isLocked).toBe(true);
  });
});

async function passphraseStatus(): Promise<VaultStatus> {
  return { protection: 'passphrase', keychain: null, isLocked: false, retryAtMs: null };
}
