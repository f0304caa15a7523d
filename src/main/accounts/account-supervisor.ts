import { AppError } from '../../shared/app-error.ts';
import type { Account, AccountId, AccountProfile, AccountState } from '../../shared/domain/account.ts';
import type { AccountProblem } from '../../shared/domain/account-problem.ts';
import { type AccountToken, tokenAt } from '../../shared/domain/account-token.ts';
import type { AuditKind } from '../../shared/domain/audit-event.ts';
import { PUSH_OFF, type PushStatus } from '../../shared/domain/push-status.ts';
import type { Publish } from '../../shared/ipc/events.ts';
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
import type { PushHub } from './push-hub.ts';
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
  /** Why it is in this state. */
  problem: AccountProblem | null;
  /** What its process has noticed. */
  noticed: readonly AccountProblem[];
  token: AccountToken | null;
  push: PushStatus;
}

const WITHDRAWN = 'The account behind the credentials changed: all access was withdrawn';

const READABLE: ReadonlySet<AccountState> = new Set(['recovering', 'ready']);
/** A token can be renewed as soon as there is a process. */
const TOKEN_STATES: ReadonlySet<AccountState> = new Set(['recovering', 'ready', 'degraded', 'starting']);
const UNTOLD: Pick<Supervised, 'token' | 'problem' | 'noticed'> = { token: null, problem: null, noticed: [] };
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
      tokenFile: () => this.#deps.tokenFile(this.#deps.store.get(accountId)),
      onState: (state, text, problem) => this.#changed(accountId, state, text, problem),
      served: this.#deps.served(accountId),
      onEvent: (event) => this.#deps.push.take(accountId, event),
      onUp: (session, identity) => this.#deps.push.up(accountId, session, identity),
      onDown: () => this.#deps.push.down(accountId),
    });
    const told = { stateText: null, problem: null, noticed: [], token: null, push: PUSH_OFF };
    this.#supervised.set(accountId, { runner, state: 'starting', ...told });
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
    if (supervised === undefined || isSame(supervised.push, push)) return;
    supervised.push = push;
    this.#deps.logger.info({ accountId, push: push.state }, 'push connection');
    if (isForPerson) this.#record(accountId, push.text ?? `Push is ${push.state}`);
    this.#deps.publish('accounts.changed', {});
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
    const { token, problem, noticed } = supervised ?? UNTOLD;
    return {
      ...stored,
      state: supervised?.state ?? 'starting',
      stateText: supervised?.stateText ?? null,
      push: supervised?.push ?? PUSH_OFF,
      token: token === null ? null : tokenAt(token, this.#deps.clock.nowMs()),
      problems:
        problem === null ? [...noticed] : [problem, ...noticed.filter(({ kind }) => kind !== problem.kind)],
    };
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

function isSame(left: PushStatus, right: PushStatus): boolean {
  return left.state === right.state && left.text === right.text;
}

function notUsable(account: Account): string {
  const text = account.stateText === null ? '' : ` ${account.stateText}`;
  return `The account "${account.alias}" is not ready (${account.state.replaceAll('_', ' ')}).${text}`;
}
