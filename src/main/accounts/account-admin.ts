import { AppError } from '../../shared/app-error.ts';
import type { Account, AccountDescription, AccountId, ClientAccess } from '../../shared/domain/account.ts';
import type { AuditKind } from '../../shared/domain/audit-event.ts';
import { LIVE_TRADING_SENTENCE } from '../../shared/ipc/commands/account-commands.ts';
import { Secret } from '../../shared/secret.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import type { Vault } from '../vault/vault.ts';
import { vaultLocked } from '../vault/vault-errors.ts';
import type { AccountStore, Recording } from './account-store.ts';
import type { AccountSupervisor } from './account-supervisor.ts';
import type { TokenDesk } from './token-desk.ts';

export interface AccountAdminDeps {
  readonly store: AccountStore;
  readonly vault: Vault;
  readonly tokens: Pick<TokenDesk, 'keep'>;
  readonly supervisor: AccountSupervisor;
  readonly audit: Pick<AuditLog, 'append'>;
  readonly changed: () => void;
}

export interface AddAccountInput {
  /** Of the test that it comes from; absent: a new one. */
  readonly id?: AccountId;
  readonly alias: string;
  readonly label: string;
  readonly colour?: AccountDescription['colour'];
  readonly tags?: AccountDescription['tags'];
  readonly properties: string;
  /** Text of tiger_openapi_token.properties; null: none was given. */
  readonly tokenFile?: string | null;
}

export const DEMO_ALIAS = 'demo';
const DEMO_LABEL = 'Demo, paper, USD 1,000,000';

/** What the user does with accounts. A change and its audit row are one transaction. */
export class AccountAdmin {
  readonly #deps: AccountAdminDeps;

  constructor(deps: AccountAdminDeps) {
    this.#deps = deps;
  }

  /** A newcomer trades on paper at once; real accounts begin without any access for AI clients. */
  async ensureDemoAccount(): Promise<void> {
    if (await this.#deps.store.hasEverHadDemo()) return;
    await this.#deps.store.insert(
      {
        alias: DEMO_ALIAS,
        label: DEMO_LABEL,
        colour: null,
        tags: [],
        isDemo: true,
        clientAccess: 'propose',
      },
      this.#record('app', 'account.added', 'Demo account added', { alias: DEMO_ALIAS, isDemo: true }),
    );
  }

  /**
   * Adds an account. For an account that waits for its credentials, the same name gives it new ones.
   * @throws AppError conflict if another account has this name; credentials while the vault is locked
   */
  async add(input: AddAccountInput): Promise<Account> {
    const { store, vault, tokens, supervisor } = this.#deps;
    // Before there is an account whose credentials nobody could keep.
    if ((await vault.status()).isLocked) throw vaultLocked();
    const existing = supervisor.find(input.alias);
    const isRenewed = existing !== null && !existing.isDemo && existing.state === 'credentials_needed';
    const { alias, label, colour = null, tags = [] } = input;
    const recorded = (summary: string) => this.#record('user', 'account.added', summary, { alias });
    const { id } = isRenewed
      ? await store.update(existing.id, {}, recorded('Credentials replaced'))
      : await store.insert(
          { alias, label, colour, tags, isDemo: false, clientAccess: 'none' },
          recorded('Account added'),
          input.id,
        );
    // First, so that the account never starts without it.
    await tokens.keep(id, input.tokenFile == null ? null : new Secret(input.tokenFile));
    await vault.store(id, new Secret(input.properties));
    if (isRenewed) await supervisor.restart(id);
    else supervisor.supervise(id);
    this.#deps.changed();
    return supervisor.get(id);
  }

  async remove(accountId: AccountId): Promise<void> {
    const { store, supervisor, vault, tokens } = this.#deps;
    const { alias } = store.get(accountId);
    await supervisor.release(accountId);
    await vault.delete(accountId);
    await tokens.keep(accountId, null);
    await store.remove(
      accountId,
      this.#record('user', 'account.removed', `Account ${alias} removed`, { alias }),
    );
    this.#deps.changed();
  }

  /**
   * Another token file for an account that has one or needs one.
   * @throws AppError invalid_input if the running account cannot read it; credentials while the vault is locked
   */
  async setToken(accountId: AccountId, tokenFile: string): Promise<Account> {
    const { store, tokens, supervisor } = this.#deps;
    const { alias } = store.get(accountId);
    const secret = new Secret(tokenFile);
    const isWaiting = supervisor.get(accountId).state === 'credentials_needed';
    // A running account looks at it before it is kept.
    if (!isWaiting) await supervisor.adoptToken(accountId, secret);
    await tokens.keep(accountId, secret);
    await store.update(
      accountId,
      {},
      this.#record('user', 'account.token_replaced', 'Token replaced', { alias }),
    );
    if (isWaiting) await supervisor.restart(accountId);
    this.#deps.changed();
    return supervisor.get(accountId);
  }

  /** Exchanges the token for a new one now. @throws AppError, see `AccountSupervisor.renewToken` */
  async renewToken(accountId: AccountId): Promise<Account> {
    await this.#deps.supervisor.renewToken(accountId);
    return this.#deps.supervisor.get(accountId);
  }

  /** @throws AppError not_found; conflict if the alias is taken */
  async describe(accountId: AccountId, description: AccountDescription): Promise<Account> {
    const { alias } = this.#deps.store.get(accountId);
    const summary =
      description.alias === alias ? 'Description changed' : `Renamed from ${alias} to ${description.alias}`;
    const record = this.#record('user', 'account.described', summary, {
      before: alias,
      after: description.alias,
    });
    await this.#deps.store.update(accountId, description, record);
    this.#deps.changed();
    return this.#deps.supervisor.get(accountId);
  }

  /** Off: its process ends, and nothing is asked or sent; history and audit stay. On: it starts and recovers first. */
  async setEnabled(accountId: AccountId, isEnabled: boolean): Promise<Account> {
    const { store, supervisor } = this.#deps;
    if (store.get(accountId).isEnabled !== isEnabled) {
      const kind = isEnabled ? 'account.enabled' : 'account.disabled';
      const summary = `Account ${isEnabled ? 'enabled' : 'disabled'}`;
      await store.update(accountId, { isEnabled }, this.#record('user', kind, summary, { isEnabled }));
      await supervisor.setRunning(accountId);
      this.#deps.changed();
    }
    return supervisor.get(accountId);
  }

  async setClientAccess(accountId: AccountId, clientAccess: ClientAccess): Promise<Account> {
    const before = this.#deps.store.get(accountId).clientAccess;
    const summary = `AI clients may: ${clientAccess} (before: ${before})`;
    const record = this.#record('user', 'account.access_changed', summary, { before, after: clientAccess });
    await this.#deps.store.update(accountId, { clientAccess }, record);
    this.#deps.changed();
    return this.#deps.supervisor.get(accountId);
  }

  /** What AI clients together may read of it; counts from the next call on. */
  async setReadsPerMinute(accountId: AccountId, readsPerMinute: number): Promise<Account> {
    const before = this.#deps.store.get(accountId).readsPerMinute;
    const summary = `AI clients may read ${readsPerMinute} times a minute (before: ${before})`;
    const record = this.#record('user', 'account.access_changed', summary, {
      before: String(before),
      after: String(readsPerMinute),
    });
    await this.#deps.store.update(accountId, { readsPerMinute }, record);
    this.#deps.changed();
    return this.#deps.supervisor.get(accountId);
  }

  /** @throws AppError invalid_input unless the sentence was typed to turn it on */
  async setLiveTrading(accountId: AccountId, isEnabled: boolean, typedSentence: string): Promise<Account> {
    if (isEnabled && typedSentence.trim() !== LIVE_TRADING_SENTENCE) {
      throw new AppError('invalid_input', 'The sentence that allows live orders was not typed.', {
        nextStep: `Type exactly: ${LIVE_TRADING_SENTENCE}`,
      });
    }
    const summary = `Live orders ${isEnabled ? 'allowed' : 'forbidden'}`;
    const record = this.#record('user', 'risk.live_trading_changed', summary, { isEnabled });
    await this.#deps.store.update(accountId, { isLiveTradingEnabled: isEnabled }, record);
    this.#deps.changed();
    return this.#deps.supervisor.get(accountId);
  }

  #record(
    actor: 'user' | 'app',
    kind: AuditKind,
    summary: string,
    detail: Record<string, string | boolean>,
  ): Recording {
    return (trx, { id }) =>
      this.#deps.audit.append(
        {
          kind,
          actor,
          clientName: null,
          accountId: id,
          proposalId: null,
          brokerOrderId: null,
          summary,
          detail,
        },
        trx,
      );
  }
}
