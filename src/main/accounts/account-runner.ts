import { setTimeout as delay } from 'node:timers/promises';
import type { AccountId, AccountProfile, AccountState } from '../../shared/domain/account.ts';
import type { AccountProblem } from '../../shared/domain/account-problem.ts';
import type { WorkerEvent } from '../../shared/ipc/worker-events.ts';
import type { PushIdentity } from '../../shared/ipc/worker-messages.ts';
import type { Secret } from '../../shared/secret.ts';
import type { Clock } from '../platform/clock.ts';
import type { Logger } from '../platform/logger.ts';
import { AccountSession, type SessionServed } from './account-session.ts';
import type { ForkAccountProcess } from './child-link.ts';
import { problemOfError } from './problem-of-error.ts';
import {
  answersHealth,
  type End,
  endOf,
  needsUser,
  notNow,
  sentence,
  serviceName,
  textOf,
  untilAborted,
  waitsForCredentials,
} from './process-end.ts';
import { backoffMs, RestartBudget } from './restart-budget.ts';
import type { StartGate } from './start-gate.ts';
import type { SupervisionLimits } from './supervision-limits.ts';

export interface RunnerDeps {
  readonly accountId: AccountId;
  readonly isDemo: boolean;
  readonly fork: ForkAccountProcess;
  /** Its process ended unasked. */
  readonly onEnded: (name: string, reason: string) => void;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly limits: SupervisionLimits;
  /** Shared by all accounts. */
  readonly gate: StartGate;
  /** null: the user has to give them. @throws AppError credentials if they cannot be opened */
  readonly credentials: () => Promise<Secret | null>;
  /** Text of the token file; null: none is kept. */
  readonly tokenFile: () => Promise<Secret | null>;
  /** The broker's proof of what the account is; before anything else is done with it. */
  readonly onProfile: (profile: AccountProfile) => Promise<void>;
  /** Settles orders whose outcome was unknown. Until it is done, the account sends nothing. */
  readonly beforeReady: () => Promise<void>;
  readonly onState: (state: AccountState, text: string | null, problem: AccountProblem | null) => void;
  /** What the process may ask of main. */
  readonly served: SessionServed['handlers'];
  /** Pushed by the broker; a hint, never the truth. */
  readonly onEvent: (event: WorkerEvent) => void;
  /** Its process is configured and can be told about push. */
  readonly onUp: (session: AccountSession, push: PushIdentity | null) => void;
  /** No process of it is there any more. Told once after each `onUp`. */
  readonly onDown: () => void;
}

interface Credentials {
  readonly properties: Secret;
  readonly tokenFile: Secret | null;
}

interface Begun {
  readonly session: AccountSession;
  readonly push: PushIdentity | null;
}

/** Keeps one account's process running: starts it, proves the account, recovers, watches, starts it again. */
export class AccountRunner {
  readonly #deps: RunnerDeps;
  #life: AbortController | null = null;
  #running: Promise<void> = Promise.resolve();
  #session: AccountSession | null = null;
  /** Gave way to `#session` and finishes what is under way. */
  #retiring: AccountSession | null = null;
  #handover: Promise<void> = Promise.resolve();
  #isUp = false;

  constructor(deps: RunnerDeps) {
    this.#deps = deps;
  }

  get session(): AccountSession | null {
    return this.#session;
  }

  start(): void {
    if (this.#life !== null) return;
    const life = new AbortController();
    this.#life = life;
    this.#running = this.#run(life.signal).catch((error: unknown) => {
      if (life.signal.aborted) return;
      this.#deps.logger.error({ err: error }, 'the supervision of an account failed');
      this.#deps.onState(
        'failed',
        'Something went wrong inside the app. Restart the account; the log has the cause.',
        null,
      );
    });
  }

  /** Ends the process, by force if need be, and waits for its end. */
  async stop(): Promise<void> {
    this.#life?.abort();
    this.#life = null;
    await Promise.all([this.#session?.stop(), this.#retiring?.stop()]);
    await Promise.all([this.#running, this.#handover]);
  }

  /** By hand or because its credentials changed: a fresh budget. */
  async restart(): Promise<void> {
    await this.stop();
    this.start();
  }

  /**
   * Puts a process with other credentials in the place of the running one. It proves itself first; whatever fails
   * until then leaves the running one as it is. Calls under way on the old one are answered by it, new ones go to the new.
   * @param check throws if what the broker says of the new credentials does not fit
   * @param commit keeps the new credentials; when it fails, nothing is exchanged
   * @throws AppError
   */
  async exchange(
    credentials: Credentials,
    check: (profile: AccountProfile) => void,
    commit: () => Promise<void>,
  ): Promise<void> {
    const old = this.#session;
    const signal = this.#life?.signal;
    if (old === null || signal === undefined || this.#retiring !== null) throw notNow();
    let begun: AccountSession | null = null;
    try {
      const { session: next, push } = await this.#begun(credentials, signal, (session) => {
        begun = session;
      });
      const timeoutMs = this.#deps.limits.profileTimeoutMs;
      check(await next.read('account.profile', {}, { timeoutMs, signal }));
      if (this.#session !== old || next.hasExited) throw notNow();
      await commit();
      if (signal.aborted) return;
      // The old one ended while the credentials were kept; the life after it may have begun with the old ones.
      if (this.#session !== old) return await this.restart();
      begun = null;
      this.#handover = this.#handOver(old, next, push, signal);
    } finally {
      await (begun as AccountSession | null)?.stop();
    }
  }

  async #handOver(
    old: AccountSession,
    next: AccountSession,
    push: PushIdentity | null,
    signal: AbortSignal,
  ): Promise<void> {
    this.#retiring = old;
    this.#session = next;
    // The old one holds the push connection of the developer id until its end.
    this.#down();
    await old.drained(this.#deps.limits.drainTimeoutMs);
    await old.stop();
    this.#retiring = null;
    if (this.#session === next && !next.hasExited && !signal.aborted) this.#up(next, push);
  }

  async #run(signal: AbortSignal): Promise<void> {
    const budget = new RestartBudget(this.#deps.limits, this.#deps.clock);
    while (!signal.aborted) {
      const end = await this.#liveOnce(signal);
      if (signal.aborted) return;
      if (end.kind === 'waits_for_user') {
        this.#deps.onState(end.state, end.text, end.problem);
        return;
      }
      this.#deps.logger.warn({ reason: end.reason }, 'an account process ended unasked');
      this.#deps.onEnded(serviceName(this.#deps.accountId), end.reason);
      const waitMs = budget.nextWaitMs();
      if (waitMs === null) {
        this.#deps.onState(
          'failed',
          `It failed too often: ${end.reason}. Look at the log, then press Restart.`,
          null,
        );
        return;
      }
      this.#deps.onState('restarting', `${sentence(end.reason)} It starts again by itself.`, null);
      await delay(waitMs, undefined, { signal });
    }
  }

  async #liveOnce(signal: AbortSignal): Promise<End> {
    try {
      this.#deps.onState('starting', 'Its process is starting.', null);
      const properties = await untilAborted(this.#deps.credentials(), signal);
      if (properties === null) return waitsForCredentials('Its credentials are not stored on this computer.');
      const tokenFile = await untilAborted(this.#deps.tokenFile(), signal);
      const { session, push } = await this.#begun({ properties, tokenFile }, signal, (begun) => {
        this.#session = begun;
      });
      this.#up(session, push);
      await this.#becomeReady(session, signal);
      await this.#watchCurrent(session, signal);
      return { kind: 'crashed', reason: 'its process ended unexpectedly' };
    } catch (error) {
      return endOf(error);
    } finally {
      const last = this.#session;
      this.#session = null;
      // After its end: two connections of one developer id would throw each other out.
      await last?.stop();
      this.#down();
    }
  }

  /** A process that is configured; `onBegun` is told before, so that somebody ends it whatever happens. */
  async #begun(
    credentials: Credentials,
    signal: AbortSignal,
    onBegun: (session: AccountSession) => void,
  ): Promise<Begun> {
    const { gate, accountId, isDemo, logger } = this.#deps;
    return gate.run(async () => {
      const session = new AccountSession(this.#deps.fork(serviceName(accountId)), this.#deps.limits, {
        handlers: this.#deps.served,
        onEvent: this.#deps.onEvent,
        onDefect: (name, error) => logger.error({ err: error, name }, 'a call to main failed'),
      });
      onBegun(session);
      return { session, push: await session.configure({ accountId, isDemo, ...credentials }) };
    }, signal);
  }

  #up(session: AccountSession, push: PushIdentity | null): void {
    this.#isUp = true;
    this.#deps.onUp(session, push);
  }

  #down(): void {
    if (!this.#isUp) return;
    this.#isUp = false;
    this.#deps.onDown();
  }

  /** While the broker cannot be reached the process stays, and the same steps are tried again. */
  async #becomeReady(session: AccountSession, signal: AbortSignal): Promise<void> {
    const { limits } = this.#deps;
    for (let attempts = 0; !session.hasExited; attempts += 1) {
      try {
        const profile = await session.read(
          'account.profile',
          {},
          { timeoutMs: limits.profileTimeoutMs, signal },
        );
        await this.#deps.onProfile(profile);
        this.#deps.onState(
          'recovering',
          'Its orders of earlier sessions are compared with the broker.',
          null,
        );
        await this.#deps.beforeReady();
        if (!session.hasExited && !signal.aborted) this.#deps.onState('ready', null, null);
        return;
      } catch (error) {
        if (session.hasExited || signal.aborted || needsUser(error)) throw error;
        this.#deps.logger.warn({ err: error }, 'an account is not ready yet');
        this.#deps.onState(
          'degraded',
          `${textOf(error)} It is tried again by itself.`,
          problemOfError(error),
        );
        const waitMs = backoffMs(attempts, limits.brokerWaitFirstMs, limits.brokerWaitMaxMs);
        await Promise.race([delay(waitMs, undefined, { signal }), session.exited]);
      }
    }
  }

  /** A process that gave way exits too; then its successor is watched. */
  async #watchCurrent(first: AccountSession, signal: AbortSignal): Promise<void> {
    for (let watched: AccountSession | null = first; watched !== null; ) {
      await this.#watch(watched, signal);
      watched = this.#session === watched ? null : this.#session;
    }
  }

  /** Until it exits. Only the exit counts as its end; a process that does not answer is made to exit. */
  async #watch(session: AccountSession, signal: AbortSignal): Promise<void> {
    const { healthEveryMs, healthTimeoutMs, healthMissesMax } = this.#deps.limits;
    for (let misses = 0; !session.hasExited; ) {
      await Promise.race([delay(healthEveryMs, undefined, { signal }), session.exited]);
      if (session.hasExited) return;
      misses = (await answersHealth(session, healthTimeoutMs)) ? 0 : misses + 1;
      if (misses < healthMissesMax || session.hasExited) continue;
      this.#deps.logger.error({ misses }, 'an account process does not answer; it is ended');
      session.kill();
      await session.exited;
    }
  }
}
