import { AppError } from '../../shared/app-error.ts';
import type { Account, AccountDescription, AccountId, AccountProfile } from '../../shared/domain/account.ts';
import type { ConnectionTest } from '../../shared/domain/connection-test.ts';
import { Secret } from '../../shared/secret.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import type { Logger } from '../platform/logger.ts';
import { randomId } from '../platform/random-id.ts';
import type { Vault } from '../vault/vault.ts';
import { vaultLocked } from '../vault/vault-errors.ts';
import type { AccountAdmin } from './account-admin.ts';
import { AccountSession, type SessionServed } from './account-session.ts';
import { type AccountStore, newAccountId } from './account-store.ts';
import type { AccountSupervisor } from './account-supervisor.ts';
import type { ForkAccountProcess } from './child-link.ts';
import { ConnectionRun } from './connection-run.ts';
import { accountStep, modeStep, type StepResult } from './connection-steps.ts';
import type { RateLanes } from './rate-lanes.ts';
import type { SupervisionLimits } from './supervision-limits.ts';
import { type TokenDesk, tokenVaultName } from './token-desk.ts';

export interface ConnectionDeskDeps {
  readonly store: AccountStore;
  readonly admin: Pick<AccountAdmin, 'add'>;
  readonly supervisor: AccountSupervisor;
  readonly vault: Vault;
  readonly tokens: Pick<TokenDesk, 'read' | 'passOn'>;
  readonly lanes: Pick<RateLanes, 'book'>;
  readonly fork: ForkAccountProcess;
  readonly limits: SupervisionLimits;
  readonly audit: Pick<AuditLog, 'append'>;
  readonly logger: Logger;
  /** A step of a test was taken. */
  readonly tested: () => void;
  readonly changed: () => void;
}

export interface TestInput {
  /** null: for a new account. */
  readonly accountId: AccountId | null;
  readonly properties: string;
  readonly tokenFile: string | null;
}

/** A person tests one file at a time; each test holds a process while it runs, and credentials until it is forgotten. */
const TESTS_KEPT_MAX = 4;
/** Credentials that nobody has used by then are forgotten: they are stored nowhere and lie open in memory. */
const TEST_KEPT_MS = 10 * 60_000;
const TEST_ID_LENGTH = 16;
const TEST_SERVICE_NAME = 'connection-test';

interface Kept {
  readonly run: ConnectionRun;
  readonly processAccountId: AccountId;
  readonly accountId: AccountId | null;
  readonly forget: NodeJS.Timeout;
}

/** Credentials are tested here before they become an account, or take the place of an account's own. */
export class ConnectionDesk {
  readonly #deps: ConnectionDeskDeps;
  readonly #kept = new Map<string, Kept>();

  constructor(deps: ConnectionDeskDeps) {
    this.#deps = deps;
  }

  /** Begins a test and does not wait for it. @throws AppError busy; not_found; credentials while the vault is locked */
  async test({ accountId, properties, tokenFile }: TestInput): Promise<ConnectionTest> {
    const { store, vault, tokens, tested, limits, logger } = this.#deps;
    // Before somebody watches a test whose account could not be kept.
    if ((await vault.status()).isLocked) throw vaultLocked();
    const replaced = accountId === null ? null : this.#replaceable(accountId);
    const given = tokenFile === null ? null : new Secret(tokenFile);
    const kept = accountId === null ? null : await tokens.read(store.get(accountId).id);
    await this.#makeRoom();
    const id = `tst_${randomId(TEST_ID_LENGTH)}`;
    const processAccountId = accountId ?? newAccountId();
    const run = new ConnectionRun({
      id,
      processAccountId,
      replaces: replaced,
      properties: new Secret(properties),
      tokenFile: given ?? kept,
      open: () => this.#open(id, processAccountId),
      changed: tested,
      readTimeoutMs: limits.profileTimeoutMs,
    });
    const forget = setTimeout(() => void this.cancel(id).catch(() => {}), TEST_KEPT_MS);
    // It must not keep a process alive that has nothing else to do.
    forget.unref();
    this.#kept.set(id, { run, processAccountId, accountId, forget });
    run.run().catch((error: unknown) => logger.error({ err: error }, 'a connection test failed'));
    return run.view;
  }

  /** @throws AppError not_found */
  get(testId: string): ConnectionTest {
    return this.#find(testId).run.view;
  }

  /** @throws AppError not_found or invalid_input */
  choose(testId: string, choice: number): void {
    this.#find(testId).run.choose(choice);
  }

  /** Ends its process and forgets its credentials; one that is gone is no error. */
  async cancel(testId: string): Promise<void> {
    const kept = this.#kept.get(testId);
    if (kept === undefined) return;
    clearTimeout(kept.forget);
    this.#kept.delete(testId);
    await kept.run.stop();
  }

  /** @throws AppError not_found; conflict (the alias is taken, or nothing usable was found) */
  async add(testId: string, description: AccountDescription): Promise<Account> {
    const { run, processAccountId } = this.#find(testId);
    const { properties, tokenFile } = usable(run);
    const account = await this.#deps.admin.add({
      ...description,
      id: processAccountId,
      properties: properties.reveal(),
      tokenFile: tokenFile?.reveal() ?? null,
    });
    await this.cancel(testId);
    return account;
  }

  /**
   * The tested credentials take the place of the account's own. The reads of a running account go on: a process with the
   * new ones proves itself, they are kept in one write, and it takes over. Whatever fails leaves the old ones in use.
   * @throws AppError
   */
  async replace(testId: string): Promise<Account> {
    const { supervisor, changed } = this.#deps;
    const { run, accountId } = this.#find(testId);
    const credentials = usable(run);
    if (accountId === null || run.view.state !== 'passed') throw notTested();
    const { lastFour, mode } = this.#replaceable(accountId);
    const commit = () => this.#keep(accountId, credentials);
    if (supervisor.get(accountId).state === 'ready') {
      const check = (profile: AccountProfile) => {
        const found = { profile, isFound: true, listed: [], clockAheadMs: null };
        refuse(accountStep(found, lastFour));
        refuse(modeStep(found, mode === 'unknown' ? null : mode));
      };
      await supervisor.exchange(accountId, credentials, check, commit);
    } else {
      await commit();
      await supervisor.restart(accountId);
    }
    await this.cancel(testId);
    changed();
    return supervisor.get(accountId);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#kept.keys()].map((testId) => this.cancel(testId)));
  }

  /** Key and token in one write with its audit row. */
  async #keep(
    accountId: AccountId,
    credentials: { readonly properties: Secret; readonly tokenFile: Secret | null },
  ): Promise<void> {
    const { vault, audit, store } = this.#deps;
    const { properties, tokenFile } = credentials;
    const secrets = new Map([[accountId, properties]]);
    if (tokenFile !== null) secrets.set(tokenVaultName(accountId), tokenFile);
    await vault.storeAll(secrets, (trx) =>
      audit.append(
        {
          kind: 'account.credentials_replaced',
          actor: 'user',
          clientName: null,
          accountId,
          proposalId: null,
          brokerOrderId: null,
          summary: 'Credentials replaced after a connection test',
          detail: { alias: store.get(accountId).alias },
        },
        trx,
      ),
    );
  }

  /** Whoever leaves a finished test lying has forgotten it. @throws AppError busy while all of them run */
  async #makeRoom(): Promise<void> {
    if (this.#kept.size < TESTS_KEPT_MAX) return;
    const [oldest] = [...this.#kept].find(([, { run }]) => !isUnderWay(run)) ?? [];
    if (oldest === undefined) throw tooMany();
    await this.cancel(oldest);
  }

  #replaceable(accountId: AccountId) {
    const { id, isDemo, lastFour, mode } = this.#deps.store.get(accountId);
    if (!isDemo) return { id, lastFour, mode };
    throw new AppError('invalid_input', 'The demo account has no credentials of its own.', {
      nextStep: 'Add your account beside it.',
    });
  }

  #open(testId: string, accountId: AccountId): AccountSession {
    const { fork, limits, logger } = this.#deps;
    return new AccountSession(fork(TEST_SERVICE_NAME), limits, {
      handlers: this.#served(testId, accountId),
      onEvent: () => {},
      onDefect: (name, error) => logger.error({ err: error, name }, 'a call of a connection test failed'),
    });
  }

  /** Calls are counted as the account's; what the process tells of its state is the test's own. */
  #served(testId: string, accountId: AccountId): SessionServed['handlers'] {
    const { lanes, tokens } = this.#deps;
    return {
      'rate.book': async ({ tigerId, ...wish }) => lanes.book(accountId, tigerId, wish),
      'token.store': async ({ tigerId, tokenFile }) => {
        const renewed = new Secret(tokenFile);
        this.#kept.get(testId)?.run.tokenRenewed(renewed);
        await tokens.passOn(accountId, tigerId, renewed);
        return {};
      },
      'token.tell': async () => ({}),
      'problems.tell': async () => ({}),
    };
  }

  #find(testId: string): Kept {
    const kept = this.#kept.get(testId);
    if (kept !== undefined) return kept;
    throw new AppError('not_found', 'This test is over, and its credentials are forgotten.', {
      nextStep: 'Give the file again.',
    });
  }
}

function isUnderWay({ view }: ConnectionRun): boolean {
  return view.state === 'running' || view.state === 'choosing';
}

function usable(run: ConnectionRun): NonNullable<ConnectionRun['credentials']> {
  if (isUnderWay(run)) throw notTested();
  if (run.credentials !== null) return run.credentials;
  throw new AppError('conflict', 'The test found no credentials that can be used.', {
    nextStep: 'Mend what the test names, then give the file again.',
  });
}

function refuse({ state, text, nextStep }: StepResult): void {
  if (state === 'failed') throw new AppError('conflict', text ?? '', { nextStep: nextStep ?? '' });
}

function notTested(): AppError {
  return new AppError('conflict', 'The credentials have not passed their test.', {
    nextStep: 'Wait for the end of the test; mend what it names and test again.',
  });
}

function tooMany(): AppError {
  return new AppError('busy', `${TESTS_KEPT_MAX} connection tests are under way already.`, {
    nextStep: 'Wait until one of them is over.',
  });
}
