import type { Kysely, Selectable, Transaction } from 'kysely';
import type { AccountId } from '../../shared/domain/account.ts';
import { Secret } from '../../shared/secret.ts';
import type { Schema } from '../database/schema.ts';
import type { Clock } from '../platform/clock.ts';
import { type DataKey, newDataKey } from './data-key.ts';
import { DATA_KEY_BYTES } from './field-cipher.ts';
import { PassphraseThrottle } from './passphrase-throttle.ts';
import {
  isPassphraseWrap,
  newPassphraseKey,
  unwrapByPassphrase,
  wrapByPassphrase,
} from './passphrase-wrap.ts';
import { SCRYPT_COST, type ScryptCost } from './scrypt-key.ts';
import type { SecretBox } from './secret-box.ts';
import { noPassphrase, nothingToRotate, unreadable, vaultLocked, wrongPassphrase } from './vault-errors.ts';
import {
  currentKeyRow,
  forgetSecret,
  openSecret,
  putSecret,
  replaceKeyRow,
  resealAll,
} from './vault-rows.ts';

export interface VaultDeps {
  readonly database: Kysely<Schema>;
  readonly secretBox: SecretBox;
  readonly clock: Clock;
  /** What a guess costs; tests take less. */
  readonly scryptCost?: ScryptCost;
}

export interface VaultStatus {
  /** What protects the stored secrets; session: nothing is stored, secrets live until the app ends. */
  readonly protection: 'keychain' | 'passphrase' | 'session';
  readonly keychain: string | null;
  /** Only a passphrase locks: a keychain is opened by the operating system. */
  readonly isLocked: boolean;
  readonly retryAtMs: number | null;
}

/** Writes the audit row of a change in its transaction. */
export type VaultRecording = (trx: Transaction<Schema>) => Promise<unknown>;

/**
 * The credentials of the accounts. In the database they are sealed by a data key, which is itself wrapped by the
 * operating system's keychain or by the user's passphrase. With neither nothing is written: the secret lives until the
 * app ends. One call runs after another, so that none seals by a key that another is replacing.
 */
export class Vault {
  readonly #deps: VaultDeps;
  readonly #session = new Map<AccountId, Secret>();
  readonly #throttle: PassphraseThrottle;
  #key: DataKey | null = null;
  #last: Promise<unknown> = Promise.resolve();

  constructor(deps: VaultDeps) {
    this.#deps = deps;
    this.#throttle = new PassphraseThrottle(deps.clock);
  }

  /** The keychain's name; null if the operating system offers none that protects anything. */
  keychain(): Promise<string | null> {
    return this.#deps.secretBox.backend();
  }

  async status(): Promise<VaultStatus> {
    const row = await currentKeyRow(this.#deps.database);
    const keychain = await this.keychain();
    const hasPassphrase = row !== null && isPassphraseWrap(row.wrapped);
    const stored = keychain === null ? 'session' : 'keychain';
    return {
      protection: hasPassphrase ? 'passphrase' : stored,
      keychain,
      isLocked: hasPassphrase && this.#key === null,
      retryAtMs: this.#throttle.retryAtMs,
    };
  }

  /** @returns isStored false: nothing can protect it, it lives until the app ends. @throws AppError credentials (locked) */
  store(accountId: AccountId, properties: Secret): Promise<{ readonly isStored: boolean }> {
    return this.storeAll(new Map([[accountId, properties]]));
  }

  /** All of them or none, and what `record` writes with them. @throws AppError, see `store` */
  storeAll(
    secrets: ReadonlyMap<string, Secret>,
    record: VaultRecording = async () => undefined,
  ): Promise<{ readonly isStored: boolean }> {
    return this.#inTurn(async () => {
      const { database, clock } = this.#deps;
      const isStored = (await this.status()).protection !== 'session';
      const key = isStored ? await this.#openOrCreateKey() : null;
      await database.transaction().execute(async (trx) => {
        for (const [id, secret] of secrets) {
          if (key === null) await forgetSecret(trx, id);
          else await putSecret(trx, key, id, secret.reveal(), clock.nowMs());
        }
        await record(trx);
      });
      for (const [id, secret] of secrets) {
        if (key === null) this.#session.set(id, secret);
        else this.#session.delete(id);
      }
      return { isStored };
    });
  }

  /**
   * @returns null if there is no secret for this account
   * @throws AppError credentials, when there is one that cannot be opened, or not yet
   */
  read(accountId: AccountId): Promise<Secret | null> {
    return this.#inTurn(async () => {
      const held = this.#session.get(accountId);
      if (held !== undefined) return held;
      const row = await this.#deps.database
        .selectFrom('account_secrets')
        .selectAll()
        .where('account_id', '=', accountId)
        .executeTakeFirst();
      if (row === undefined) return null;
      if ((await this.status()).protection === 'session')
        throw unreadable('The keychain that protects it is not available.', null);
      const key = await this.#openOrCreateKey();
      try {
        return new Secret(openSecret(key, row));
      } catch (error) {
        throw unreadable('The stored credentials cannot be decrypted.', error);
      }
    });
  }

  delete(accountId: AccountId): Promise<void> {
    return this.#inTurn(() => this.#forget(accountId));
  }

  /**
   * Protects the data key by a passphrase, from now on instead of by the keychain; secrets of this session become
   * stored ones. To change a passphrase the current one is needed.
   * @throws AppError access_denied or rate_limited (wrong current one), credentials (the stored key does not open)
   */
  setPassphrase(next: Secret, current: Secret | null, record: VaultRecording): Promise<void> {
    return this.#inTurn(async () => {
      const { database, clock, scryptCost = SCRYPT_COST } = this.#deps;
      const row = await currentKeyRow(database);
      if (row !== null && isPassphraseWrap(row.wrapped)) {
        if (current === null) throw wrongPassphrase();
        await this.#open(row, current);
      }
      const old = await this.#keyToProtect(row);
      const key = { ...old, by: await newPassphraseKey(next, scryptCost) };
      const wrapped = wrapByPassphrase(key.id, key.bytes, key.by);
      const nowMs = clock.nowMs();
      await database.transaction().execute(async (trx) => {
        for (const [id, secret] of this.#session) await putSecret(trx, key, id, secret.reveal(), nowMs);
        await replaceKeyRow(trx, { id: key.id, wrapped, created_at_ms: row?.created_at_ms ?? nowMs });
        await record(trx);
      });
      old.by?.key.fill(0);
      this.#key = key;
      this.#session.clear();
    });
  }

  /**
   * Opens the vault, or proves that whoever types knows the passphrase of an open one.
   * @throws AppError conflict (there is none), access_denied (wrong), rate_limited (too many wrong ones)
   */
  unlock(passphrase: Secret): Promise<void> {
    return this.#inTurn(async () => {
      const row = await currentKeyRow(this.#deps.database);
      if (row === null || !isPassphraseWrap(row.wrapped)) throw noPassphrase();
      await this.#open(row, passphrase);
    });
  }

  /**
   * A new data key under the same protection, and every secret sealed again by it, in one transaction.
   * @returns how many secrets were sealed again
   * @throws AppError credentials (locked, or a secret does not open: then nothing has changed), conflict (no key)
   */
  rotate(record: (trx: Transaction<Schema>, secrets: number) => Promise<unknown>): Promise<number> {
    return this.#inTurn(async () => {
      const { database, clock } = this.#deps;
      const row = await currentKeyRow(database);
      if (row === null || (await this.status()).protection === 'session') throw nothingToRotate();
      const old = await this.#openOrCreateKey();
      const key: DataKey = { ...newDataKey(), by: old.by };
      const wrapped = await this.#wrap(key);
      const nowMs = clock.nowMs();
      const resealed = await database.transaction().execute(async (trx) => {
        const secrets = await resealAll(trx, old, key, nowMs).catch((error: unknown) => {
          throw unreadable('A stored secret does not open; nothing was changed.', error);
        });
        await replaceKeyRow(trx, { id: key.id, wrapped, created_at_ms: nowMs });
        await record(trx, secrets);
        return secrets;
      });
      old.bytes.fill(0);
      this.#key = key;
      return resealed;
    });
  }

  /** Forgets what it holds in memory. */
  close(): void {
    this.#session.clear();
    this.#dropKey();
  }

  #dropKey(): void {
    this.#key?.bytes.fill(0);
    this.#key?.by?.key.fill(0);
    this.#key = null;
  }

  #inTurn<T>(run: () => Promise<T>): Promise<T> {
    const result = this.#last.then(run);
    this.#last = result.catch(() => {});
    return result;
  }

  async #forget(accountId: AccountId): Promise<void> {
    this.#session.delete(accountId);
    await forgetSecret(this.#deps.database, accountId);
  }

  /** Opens the row's key by a passphrase; the throttle counts. */
  async #open(row: Selectable<Schema['vault_keys']>, passphrase: Secret): Promise<void> {
    this.#throttle.check();
    const opened = await unwrapByPassphrase(row.id, row.wrapped, passphrase).catch((error: unknown) => {
      throw unreadable('The stored key is damaged.', error);
    });
    if (opened === null) {
      this.#throttle.failed();
      throw wrongPassphrase();
    }
    this.#throttle.succeeded();
    this.#dropKey();
    this.#key = { id: row.id, bytes: opened.dataKey, by: opened.by };
  }

  /** The key that a new passphrase is to protect. One that cannot be opened is replaced if nothing depends on it. */
  async #keyToProtect(row: Selectable<Schema['vault_keys']> | null): Promise<DataKey> {
    if (row === null) return newDataKey();
    if (this.#key !== null || (await this.keychain()) !== null) return this.#openOrCreateKey();
    const sealed = await this.#deps.database
      .selectFrom('account_secrets')
      .select('account_id')
      .executeTakeFirst();
    if (sealed === undefined) return newDataKey();
    throw unreadable('Keys are stored that only the keychain opens, and it is not available.', null);
  }

  /** A failure is not kept, so that the next call tries again. */
  async #openOrCreateKey(): Promise<DataKey> {
    if (this.#key !== null) return this.#key;
    const row = await currentKeyRow(this.#deps.database);
    if (row !== null && isPassphraseWrap(row.wrapped)) throw vaultLocked();
    this.#key = row === null ? await this.#createKey() : await this.#unwrap(row.id, row.wrapped);
    return this.#key;
  }

  async #createKey(): Promise<DataKey> {
    const key = newDataKey();
    await this.#deps.database
      .insertInto('vault_keys')
      .values({ id: key.id, wrapped: await this.#wrap(key), created_at_ms: this.#deps.clock.nowMs() })
      .execute();
    return key;
  }

  async #unwrap(id: string, wrapped: Uint8Array): Promise<DataKey> {
    try {
      const { text, isStale } = await this.#deps.secretBox.decrypt(wrapped);
      const key = { id, bytes: Buffer.from(text, 'base64'), by: null };
      if (key.bytes.byteLength !== DATA_KEY_BYTES) throw new Error('the data key has a wrong length');
      if (isStale) {
        const rewrapped = { wrapped: await this.#wrap(key) };
        await this.#deps.database.updateTable('vault_keys').set(rewrapped).where('id', '=', id).execute();
      }
      return key;
    } catch (error) {
      throw unreadable(
        'The keychain does not open the stored key: it may be another user, machine or keyring.',
        error,
      );
    }
  }

  async #wrap({ id, bytes, by }: DataKey): Promise<Buffer> {
    if (by !== null) return wrapByPassphrase(id, bytes, by);
    return Buffer.from(await this.#deps.secretBox.encrypt(bytes.toString('base64')));
  }
}
