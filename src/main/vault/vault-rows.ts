import type { Kysely, Selectable, Transaction } from 'kysely';
import type { Schema } from '../database/schema.ts';
import { openField, sealField } from './field-cipher.ts';

type Database = Kysely<Schema> | Transaction<Schema>;

export interface KeyIdentity {
  readonly id: string;
  readonly bytes: Uint8Array;
}

/** What is sealed in a row of `account_secrets`. */
const FIELD = 'properties';

/** The row of the data key; null before anything was stored. */
export async function currentKeyRow(database: Database): Promise<Selectable<Schema['vault_keys']> | null> {
  const row = await database
    .selectFrom('vault_keys')
    .selectAll()
    .orderBy('created_at_ms', 'desc')
    .executeTakeFirst();
  return row ?? null;
}

/** The one key there is: what an earlier one has sealed was sealed again in the same transaction, or is gone. */
export async function replaceKeyRow(
  trx: Transaction<Schema>,
  row: { readonly id: string; readonly wrapped: Buffer; readonly created_at_ms: number },
): Promise<void> {
  await trx.deleteFrom('vault_keys').execute();
  await trx.insertInto('vault_keys').values(row).execute();
}

export async function putSecret(
  database: Database,
  key: KeyIdentity,
  accountId: string,
  text: string,
  nowMs: number,
): Promise<void> {
  const sealed = sealField(key.bytes, { keyId: key.id, accountId, field: FIELD }, text);
  const row = {
    key_id: key.id,
    nonce: Buffer.from(sealed.nonce),
    ciphertext: Buffer.from(sealed.ciphertext),
    tag: Buffer.from(sealed.tag),
    updated_at_ms: nowMs,
  };
  await database
    .insertInto('account_secrets')
    .values({ account_id: accountId, ...row })
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet(row))
    .execute();
}

export async function forgetSecret(database: Database, accountId: string): Promise<void> {
  await database.deleteFrom('account_secrets').where('account_id', '=', accountId).execute();
}

/** @throws Error when it was sealed by another key or changed */
export function openSecret(key: KeyIdentity, row: Selectable<Schema['account_secrets']>): string {
  return openField(key.bytes, { keyId: row.key_id, accountId: row.account_id, field: FIELD }, row);
}

/** Every secret, opened by one key and sealed by another. @throws Error at the first that does not open */
export async function resealAll(
  trx: Transaction<Schema>,
  from: KeyIdentity,
  to: KeyIdentity,
  nowMs: number,
): Promise<number> {
  const rows = await trx.selectFrom('account_secrets').selectAll().execute();
  for (const row of rows) await putSecret(trx, to, row.account_id, openSecret(from, row), nowMs);
  return rows.length;
}
