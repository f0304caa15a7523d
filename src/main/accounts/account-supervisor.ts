import type { Account, AccountId, AccountProfile, AccountState } from '../../shared/domain/account.ts';
import type { AccountProblem } from '../../shared/domain/account-problem.ts';
import type { AccountToken } from '../../shared/domain/account-token.ts';
import type { PushStatus } from '../../shared/domain/push-status.ts';
import type { Publish } from '../../shared/ipc/events.ts';
import type { Secret } from '../../shared/secret.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import type { AccountEffects, AccountReads, AccountTradingDirectory } from './account-directory.ts';
import { AccountRunner } from './account-runner.ts';
import type { AccountSession, SessionServed } from './account-session.ts';
import type { AccountStore, StoredAccount } from './account-store.ts';
import type { ForkAccountProcess } from './child-link.ts';
import { FirstStart } from './first-start.ts';
import type { ProcessBook } from './process-book.ts';
import { serviceName } from './process-end.ts';
import type { PushHub } from './push-hub.ts';
import { StartGate } from './start-gate.ts';
import {
  accountOf,
  DISABLED_TEXT,
  entryOf,
  isSamePush,
  newlySupervised,
  notUsable,
  type Supervised,
} from './supervised.ts';
import { SUPERVISION_LIMITS, type SupervisionLimits } from './supervision-limits.ts';

export interface SupervisorDeps {
  readonly store: AccountStore;
  readonly fork: ForkAccountProcess;
  readonly credentials: (account: StoredAccount) => Promise<Secret | null>;
  /** Text of the token file; null: none is kept. */
  readonly tokenFile: (account: StoredAccount) => Promise<Secret | null>;
  /** Settles orders of unknown outcome; an account that has not done it sends nothing. */
  readonly beforeReady: (accountId: AccountId) => Promise<void>;
  /** What the process of an account may ask of main. */
  readonly served: (accountId: AccountId) => SessionServed['handlers'];
  /** Holds the push connections. */
  readonly push: Pick<PushHub, 'up' | 'down' | 'take'>;
  /** Notes which processes there are. */
  readonly book: ProcessBook;
  /** Every order that is read of an account passes here, whoever reads. */
  readonly named: (accountId: AccountId, reads: AccountReads) => AccountReads;
  readonly audit: Pick<AuditLog, 'append'>;
  readonly publish: Publish;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly limits?: SupervisionLimits;
}

const WITHDRAWN = 'The account behind the credentials changed: all access was withdrawn';

const READABLE: ReadonlySet<AccountState> = new Set(['recovering', 'ready']);
const SENDING: ReadonlySet<AccountState> = new Set(['ready']);
/** A token can be renewed as soon as there is a process. */
const TOKEN_STATES: ReadonlySet<AccountState> = new Set(['recovering', 'ready', 'degraded', 'starting']);
/** States worth a row in the audit log; the others come and go within seconds. */
const RECORDED: ReadonlySet<AccountState> = new Set(['ready', 'restarting', 'failed', 'credentials_needed']);

/** All accounts with their processes. */
export class AccountSupervisor implements AccountTradingDirectory {
  readonly #deps: SupervisorDeps;
  readonly #supervised = new Map<AccountId, Supervised>();
  readonly #firstStart = new FirstStart();
  readonly #limits: SupervisionLimits;
  readonly #gate: StartGate;
  /** Rows on their way to the audit log, in order; awaited at the end. */
  #recording: Promise<void> = Promise.resolve();

  constructor(deps: SupervisorDeps) {
    this.#deps = deps;
    this.#limits = deps.limits ?? SUPERVISION_LIMITS;
    this.#gate = new StartGate(this.#limits.startsAtOnceMax);
  }

  /** Starts a process for every account; does not wait until they are ready. */
  start(): void {
    const accounts = this.#deps.store.list();
    this.#firstStart.begin(accounts.filter(({ isEnabled }) => isEnabled).map(({ id }) => id));
    for (const { id } of accounts) this.supervise(id);
  }

  /** Starts its process, unless the user has switched the account off. */
  supervise(accountId: AccountId): void {
    const account = this.#deps.store.get(accountId);
    const runner = new AccountRunner({
      accountId,
      isDemo: account.isDemo,
      fork: (name) => this.#deps.book.started(name, this.#deps.fork(name)),
      onEnded: (name, reason) => this.#deps.book.endedUnasked(name, reason),
      clock: this.#deps.clock,
      logger: this.#deps.logger.child({ account: account.alias, accountId }),
      limits: this.#limits,
      gate: this.#gate,
      credentials: () => this.#deps.credentials(this.#deps.store.get(accountId)),
      onProfile: (profile) => this.#proven(accountId, profile),
      beforeReady: () => this.#deps.beforeReady(accountId),
      tokenFile: () => this.#deps.tokenFile(this.#deps.store.get(accountId)),
      onState: (state, text, problem) => this.#changed(accountId, state, text, problem),
      served: this.#deps.served(accountId),
      onEvent: (event) => this.#deps.push.take(accountId, event),
      onUp: (session, identity) => this.#deps.push.up(accountId, session, identity),
      onDown: () => this.#deps.push.down(accountId),
    });
    this.#supervised.set(accountId, newlySupervised(runner, account));
    if (account.isEnabled) runner.start();
  }

  /** Switched off: its process has ended when this resolves. Switched on: it starts. */
  async setRunning(accountId: AccountId): Promise<void> {
    const supervised = this.#supervised.get(accountId);
    if (supervised === undefined) return;
    const { isEnabled } = this.#deps.store.get(accountId);
    if (isEnabled) return supervised.runner.start();
    await supervised.runner.stop();
    this.#supervised.set(accountId, newlySupervised(supervised.runner, this.#deps.store.get(accountId)));
    this.#changed(accountId, 'disabled', DISABLED_TEXT, null);
  }

  /** See `AccountRunner.exchange`. The account must be ready. @throws AppError */
  async exchange(accountId: AccountId, ...how: Parameters<AccountRunner['exchange']>): Promise<void> {
    this.#session(accountId, SENDING);
    await this.#supervised.get(accountId)?.runner.exchange(...how);
  }

  /** One that is switched off stays so. @throws AppError not_found */
  async restart(accountId: AccountId): Promise<void> {
    if (!this.#deps.store.get(accountId).isEnabled) return;
    await this.#supervised.get(accountId)?.runner.restart();
  }

  async release(accountId: AccountId): Promise<void> {
    const supervised = this.#supervised.get(accountId);
    this.#supervised.delete(accountId);
    this.#firstStart.forget(accountId);
    await supervised?.runner.stop();
    this.#deps.book.forget(serviceName(accountId));
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

  /** The process is looked up at each call: it can be exchanged for another between two of them. */
  reads(accountId: AccountId): AccountReads {
    this.#session(accountId, READABLE);
    return this.#deps.named(accountId, {
      read: async (name, input, options) => this.#session(accountId, READABLE).read(name, input, options),
    });
  }

  effects(accountId: AccountId): AccountEffects {
    this.#session(accountId, SENDING);
    return {
      effect: async (name, input, options) => this.#session(accountId, SENDING).effect(name, input, options),
    };
  }

  untilStarted(signal: AbortSignal): Promise<void> {
    return this.#firstStart.over(signal);
  }

  /** From the account's process. */
  tokenTold(accountId: AccountId, token: AccountToken): void {
    const supervised = this.#supervised.get(accountId);
    if (supervised === undefined) return;
    const before = supervised.token?.state ?? null;
    supervised.token = token;
    if (before !== null && before !== token.state) this.#record(accountId, `Token: ${token.text}`);
    this.#deps.publish('accounts.changed', {});
  }

  /** From the account's process: what a person has to mend although the account works. */
  problemsTold(accountId: AccountId, problems: readonly AccountProblem[]): void {
    const supervised = this.#supervised.get(accountId);
    if (supervised === undefined) return;
    const isNew = ({ kind, market }: AccountProblem) =>
      !supervised.noticed.some((known) => known.kind === kind && known.market === market);
    for (const problem of problems.filter(isNew)) this.#record(accountId, problem.text);
    supervised.noticed = problems;
    this.#deps.publish('accounts.changed', {});
  }

  /** Exchanges the token for a new one now. @throws AppError unavailable, credentials or not_found */
  async renewToken(accountId: AccountId): Promise<AccountToken> {
    return this.#session(accountId, TOKEN_STATES).token('token.renew', {});
  }

  /** A token that came from elsewhere. @throws AppError, see `renewToken`; invalid_input if it is none */
  async adoptToken(accountId: AccountId, tokenFile: Secret): Promise<AccountToken> {
    return this.#session(accountId, TOKEN_STATES).token('token.adopt', { tokenFile: tokenFile.reveal() });
  }

  /** From the hub. `isForPerson`: somebody has to do something about it, so it is recorded. */
  pushChanged(accountId: AccountId, push: PushStatus, isForPerson: boolean): void {
    const supervised = this.#supervised.get(accountId);
    if (supervised === undefined || isSamePush(supervised.push, push)) return;
    supervised.push = push;
    this.#deps.logger.info({ accountId, push: push.state }, 'push connection');
    if (isForPerson) this.#record(accountId, push.text ?? `Push is ${push.state}`);
    this.#deps.publish('accounts.changed', {});
  }

  async close(): Promise<void> {
    await Promise.all([...this.#supervised.keys()].map((accountId) => this.release(accountId)));
    await this.#recording;
  }

  /** @throws AppError unless there is a process in one of the states */
  #session(accountId: AccountId, states: ReadonlySet<AccountState>): AccountSession {
    const account = this.get(accountId);
    const session = this.#supervised.get(accountId)?.runner.session ?? null;
    if (session !== null && states.has(account.state)) return session;
    throw notUsable(account);
  }

  #withState(stored: StoredAccount): Account {
    return accountOf(stored, this.#supervised.get(stored.id) ?? null, this.#deps.clock.nowMs());
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

  #changed(
    accountId: AccountId,
    state: AccountState,
    text: string | null,
    problem: AccountProblem | null,
  ): void {
    const supervised = this.#supervised.get(accountId);
    if (supervised === undefined) return;
    supervised.state = state;
    supervised.stateText = text;
    supervised.problem = problem;
    if (state === 'starting') supervised.noticed = [];
    this.#firstStart.changed(accountId, state);
    this.#deps.logger.info({ accountId, state, text }, 'account state');
    const reason = text === null ? '' : `: ${text}`;
    if (RECORDED.has(state)) this.#record(accountId, `Account is ${state.replaceAll('_', ' ')}${reason}`);
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
