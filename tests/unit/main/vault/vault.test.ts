import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AppDatabase, openDatabase } from '../../../../src/main/database/database.ts';
import { openField, sealField } from '../../../../src/main/vault/field-cipher.ts';
import { type SafeStorageCalls, safeStorageBox } from '../../../../src/main/vault/safe-storage-box.ts';
import type { SecretBox } from '../../../../src/main/vault/secret-box.ts';
import { Vault } from '../../../../src/main/vault/vault.ts';
import { Secret } from '../../../../src/shared/secret.ts';

const ACCOUNT = 'acc_aaaaaaaaaaaaaaaa';
const OTHER = 'acc_bbbbbbbbbbbbbbbb';
const TEXT = 'tiger_id=1\nprivate_key_pk8=SUPERSECRETKEY';

/** A keychain of its own: text opens only by the box that closed it. */
function fakeBox(
  name: string | null = 'fake',
  pad = 7,
): SecretBox & { isStale: boolean; encryptions: number } {
  const flip = (bytes: Uint8Array) => Uint8Array.from(bytes, (byte) => byte ^ pad);
  return {
    isStale: false,
    encryptions: 0,
    backend: async () => name,
    async encrypt(text) {
      this.encryptions += 1;
      return flip(Buffer.from(text));
    },
    async decrypt(bytes) {
      return { text: Buffer.from(flip(bytes)).toString(), isStale: this.isStale };
    },
  };
}

let dir = '';
let database: AppDatabase;
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'tiger-vault-'));
  database = openDatabase({ path: join(dir, 'test.sqlite') });
  for (const id of [ACCOUNT, OTHER]) {
    await database.db
      .insertInto('accounts')
      .values({
        id,
        alias: id.slice(4),
        label: 'x',
        is_demo: 0,
        client_access: 'none',
        is_live_trading_enabled: 0,
        last_four: null,
        mode: 'unknown',
        created_at_ms: 1,
        removed_at_ms: null,
      })
      .execute();
  }
});
afterEach(async () => {
  await database.close();
  rmSync(dir, { recursive: true, force: true });
});

function vault(secretBox: SecretBox): Vault {
  return new Vault({ database: database.db, secretBox, clock: { nowMs: () => 1 } });
}

async function bytesOnDisk(): Promise<string> {
  await database.db.selectFrom('account_secrets').selectAll().execute();
  return ['test.sqlite', 'test.sqlite-wal'].map((name) => readFileSync(join(dir, name), 'latin1')).join('');
}

describe('vault with a keychain', () => {
  it('gives back what it stored, after a restart too, and never writes it in clear', async () => {
    const box = fakeBox();
    expect(await vault(box).store(ACCOUNT, new Secret(TEXT))).toEqual({ isStored: true });
    expect((await vault(box).read(ACCOUNT))?.reveal()).toBe(TEXT);
    expect(await bytesOnDisk()).not.toContain('SUPERSECRETKEY');
  });

  it('makes one key, whoever asks at once', async () => {
    const one = vault(fakeBox());
    await Promise.all([one.store(ACCOUNT, new Secret('a')), one.store(OTHER, new Secret('b'))]);
    expect(await database.db.selectFrom('vault_keys').selectAll().execute()).toHaveLength(1);
    expect((await one.read(OTHER))?.reveal()).toBe('b');
  });

  it('replaces and forgets', async () => {
    const one = vault(fakeBox());
    await one.store(ACCOUNT, new Secret('a'));
    await one.store(ACCOUNT, new Secret('b'));
    expect((await one.read(ACCOUNT))?.reveal()).toBe('b');
    await one.delete(ACCOUNT);
    expect(await one.read(ACCOUNT)).toBeNull();
    expect(await database.db.selectFrom('account_secrets').selectAll().execute()).toEqual([]);
  });

  it('refuses a row that was moved to another account', async () => {
    const one = vault(fakeBox());
    await one.store(ACCOUNT, new Secret(TEXT));
    await database.db.updateTable('account_secrets').set({ account_id: OTHER }).execute();
    await expect(one.read(OTHER)).rejects.toMatchObject({ code: 'credentials' });
  });

  it('says what to do when the keychain is another one, and heals when it is back', async () => {
    await vault(fakeBox('fake', 7)).store(ACCOUNT, new Secret(TEXT));
    const wrong = vault(fakeBox('fake', 9));
    await expect(wrong.read(ACCOUNT)).rejects.toMatchObject({ code: 'credentials' });
    await expect(vault(fakeBox(null)).read(ACCOUNT)).rejects.toMatchObject({ code: 'credentials' });
    expect((await vault(fakeBox('fake', 7)).read(ACCOUNT))?.reveal()).toBe(TEXT);
  });

  it('wraps its key again when the keychain has a newer one', async () => {
    const box = fakeBox();
    await vault(box).store(ACCOUNT, new Secret(TEXT));
    box.isStale = true;
    await vault(box).read(ACCOUNT);
    expect(box.encryptions).toBe(2);
    box.isStale = false;
    expect((await vault(box).read(ACCOUNT))?.reveal()).toBe(TEXT);
  });
});

describe('vault without a keychain', () => {
  it('keeps a secret for this session alone', async () => {
    const box = fakeBox(null);
    const one = vault(box);
    expect(await one.store(ACCOUNT, new Secret(TEXT))).toEqual({ isStored: false });
    expect((await one.read(ACCOUNT))?.reveal()).toBe(TEXT);
    expect(await database.db.selectFrom('account_secrets').selectAll().execute()).toEqual([]);
    expect(await bytesOnDisk()).not.toContain('SUPERSECRETKEY');
    expect(await vault(box).read(ACCOUNT)).toBeNull();
    one.close();
    expect(await one.read(ACCOUNT)).toBeNull();
  });

  it('does not leave an older stored secret behind', async () => {
    await vault(fakeBox()).store(ACCOUNT, new Secret('old'));
    await vault(fakeBox(null)).store(ACCOUNT, new Secret('new'));
    expect(await database.db.selectFrom('account_secrets').selectAll().execute()).toEqual([]);
  });
});

describe('sealed field', () => {
  const key = Buffer.alloc(32, 1);
  const place = { keyId: 'k', accountId: ACCOUNT, field: 'properties' };

  it.each(['nonce', 'ciphertext', 'tag'] as const)('notices a changed %s', (part) => {
    const sealed = sealField(key, place, TEXT);
    const changed = Buffer.from(sealed[part]);
    changed[0] = (changed[0] ?? 0) ^ 1;
    expect(() => openField(key, place, { ...sealed, [part]: changed })).toThrow();
    expect(openField(key, place, sealed)).toBe(TEXT);
  });

  it.each([{ accountId: OTHER }, { field: 'other' }, { keyId: 'l' }])(
    'is bound to its place: %j',
    (other) => {
      expect(() => openField(key, { ...place, ...other }, sealField(key, place, TEXT))).toThrow();
    },
  );

  it('never repeats a nonce', () => {
    const nonces = Array.from({ length: 50 }, () =>
      Buffer.from(sealField(key, place, TEXT).nonce).toString('hex'),
    );
    expect(new Set(nonces).size).toBe(50);
  });
});

describe('safeStorage as a secret box', () => {
  const sync = {
    isEncryptionAvailable: () => true,
    encryptString: (text: string) => Buffer.from(`s:${text}`),
    decryptString: (bytes: Buffer) => bytes.toString().slice(2),
  };
  const asynchronous = {
    isAsyncEncryptionAvailable: async () => true,
    encryptStringAsync: async (text: string) => Buffer.from(`a:${text}`),
    decryptStringAsync: async (bytes: Buffer) => ({
      result: bytes.toString().slice(2),
      shouldReEncrypt: true,
    }),
  };
  const selecting = (name: string): SafeStorageCalls =>
    ({ ...sync, getSelectedStorageBackend: () => name }) as SafeStorageCalls;

  it.each([
    ['gnome_libsecret', 'gnome_libsecret'],
    ['kwallet', 'kwallet'],
    ['kwallet5', 'kwallet5'],
    ['kwallet6', 'kwallet6'],
    ['basic_text', null],
    ['unknown', null],
  ])('judges the Linux backend %s', async (backend, expected) => {
    expect(await safeStorageBox(selecting(backend), 'linux').backend()).toBe(expected);
  });

  it('has no keychain where encryption is not available', async () => {
    const off = { ...sync, isEncryptionAvailable: () => false };
    expect(await safeStorageBox(off, 'linux').backend()).toBeNull();
    expect(await safeStorageBox(off, 'darwin').backend()).toBeNull();
    expect(await safeStorageBox({}, 'linux').backend()).toBeNull();
    const offLater = { ...asynchronous, ...sync, isAsyncEncryptionAvailable: async () => false };
    expect(await safeStorageBox(offLater, 'win32').backend()).toBeNull();
  });

  it('prefers the asynchronous calls and passes on that a text is stale', async () => {
    const box = safeStorageBox({ ...sync, ...asynchronous }, 'darwin');
    expect(await box.backend()).toBe('macOS Keychain');
    expect(Buffer.from(await box.encrypt('x')).toString()).toBe('a:x');
    expect(await box.decrypt(Buffer.from('a:x'))).toEqual({ text: 'x', isStale: true });
  });

  it('uses the synchronous calls where there are no others', async () => {
    const box = safeStorageBox(sync, 'linux');
    expect(await box.backend()).toBe('Secret Service');
    expect(await box.decrypt(await box.encrypt('x'))).toEqual({ text: 'x', isStale: false });
  });
});
