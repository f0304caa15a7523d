import { readFileSync } from 'node:fs';
import type { Kysely } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { Schema } from '../../../../src/main/database/schema.ts';
import {
  FIRST_WAIT_MS,
  FREE_ATTEMPTS,
  PassphraseThrottle,
  WAIT_MAX_MS,
} from '../../../../src/main/vault/passphrase-throttle.ts';
import {
  newPassphraseKey,
  unwrapByPassphrase,
  wrapByPassphrase,
} from '../../../../src/main/vault/passphrase-wrap.ts';
import { SCRYPT_COST } from '../../../../src/main/vault/scrypt-key.ts';
import type { SecretBox } from '../../../../src/main/vault/secret-box.ts';
import { Vault } from '../../../../src/main/vault/vault.ts';
import { Secret } from '../../../../src/shared/secret.ts';
import { ManualClock } from '../../../support/manual-clock.ts';
import { tempDatabases } from '../../../support/temp-database.ts';
import { CHEAP_SCRYPT, noKeychain, xorKeychain } from '../../../support/vault-fixture.ts';

const ONE = 'acc_aaaaaaaaaaaaaaaa';
const TWO = 'acc_bbbbbbbbbbbbbbbb';
const WORDS = new Secret('correct horse battery');
const OTHER_WORDS = new Secret('another long passphrase');
const nothing = async () => {};
const databases = tempDatabases();

function vaultIn(database: Kysely<Schema>, secretBox: SecretBox = noKeychain, clock = new ManualClock()) {
  return new Vault({ database, secretBox, clock, scryptCost: CHEAP_SCRYPT });
}

describe('a vault under a passphrase', () => {
  it('keeps the secrets of the session when it is set, and opens them after a restart', async () => {
    const { db } = databases.open();
    const first = vaultIn(db);
    await first.store(ONE, new Secret('a'));
    expect(await first.status()).toMatchObject({ protection: 'session', isLocked: false });
    await first.setPassphrase(WORDS, null, nothing);
    expect(await first.store(TWO, new Secret('b'))).toEqual({ isStored: true });
    first.close();

    const second = vaultIn(db);
    expect(await second.status()).toMatchObject({ protection: 'passphrase', isLocked: true });
    await expect(second.read(ONE)).rejects.toMatchObject({ code: 'credentials', message: /locked/ });
    await expect(second.store(TWO, new Secret('x'))).rejects.toMatchObject({ code: 'credentials' });
    await second.unlock(WORDS);
    expect((await second.read(ONE))?.reveal()).toBe('a');
    expect((await second.read(TWO))?.reveal()).toBe('b');
    expect(await second.status()).toMatchObject({ isLocked: false });
  });

  it('takes the key over from a keychain, and asks no keychain any more', async () => {
    const { db } = databases.open();
    const first = vaultIn(db, xorKeychain());
    await first.store(ONE, new Secret('a'));
    await first.setPassphrase(WORDS, null, nothing);
    const later = vaultIn(db);
    await later.unlock(WORDS);
    expect((await later.read(ONE))?.reveal()).toBe('a');
  });

  it('replaces no key that stored secrets still need', async () => {
    const { db } = databases.open();
    await vaultIn(db, xorKeychain()).store(ONE, new Secret('a'));
    const without = vaultIn(db);
    await expect(without.setPassphrase(WORDS, null, nothing)).rejects.toMatchObject({ code: 'credentials' });
    expect((await vaultIn(db, xorKeychain()).read(ONE))?.reveal()).toBe('a');
    await without.delete(ONE);
    await without.setPassphrase(WORDS, null, nothing);
    expect(await without.status()).toMatchObject({ protection: 'passphrase', isLocked: false });
  });

  it('changes only for who knows the current one', async () => {
    const { db } = databases.open();
    const one = vaultIn(db);
    await one.setPassphrase(WORDS, null, nothing);
    await one.store(ONE, new Secret('a'));
    for (const wrong of [null, OTHER_WORDS]) {
      await expect(one.setPassphrase(OTHER_WORDS, wrong, nothing)).rejects.toMatchObject({
        code: 'access_denied',
      });
    }
    await one.setPassphrase(OTHER_WORDS, WORDS, nothing);
    const later = vaultIn(db);
    await expect(later.unlock(WORDS)).rejects.toMatchObject({ code: 'access_denied' });
    await later.unlock(OTHER_WORDS);
    expect((await later.read(ONE))?.reveal()).toBe('a');
  });

  it('changes nothing when the change cannot be recorded', async () => {
    const { db } = databases.open();
    const one = vaultIn(db);
    await one.store(ONE, new Secret('a'));
    const failing = one.setPassphrase(WORDS, null, () => Promise.reject(new Error('full')));
    await expect(failing).rejects.toThrow('full');
    expect(await db.selectFrom('account_secrets').selectAll().execute()).toEqual([]);
    expect(await one.status()).toMatchObject({ protection: 'session' });
    expect((await one.read(ONE))?.reveal()).toBe('a');
  });

  it('makes guessing wait longer each time, and forgives after the right one', async () => {
    const { db } = databases.open();
    const clock = new ManualClock();
    const one = vaultIn(db, noKeychain, clock);
    await one.setPassphrase(WORDS, null, nothing);
    const guess = () => one.unlock(OTHER_WORDS);
    for (let attempt = 0; attempt < FREE_ATTEMPTS; attempt += 1)
      await expect(guess()).rejects.toMatchObject({ code: 'access_denied' });
    await expect(one.unlock(WORDS)).rejects.toMatchObject({ code: 'rate_limited', nextStep: /1 seconds/ });
    expect((await one.status()).retryAtMs).toBe(clock.nowMs() + FIRST_WAIT_MS);
    clock.advance(FIRST_WAIT_MS);
    await one.unlock(WORDS);
    await expect(guess()).rejects.toMatchObject({ code: 'access_denied' });
    expect((await one.status()).retryAtMs).toBeNull();
  });

  it('writes neither secret nor passphrase nor key in clear', async () => {
    const path = databases.newPath();
    const { db } = databases.open(path);
    const one = vaultIn(db);
    await one.setPassphrase(WORDS, null, nothing);
    await one.store(ONE, new Secret('SUPERSECRETKEY'));
    const bytes = ['', '-wal'].map((suffix) => readFileSync(`${path}${suffix}`, 'latin1')).join('');
    expect(bytes).toContain('tiger-mcp-passphrase/1');
    expect(bytes).not.toContain('SUPERSECRETKEY');
    expect(bytes).not.toContain('correct horse');
  });

  it('says that there is no passphrase to unlock by', async () => {
    await expect(vaultIn(databases.open().db).unlock(WORDS)).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('the wrapped key', () => {
  it('opens by its passphrase, for its id, unchanged, and at the cost that the app uses', async () => {
    const dataKey = Buffer.alloc(32, 5);
    const by = await newPassphraseKey(WORDS, SCRYPT_COST);
    const wrapped = wrapByPassphrase('key_1', dataKey, by);
    expect((await unwrapByPassphrase('key_1', wrapped, WORDS))?.dataKey).toEqual(dataKey);
    expect(await unwrapByPassphrase('key_1', wrapped, OTHER_WORDS)).toBeNull();
    expect(await unwrapByPassphrase('key_2', wrapped, WORDS)).toBeNull();
  });

  it('takes the same words in another form of Unicode', async () => {
    const by = await newPassphraseKey(new Secret('caf\u00e9 caf\u00e9 caf\u00e9'), CHEAP_SCRYPT);
    const wrapped = wrapByPassphrase('k', Buffer.alloc(32), by);
    expect(
      await unwrapByPassphrase('k', wrapped, new Secret('cafe\u0301 cafe\u0301 cafe\u0301')),
    ).not.toBeNull();
  });

  it('refuses a cost that would take all memory', async () => {
    const by = await newPassphraseKey(WORDS, CHEAP_SCRYPT);
    const text = wrapByPassphrase('k', Buffer.alloc(32), by).toString().replace('"logN":4', '"logN":30');
    await expect(unwrapByPassphrase('k', Buffer.from(text), WORDS)).rejects.toThrow();
  });
});

it('the wait of the throttle grows to its limit and no further', () => {
  const clock = new ManualClock();
  const throttle = new PassphraseThrottle(clock);
  const waits = Array.from({ length: 12 }, () => {
    throttle.failed();
    return (throttle.retryAtMs ?? clock.nowMs()) - clock.nowMs();
  });
  expect(waits.slice(0, FREE_ATTEMPTS + 2)).toEqual([0, 0, 1_000, 2_000, 4_000]);
  expect(Math.max(...waits)).toBe(WAIT_MAX_MS);
});
