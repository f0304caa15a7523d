import type { Kysely, Selectable, Transaction } from 'kysely';
import { AppError } from '../../shared/app-error.ts';
import {
  type Account,
  type AccountDescription,
  type AccountId,
  accountDescriptionSchema,
} from '../../shared/domain/account.ts';
import { ACCOUNT_READS_PER_MINUTE_DEFAULT } from '../../shared/domain/read-caps.ts';
import type { Flag, Schema } from '../database/schema.ts';
import type { Clock } from '../platform/clock.ts';
import { randomId } from '../platform/random-id.ts';

/** An account as it is stored; its state belongs to its process. */
export type StoredAccount = Omit<Account, 'state' | 'stateText' | 'push' | 'token' | 'problems'>;
export type NewAccount = Pick<StoredAccount, 'isDemo' | 'clientAccess'> & AccountDescription;
export type AccountPatch = Partial<
  Pick<
    StoredAccount,
    'mode' | 'lastFour' | 'clientAccess' | 'isLiveTradingEnabled' | 'isEnabled' | 'readsPerMinute'
  > &
    AccountDescription
>;

/** Writes the audit row of a change in the change's own transaction, so that neither exists without the other. */
export type Recording = (trx: Transaction<Schema>, account: StoredAccount) => Promise<unknown>;

const ID_LENGTH = 16;
const tagsSchema = accountDescriptionSchema.shape.tags;

/** The rows of the accounts. They are few and read at every call, so a copy stays in memory, written after the database. */
export class AccountStore {
  readonly #database: Kysely<Schema>;
  readonly #clock: Clock;
  readonly #accounts = new Map<AccountId, StoredAccount>();

  constructor(deps: { readonly database: Kysely<Schema>; readonly clock: Clock }) {
    this.#database = deps.database;
    this.#clock = deps.clock;
  }

  async load(): Promise<void> {
    const rows = await this.#database
      .selectFrom('accounts')
      .selectAll()
      .where('removed_at_ms', 'is', null)
      .orderBy('created_at_ms')
      .execute();
    for (const row of rows) this.#accounts.set(row.id, fromRow(row));
  }

  list(): readonly StoredAccount[] {
    return [...this.#accounts.values()];
  }

  /** @throws AppError not_found */
  get(accountId: AccountId): StoredAccount {
    const account = this.#accounts.get(accountId);
    if (account !== undefined) return account;
    throw new AppError('not_found', 'There is no such account.', {
      nextStep: 'List the accounts and use one of their names.',
    });
  }

  /** True also when it was removed: a person who removed the demo account does not want it back at every start. */
  async hasEverHadDemo(): Promise<boolean> {
    const row = await this.#database
      .selectFrom('accounts')
      .select('id')
      .where('is_demo', '=', 1)
      .executeTakeFirst();
    return row !== undefined;
  }

  /** @throws AppError conflict if the alias is taken */
  async insert(input: NewAccount, record: Recording, id = newAccountId()): Promise<StoredAccount> {
    this.#refuseTaken(input.alias, null);
    const account: StoredAccount = {
      ...input,
      id,
      mode: 'unknown',
      lastFour: null,
      isLiveTradingEnabled: false,
      isEnabled: true,
      readsPerMinute: ACCOUNT_READS_PER_MINUTE_DEFAULT,
      createdAtMs: this.#clock.nowMs(),
    };
    await this.#database.transaction().execute(async (trx) => {
      await trx.insertInto('accounts').values(toRow(account)).execute();
      await record(trx, account);
    });
    this.#accounts.set(account.id, account);
    return account;
  }

  /** @throws AppError not_found; conflict if the alias is taken */
  async update(accountId: AccountId, patch: AccountPatch, record: Recording): Promise<StoredAccount> {
    if (patch.alias !== undefined) this.#refuseTaken(patch.alias, accountId);
    const account = { ...this.get(accountId), ...patch };
    await this.#database.transaction().execute(async (trx) => {
      await trx.updateTable('accounts').set(toRow(account)).where('id', '=', accountId).execute();
      await record(trx, account);
    });
    this.#accounts.set(accountId, account);
    return account;
  }

  /** Keeps the row, since proposals and audit refer to it, and frees its alias. */
  async remove(accountId: AccountId, record: Recording): Promise<void> {
    const account = this.get(accountId);
    await this.#database.transaction().execute(async (trx) => {
      await trx
        .updateTable('accounts')
        .set({ removed_at_ms: this.#clock.nowMs(), alias: accountId.replace('acc_', 'removed-') })
        .where('id', '=', accountId)
        .execute();
      await record(trx, account);
    });
    this.#accounts.delete(accountId);
  }

  #refuseTaken(alias: string, byOtherThan: AccountId | null): void {
    if (!this.list().some((account) => account.alias === alias && account.id !== byOtherThan)) return;
    throw new AppError('conflict', `There is an account named "${alias}" already.`, {
      nextStep: 'Choose another name.',
    });
  }
}

export function newAccountId(): AccountId {
  return `acc_${randomId(ID_LENGTH)}`;
}

function toRow(account: StoredAccount) {
  return {
    id: account.id,
    alias: account.alias,
    label: account.label,
    colour: account.colour,
    tags: JSON.stringify(account.tags),
    is_enabled: flag(account.isEnabled),
    reads_per_minute: account.readsPerMinute,
    is_demo: flag(account.isDemo),
    client_access: account.clientAccess,
    is_live_trading_enabled: flag(account.isLiveTradingEnabled),
    last_four: account.lastFour,
    mode: account.mode,
    created_at_ms: account.createdAtMs,
    removed_at_ms: null,
  };
}

function fromRow(row: Selectable<Schema['accounts']>): StoredAccount {
  return {
    id: row.id,
    alias: row.alias,
    label: row.label,
    colour: row.colour,
    tags: tagsSchema.parse(JSON.parse(row.tags)),
    isEnabled: row.is_enabled === 1,
    readsPerMinute: row.reads_per_minute,
    isDemo: row.is_demo === 1,
    clientAccess: row.client_access,
    isLiveTradingEnabled: row.is_live_trading_enabled === 1,
    lastFour: row.last_four,
    mode: row.mode,
    createdAtMs: row.created_at_ms,
  };
}

function flag(value: boolean): Flag {
  return value ? 1 : 0;
}
