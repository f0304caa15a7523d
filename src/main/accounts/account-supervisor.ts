import { AppError } from '../../shared/app-error.ts';
import type { Account, AccountId, AccountProfile, AccountState } from '../../shared/domain/account.ts';
import type { AuditKind } from '../../shared/domain/audit-event.ts';
import type { Publish } from '../../shared/ipc/events.ts';
import type { WorkerEvent } from '../../shared/ipc/worker-events.ts';
import type { Secret } from '../../shared/secret.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import type { AuditEntry } from '../audit/audit-row.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import type { AccountEffects, AccountReads, AccountTradingDirectory } from './account-directory.ts';
import { AccountRunner } from './account-runner.ts';
import type { AccountSession, SessionServed } from './account-session.ts';
import type { AccountStore, StoredAccount } from './account-store.ts';
import type { ForkAccountProcess } from './child-link.ts';
import { FirstStart } from './first-start.ts';
import { SUPERVISION_LIMITS, type SupervisionLimits } from './supervision-limits.ts';

export interface SupervisorDeps {
  readonly store: AccountStore;
  readonly fork: ForkAccountProcess;
  readonly credentials: (account: StoredAccount) => Promise<Secret | null>;
  /** Settles orders of unknown outcome; an account that has not done it sends nothing. */
  readonly beforeReady: (accountId: AccountId) => Promise<void>;
  /** What the broker pushed for an account that is ready. */
  readonly onBrokerEvent: (accountId: AccountId, event: WorkerEvent) => void;
  /** What the process of an account may ask of main. */
  readonly served: (accountId: AccountId) => SessionServed['handlers'];
  readonly audit: Pick<AuditLog, 'append'>;
  readonly publish: Publish;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly limits?: SupervisionLimits;
}

interface Supervised {
  readonly runner: AccountRunner;
  state: AccountState;
  stateText: string | null;
  /** Why changes are not pushed, if a person has to do something about it. */
  pushText: string | null;
}

const WITHDRAWN = 'The account behind the credentials changed: all access was withdrawn';

const READABLE: ReadonlySet<AccountState> = new Set(['recovering', 'ready']);
/** States worth a row in the audit log; the others come and go within seconds. */
const RECORDED: ReadonlySet<AccountState> = new Set(['ready', 'restarting', 'failed', 'credentials_needed']);

/** All accounts with their processes. */
export class AccountSupervisor implements AccountTradingDirectory {
  readonly #deps: SupervisorDeps;
  readonly #supervised = new Map<AccountId, Supervised>();
  readonly #firstStart = new FirstStart();
  /** Rows on their way to the audit log, in order; awaited at the end. */
  #recording: Promise<void> = Promise.resolve();

  constructor(deps: SupervisorDeps) {
    this.#deps = deps;
  }

  /** Starts a process for every account; does not wait until they are ready. */
  start(): void {
    const accountIds = this.#deps.store.list().map(({ id }) => id);
    this.#firstStart.begin(accountIds);
    for (const accountId of accountIds) this.supervise(accountId);
  }

  supervise(accountId: AccountId): void {
    const account = this.#deps.store.get(accountId);
    const runner = new AccountRunner({
      accountId,
      isDemo: account.isDemo,
      fork: this.#deps.fork,
      clock: this.#deps.clock,
      logger: this.#deps.logger.child({ account: account.alias }),
      limits: this.#deps.limits ?? SUPERVISION_LIMITS,
      credentials: () => this.#deps.credentials(this.#deps.store.get(accountId)),
      onProfile: (profile) => this.#proven(accountId, profile),
      beforeReady: () => this.#deps.beforeReady(accountId),
      onState: (state, text) => this.#changed(accountId, state, text),
      onEvent: (event) => this.#pushed(accountId, event),
      served: this.#deps.served(accountId),
    });
    this.#supervised.set(accountId, { runner, state: 'starting', stateText: null, pushText: null });
    runner.start();
  }

  /** @throws AppError not_found */
  async restart(accountId: AccountId): Promise<void> {
    this.#deps.store.get(accountId);
    await this.#supervised.get(accountId)?.runner.restart();
  }

  async release(accountId: AccountId): Promise<void> {
    const supervised = this.#supervised.get(accountId);
    this.#supervised.delete(accountId);
    this.#firstStart.forget(accountId);
    await supervised?.runner.stop();
  }

  list(): readonly Account[] {
    return this.#deps.store.list().map((stored) => this.#withState(stored));
  }

  get(accountId: AccountId): Account {
    return this.#withState(this.#deps.store.get(accountId));
  }

  find(aliasOrId: string): Account | null {
    return this.list().find((account) => account.alias === aliasOrId || account.id === aliasOrId) ?? null;
  }

  reads(accountId: AccountId): AccountReads {
    return this.#session(accountId, READABLE);
  }

  effects(accountId: AccountId): AccountEffects {
    return this.#session(accountId, new Set(['ready']));
  }

  untilStarted(signal: AbortSignal): Promise<void> {
    return this.#firstStart.over(signal);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#supervised.keys()].map((accountId) => this.release(accountId)));
    await this.#recording;
  }

  #session(accountId: AccountId, states: ReadonlySet<AccountState>): AccountSession {
    const account = this.get(accountId);
    const session = this.#supervised.get(accountId)?.runner.session ?? null;
    if (session !== null && states.has(account.state)) return session;
    const needsUser = account.state === 'credentials_needed';
    throw new AppError(needsUser ? 'credentials' : 'unavailable', notUsable(account), {
      nextStep:
        needsUser || account.state === 'failed' ? 'Open Accounts in the app.' : 'Try again in a few seconds.',
      retryable: !needsUser,
    });
  }

  #withState(stored: StoredAccount): Account {
    const supervised = this.#supervised.get(stored.id);
    const text = supervised?.stateText ?? supervised?.pushText ?? null;
    return { ...stored, state: supervised?.state ?? 'starting', stateText: text };
  }

  /**
   * The broker's answer decides what the account is. Rights that the user gave to one account do not pass to
   * another one, nor from paper to live, because somebody exchanged the credentials.
   */
  async #proven(accountId: AccountId, profile: AccountProfile): Promise<void> {
    const stored = this.#deps.store.get(accountId);
    const wasOther = stored.lastFour !== null && stored.lastFour !== profile.lastFour;
    const wasPaper = stored.mode === 'paper' && profile.mode !== 'paper';
    const mustReset = !stored.isDemo && (wasOther || wasPaper);
    await this.#deps.store.update(
      accountId,
      {
        mode: profile.mode,
        lastFour: profile.lastFour,
        ...(mustReset ? { clientAccess: 'none', isLiveTradingEnabled: false } : {}),
      },
      async (trx, account) => {
        if (mustReset)
          await this.#deps.audit.append(entryOf(account, 'account.access_changed', WITHDRAWN), trx);
      },
    );
  }

  #changed(accountId: AccountId, state: AccountState, text: string | null): void {
    const supervised = this.#supervised.get(accountId);
    if (supervised === undefined) return;
    supervised.state = state;
    supervised.stateText = text;
    if (state === 'starting') supervised.pushText = null;
    this.#firstStart.changed(accountId, state);
    this.#deps.logger.info({ accountId, state, text }, 'account state');
    const reason = text === null ? '' : `: ${text}`;
    if (RECORDED.has(state)) this.#record(accountId, `Account is ${state.replaceAll('_', ' ')}${reason}`);
    this.#deps.publish('accounts.changed', {});
  }

  #pushed(accountId: AccountId, event: WorkerEvent): void {
    const supervised = this.#supervised.get(accountId);
    if (supervised === undefined) return;
    if (event.name !== 'state') {
      // Before, recovery reads everything itself.
      if (supervised.state === 'ready') this.#deps.onBrokerEvent(accountId, event);
      return;
    }
    this.#deps.logger.info({ accountId, state: event.state, text: event.text }, 'push connection');
    const needsUser = event.state === 'kicked_out' || event.state === 'refused';
    const pushText = needsUser ? `${event.text} ${event.nextStep}` : null;
    if (pushText === supervised.pushText) return;
    supervised.pushText = pushText;
    if (needsUser) this.#record(accountId, event.text);
    this.#deps.publish('accounts.changed', {});
  }

  #record(accountId: AccountId, summary: string): void {
    const entry = entryOf(this.#deps.store.get(accountId), 'account.state_changed', summary);
    this.#recording = this.#recording
      .then(() => this.#deps.audit.append(entry))
      .then(
        () => {},
        (error: unknown) => this.#deps.logger.error({ err: error }, 'an account event was not recorded'),
      );
  }
}

function entryOf(account: StoredAccount, kind: AuditKind, summary: string): AuditEntry {
  return {
    kind,
    actor: 'app',
    clientName: null,
    accountId: account.id,
    proposalId: null,
    brokerOrderId: null,
    summary,
    detail: { mode: account.mode, lastFour: account.lastFour },
  };
}

function notUsable(account: Account): string {
  const text = account.stateText === null ? '' : ` ${account.stateText}`;
  return `The account "${account.alias}" is not ready (${account.state.replaceAll('_', ' ')}).${text}`;
}
