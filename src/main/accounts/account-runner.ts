import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '../../shared/app-error.ts';
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
import { backoffMs, RestartBudget } from './restart-budget.ts';
import type { SupervisionLimits } from './supervision-limits.ts';

export interface RunnerDeps {
  readonly accountId: AccountId;
  readonly isDemo: boolean;
  readonly fork: ForkAccountProcess;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly limits: SupervisionLimits;
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

/** How one life of the process ended. */
type End =
  | { readonly kind: 'crashed'; readonly reason: string }
  | {
      readonly kind: 'waits_for_user';
      readonly state: AccountState;
      readonly text: string;
      readonly problem: AccountProblem | null;
    };

/** The name in process lists carries this many characters of the account's random id. */
const SHORT_ID_LENGTH = 6;

/** Keeps one account's process running: starts it, proves the account, recovers, watches, starts it again. */
export class AccountRunner {
  readonly #deps: RunnerDeps;
  #life: AbortController | null = null;
  #running: Promise<void> = Promise.resolve();
  #session: AccountSession | null = null;

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
    await this.#session?.stop();
    await this.#running;
  }

  /** By hand or because its credentials changed: a fresh budget. */
  async restart(): Promise<void> {
    await this.stop();
    this.start();
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
    let session: AccountSession | null = null;
    let isUp = false;
    try {
      this.#deps.onState('starting', 'Its process is starting.', null);
      const properties = await untilAborted(this.#deps.credentials(), signal);
      if (properties === null) return waitsForCredentials('Its credentials are not stored on this computer.');
      const tokenFile = await untilAborted(this.#deps.tokenFile(), signal);
      const { accountId, isDemo } = this.#deps;
      session = new AccountSession(this.#deps.fork(serviceName(accountId)), this.#deps.limits, {
        handlers: this.#deps.served,
        onEvent: this.#deps.onEvent,
        onDefect: (name, error) => this.#deps.logger.error({ err: error, name }, 'a call to main failed'),
      });
      this.#session = session;
      const push = await session.configure({ accountId, properties, tokenFile, isDemo });
      this.#deps.onUp(session, push);
      isUp = true;
      await this.#becomeReady(session, signal);
      await this.#watch(session, signal);
      return { kind: 'crashed', reason: 'its process ended unexpectedly' };
    } catch (error) {
      return endOf(error);
    } finally {
      this.#session = null;
      // After its end: two connections of one developer id would throw each other out.
      await session?.stop();
      if (isUp) this.#deps.onDown();
    }
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

async function answersHealth(session: AccountSession, timeoutMs: number): Promise<boolean> {
  try {
    await session.read('worker.health', {}, { timeoutMs });
    return true;
  } catch (error) {
    // 64 slow broker calls fill the line without the process being stuck; each of them has its own time limit.
    return error instanceof AppError && error.code === 'busy';
  }
}

function endOf(error: unknown): End {
  if (needsUser(error)) return waitsForCredentials(textOf(error), problemOfError(error));
  return { kind: 'crashed', reason: error instanceof AppError ? error.message : 'an internal error' };
}

function waitsForCredentials(text: string, problem: AccountProblem | null = null): End {
  return { kind: 'waits_for_user', state: 'credentials_needed', text, problem };
}

/** The broker refuses what the user gave us: asking again would change nothing. */
function needsUser(error: unknown): boolean {
  return error instanceof AppError && (error.code === 'credentials' || error.code === 'broker_permission');
}

function textOf(error: unknown): string {
  return error instanceof AppError
    ? `${error.message} ${error.nextStep}`
    : 'An internal error; the log has the cause.';
}

function sentence(reason: string): string {
  const text = reason.charAt(0).toUpperCase() + reason.slice(1);
  return text.endsWith('.') ? text : `${text}.`;
}

function serviceName(accountId: AccountId): string {
  return `account-${accountId.replace('acc_', '').slice(0, SHORT_ID_LENGTH)}`;
}

function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () =>
      reject(new AppError('cancelled', 'stopped', { nextStep: 'Start the account again.' }));
    signal.addEventListener('abort', onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
