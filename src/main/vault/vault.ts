import { randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import { AppError } from '../../shared/app-error.ts';
import type { AccountId } from '../../shared/domain/account.ts';
import { Secret } from '../../shared/secret.ts';
import type { Schema } from '../database/schema.ts';
import type { Clock } from '../platform/clock.ts';
import { randomId } from '../platform/random-id.ts';
import { DATA_KEY_BYTES, openField, sealField } from './field-cipher.ts';
import type { SecretBox } from './secret-box.ts';

interface DataKey {
  readonly id: string;
  readonly bytes: Uint8Array;
}

export interface VaultDeps {
  readonly database: Kysely<Schema>;
  readonly secretBox: SecretBox;
  readonly clock: Clock;
}

const FIELD = 'properties';
const KEY_ID_LENGTH = 16;

/**
 * The credentials of the accounts. In the database they are sealed by a data key, which is itself wrapped by the
 * operating system's keychain. Without a keychain nothing is written: the secret lives until the app ends.
 */
export class Vault {
  readonly #deps: VaultDeps;
  readonly #session = new Map<AccountId, Secret>();
  #dataKey: Promise<DataKey> | null = null;

  constructor(deps: VaultDeps) {
    this.#deps = deps;
  }

  /** The keychain's name; null if secrets live for this session only. */
  keychain(): Promise<string | null> {
    return this.#deps.secretBox.backend();
  }

  /** @returns isStored false: there is no keychain, and the secret is forgotten when the app ends */
  async store(accountId: AccountId, properties: Secret): Promise<{ readonly isStored: boolean }> {
    if ((await this.keychain()) === null) {
      await this.delete(accountId);
      this.#session.set(accountId, properties);
      return { isStored: false };
    }
    const key = await this.#key();
    const sealed = sealField(key.bytes, { keyId: key.id, accountId, field: FIELD }, properties.reveal());
    const row = {
      key_id: key.id,
      nonce: Buffer.from(sealed.nonce),
      ciphertext: Buffer.from(sealed.ciphertext),
      tag: Buffer.from(sealed.tag),
      updated_at_ms: this.#deps.clock.nowMs(),
    };
    await this.#deps.database
      .insertInto('account_secrets')
      .values({ account_id: accountId, ...row })
      .onConflict((conflict) => conflict.column('account_id').doUpdateSet(row))
      .execute();
    this.#session.delete(accountId);
    return { isStored: true };
  }

  /**
   * @returns null if there is no secret for this account
   * @throws AppError credentials, when there is one that cannot be opened
   */
  async read(accountId: AccountId): Promise<Secret | null> {
    const held = this.#session.get(accountId);
    if (held !== undefined) return held;
    const row = await this.#deps.database
      .selectFrom('account_secrets')
      .selectAll()
      .where('account_id', '=', accountId)
      .executeTakeFirst();
    if (row === undefined) return null;
    if ((await this.keychain()) === null)
      throw unreadable('The keychain that protects it is not available.', null);
    const key = await this.#key();
    try {
      return new Secret(openField(key.bytes, { keyId: row.key_id, accountId, field: FIELD }, row));
    } catch (error) {
      throw unreadable('The stored credentials cannot be decrypted.', error);
    }
  }

  async delete(accountId: AccountId): Promise<void> {
    this.#session.delete(accountId);
    await this.#deps.database.deleteFrom('account_secrets').where('account_id', '=', accountId).execute();
  }

  /** Forgets what it holds in memory. */
  close(): void {
    this.#session.clear();
    this.#dataKey = null;
  }

  /** One key for all; two callers at once must not make two. A failure is not kept, so that the next call tries again. */
  #key(): Promise<DataKey> {
    this.#dataKey ??= this.#loadOrCreateKey().catch((error: unknown) => {
      this.#dataKey = null;
      throw error;
    });
    return this.#dataKey;
  }

  async #loadOrCreateKey(): Promise<DataKey> {
    const row = await this.#deps.database
      .selectFrom('vault_keys')
      .selectAll()
      .orderBy('created_at_ms', 'desc')
      .executeTakeFirst();
    return row === undefined ? this.#createKey() : this.#unwrap(row.id, row.wrapped);
  }

  async #createKey(): Promise<DataKey> {
    const key = { id: `key_${randomId(KEY_ID_LENGTH)}`, bytes: randomBytes(DATA_KEY_BYTES) };
    await this.#deps.database
      .insertInto('vault_keys')
      .values({ id: key.id, wrapped: await this.#wrap(key.bytes), created_at_ms: this.#deps.clock.nowMs() })
      .execute();
    return key;
  }

  async #unwrap(id: string, wrapped: Uint8Array): Promise<DataKey> {
    try {
      const { text, isStale } = await this.#deps.secretBox.decrypt(wrapped);
      const bytes = Buffer.from(text, 'base64');
      if (bytes.byteLength !== DATA_KEY_BYTES) throw new Error('the data key has a wrong length');
      if (isStale) {
        const rewrapped = await this.#wrap(bytes);
        await this.#deps.database
          .updateTable('vault_keys')
          .set({ wrapped: rewrapped })
          .where('id', '=', id)
          .execute();
      }
      return { id, bytes };
    } catch (error) {
      throw unreadable(
        'The keychain does not open the stored key: it may be another user, machine or keyring.',
        error,
      );
    }
  }

  async #wrap(bytes: Buffer): Promise<Buffer> {
    return Buffer.from(await this.#deps.secretBox.encrypt(bytes.toString('base64')));
  }
}

function unreadable(message: string, cause: unknown): AppError {
  return new AppError('credentials', message, {
    nextStep: 'Unlock the keychain and restart the account, or add its properties file again in Accounts.',
    ...(cause === null ? {} : { cause }),
  });
}
