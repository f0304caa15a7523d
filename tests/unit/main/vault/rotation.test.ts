import { copyFileSync, existsSync } from 'node:fs';
import type { Kysely, KyselyPlugin } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { Schema } from '../../../../src/main/database/schema.ts';
import type { SecretBox } from '../../../../src/main/vault/secret-box.ts';
import { Vault } from '../../../../src/main/vault/vault.ts';
import { Secret } from '../../../../src/shared/secret.ts';
import { ManualClock } from '../../../support/manual-clock.ts';
import { tempDatabases } from '../../../support/temp-database.ts';
import { CHEAP_SCRYPT, noKeychain, xorKeychain } from '../../../support/vault-fixture.ts';

const ACCOUNTS = ['acc_aaaaaaaaaaaaaaaa', 'acc_bbbbbbbbbbbbbbbb', 'acc_cccccccccccccccc'];
const WORDS = new Secret('correct horse battery');
const nothing = async () => {};
const databases = tempDatabases();

function vaultIn(database: Kysely<Schema>, secretBox: SecretBox) {
  return new Vault({ database, secretBox, clock: new ManualClock(), scryptCost: CHEAP_SCRYPT });
}

/** A new vault of the same protection over the same file, as after a start. */
async function reopened(database: Kysely<Schema>, box: SecretBox): Promise<Vault> {
  const vault = vaultIn(database, box);
  if ((await vault.status()).isLocked) await vault.unlock(WORDS);
  return vault;
}

async function filled(database: Kysely<Schema>, box: SecretBox): Promise<Vault> {
  const vault = vaultIn(database, box);
  if (box === noKeychain) await vault.setPassphrase(WORDS, null, nothing);
  for (const id of ACCOUNTS) await vault.store(id, new Secret(`secret of ${id}`));
  return vault;
}

async function secretsOf(vault: Vault): Promise<(string | undefined)[]> {
  const read = await Promise.all(ACCOUNTS.map((id) => vault.read(id)));
  return read.map((secret) => secret?.reveal());
}

const EXPECTED = ACCOUNTS.map((id) => `secret of ${id}`);

describe.each([
  ['a passphrase', noKeychain],
  ['a keychain', xorKeychain()],
])('a new data key under %s', (_name, box) => {
  it('opens every secret, now and after a restart, and the old key is gone', async () => {
    const { db } = databases.open();
    const vault = await filled(db, box);
    const before = await db.selectFrom('vault_keys').selectAll().executeTakeFirstOrThrow();
    expect(await vault.rotate(nothing)).toBe(ACCOUNTS.length);
    const after = await db.selectFrom('vault_keys').selectAll().execute();
    expect(after).toHaveLength(1);
    expect(after[0]?.id).not.toBe(before.id);
    expect(await secretsOf(vault)).toEqual(EXPECTED);
    expect(await secretsOf(await reopened(db, box))).toEqual(EXPECTED);
  });

  it('is wholly old or wholly new, whenever the power goes', async () => {
    const path = databases.newPath();
    const copies: string[] = [];
    const copy = () => {
      const to = databases.newPath();
      for (const suffix of ['', '-wal'])
        if (existsSync(`${path}${suffix}`)) copyFileSync(`${path}${suffix}`, `${to}${suffix}`);
      copies.push(to);
    };
    const { db } = databases.open(path);
    await filled(db, box);
    const watched = await reopened(db.withPlugin(copyingAtEachStatement(copy)), box);
    copies.length = 0;
    await watched.rotate(nothing);
    copy();
    expect(copies.length).toBeGreaterThan(ACCOUNTS.length);
    const ids = new Set<string>();
    for (const each of copies) {
      const { db: opened } = databases.open(each);
      const keys = await opened.selectFrom('vault_keys').select('id').execute();
      expect(keys).toHaveLength(1);
      ids.add(keys[0]?.id ?? '');
      expect(await secretsOf(await reopened(opened, box))).toEqual(EXPECTED);
    }
    expect(ids.size).toBe(2);
  });

  it('changes nothing when one secret does not open or the row of the audit log fails', async () => {
    const { db } = databases.open();
    const vault = await filled(db, box);
    await expect(vault.rotate(() => Promise.reject(new Error('full')))).rejects.toThrow('full');
    expect(await secretsOf(vault)).toEqual(EXPECTED);
    const [first = '', second = ''] = ACCOUNTS;
    await db
      .updateTable('account_secrets')
      .set({ tag: Buffer.alloc(16) })
      .where('account_id', '=', second)
      .execute();
    await expect(vault.rotate(nothing)).rejects.toMatchObject({ code: 'credentials' });
    expect((await (await reopened(db, box)).read(first))?.reveal()).toBe(EXPECTED[0]);
  });

  it('waits for what is being stored, and what is stored meanwhile waits for it', async () => {
    const { db } = databases.open();
    const vault = await filled(db, box);
    const [first = ''] = ACCOUNTS;
    await Promise.all([
      vault.store(first, new Secret('newer')),
      vault.rotate(nothing),
      vault.store('acc_dddddddddddddddd', new Secret('d')),
      vault.rotate(nothing),
    ]);
    const later = await reopened(db, box);
    expect((await later.read(first))?.reveal()).toBe('newer');
    expect((await later.read('acc_dddddddddddddddd'))?.reveal()).toBe('d');
  });
});

it('there is nothing to replace in a session without protection, and not while it is locked', async () => {
  const { db } = databases.open();
  await expect(vaultIn(db, noKeychain).rotate(nothing)).rejects.toMatchObject({ code: 'conflict' });
  await filled(db, noKeychain);
  await expect(vaultIn(db, noKeychain).rotate(nothing)).rejects.toMatchObject({ code: 'credentials' });
});

function copyingAtEachStatement(copy: () => void): KyselyPlugin {
  return {
    transformQuery({ node }) {
      copy();
      return node;
    },
    transformResult: async ({ result }) => result,
  };
}
