import type * as z from 'zod';
import type { AccountToken } from '../shared/domain/account-token.ts';
import type { Clock } from './clock.ts';
import type { License } from './license.ts';
import type { userTokenRefresh } from './methods/user-methods.ts';
import { TigerError, type TigerErrorKind } from './tiger-error.ts';
import { type TigerToken, tokenOf } from './tiger-token.ts';
import { type RefreshFailure, tokenStatus } from './token-status.ts';

/** Long enough for a laptop that is closed over a long weekend; tokens live 30 days (wire contract 6). */
const BEFORE_EXPIRY_MS = 5 * 24 * 3_600_000;
/** Short pauses outlast a lost connection, long ones a restart of the gateway; five tries as in the Java SDK. */
const PAUSES_MS = [5_000, 15_000, 60_000, 180_000] as const;
export const TRIES_PER_ROUND = PAUSES_MS.length + 1;
/** Between rounds, and after a success whatever the new token says: no answer may make this run in circles. */
const ROUND_PAUSE_MS = 6 * 3_600_000;
/** For tokens of a short life, of which a pause is a quarter: user_token_refresh allows ten calls a minute. */
const ROUND_PAUSE_MIN_MS = 60_000;
/** Five days of rounds, which is the time there is before a token of 30 days expires. */
export const ROUNDS_MAX = 20;
/** A timer longer than 24 days overflows, and the wall clock may jump while the machine sleeps. */
const CHECK_INTERVAL_MS = 3_600_000;

/** Tiger's word on the token or the key itself: the same question gets the same answer. */
const DEFINITE: ReadonlySet<TigerErrorKind> = new Set([
  'token',
  'credentials',
  'permission',
  'request_refused',
]);

export interface TokenRefreshDeps {
  readonly clock: Clock;
  readonly license: License | null;
  readonly token: TigerToken | null;
  /** Calls user_token_refresh once with the present token in the header. It gets no door to anything else. */
  readonly requestToken: (signal: AbortSignal) => Promise<z.output<typeof userTokenRefresh.reply>>;
  /**
   * Takes the new token into use and stores it. The old one may be dead by then, so the new one stays in use even if
   * this throws.
   */
  readonly onRefreshed: (token: TigerToken) => void | Promise<void>;
  /** Told of every change of the state but the passing of time; must not throw. */
  readonly onStatus?: (status: AccountToken) => void;
}

/** Keeps one account's token alive. `start()` lets it work by itself, `close()` ends it. */
export class TokenRefresh {
  readonly #deps: TokenRefreshDeps;
  readonly #closing = new AbortController();
  #token: TigerToken | null;
  #failure: RefreshFailure | null = null;
  #round: Promise<void> | null = null;
  #roundsFailed = 0;
  #notBeforeMs = 0;
  #isStarted = false;
  #isRunning = false;

  constructor(deps: TokenRefreshDeps) {
    this.#deps = deps;
    this.#token = deps.token;
  }

  get status(): AccountToken {
    return tokenStatus({
      license: this.#deps.license,
      token: this.#token,
      isRefreshing: this.#round !== null,
      isDue: (this.#renewalMs() ?? Number.POSITIVE_INFINITY) <= this.#deps.clock.nowMs(),
      failure: this.#failure,
      nowMs: this.#deps.clock.nowMs(),
    });
  }

  start(): void {
    this.#isStarted = true;
    void this.#run();
  }

  /** Renews now, whatever was refused before; joins a round that is under way. Never throws: see the status. */
  async refreshNow(): Promise<AccountToken> {
    if (this.#token === null || this.#closing.signal.aborted) return this.status;
    this.#round ??= this.#refresh().finally(() => {
      this.#round = null;
      this.#tell();
      // A renewal by hand gives life back to a loop that had given up.
      if (this.#isStarted) void this.#run();
    });
    await this.#round;
    return this.status;
  }

  /** A token that came from elsewhere: from the person, or from another account of the tiger id. */
  adopt(token: TigerToken): void {
    this.#token = token;
    this.#failure = null;
    this.#roundsFailed = 0;
    this.#notBeforeMs = 0;
    this.#tell();
    if (this.#isStarted) void this.#run();
  }

  close(): void {
    this.#closing.abort(new Error('closed'));
  }

  async #run(): Promise<void> {
    const { clock } = this.#deps;
    const { signal } = this.#closing;
    if (this.#isRunning) return;
    this.#isRunning = true;
    for (let dueMs = this.#dueMs(); dueMs !== null && !signal.aborted; dueMs = this.#dueMs()) {
      const waitMs = dueMs - clock.nowMs();
      if (waitMs <= 0) await this.refreshNow();
      else await clock.sleep(Math.min(waitMs, CHECK_INTERVAL_MS), signal).catch(() => undefined);
    }
    this.#isRunning = false;
    if (!signal.aborted) this.#tell();
  }

  /** When to renew; null: never again by itself. */
  #dueMs(): number | null {
    const renewalMs = this.#renewalMs();
    if (renewalMs === null || this.#failure === 'refused' || this.#failure === 'given_up') return null;
    return Math.max(renewalMs, this.#notBeforeMs);
  }

  /** When the token's life calls for a renewal; null: it does not say, or is over. */
  #renewalMs(): number | null {
    const { createdMs, expiresMs } = this.#token ?? { createdMs: null, expiresMs: null };
    if (createdMs === null || expiresMs === null || expiresMs <= this.#deps.clock.nowMs()) return null;
    // A token of a short life is renewed at half of it.
    return expiresMs - Math.min(BEFORE_EXPIRY_MS, (expiresMs - createdMs) / 2);
  }

  /** One round: a few tries, until one succeeds or Tiger refuses. */
  async #refresh(): Promise<void> {
    const { clock } = this.#deps;
    const { signal } = this.#closing;
    this.#failure = null;
    // The round is set only after this function returned its promise, so the status would still be the old one.
    await Promise.resolve();
    this.#tell();
    for (let tries = 1; !signal.aborted; tries += 1) {
      const outcome = await this.#attempt();
      if (outcome !== 'unreachable') return this.#endRound(outcome);
      const pauseMs = PAUSES_MS[tries - 1];
      if (pauseMs === undefined) break;
      await clock.sleep(pauseMs, signal).catch(() => undefined);
    }
    this.#endRound('unreachable');
  }

  #endRound(outcome: RefreshFailure | null): void {
    this.#roundsFailed = outcome === 'unreachable' ? this.#roundsFailed + 1 : 0;
    this.#failure = outcome === 'unreachable' && this.#roundsFailed >= ROUNDS_MAX ? 'given_up' : outcome;
    this.#notBeforeMs = this.#deps.clock.nowMs() + this.#roundPauseMs();
  }

  #roundPauseMs(): number {
    const { createdMs, expiresMs } = this.#token ?? { createdMs: null, expiresMs: null };
    const lifeMs = createdMs === null || expiresMs === null ? Infinity : expiresMs - createdMs;
    return Math.max(ROUND_PAUSE_MIN_MS, Math.min(ROUND_PAUSE_MS, lifeMs / 4));
  }

  async #attempt(): Promise<RefreshFailure | null> {
    const { requestToken, onRefreshed } = this.#deps;
    let token: TigerToken | null;
    try {
      const reply = await requestToken(this.#closing.signal);
      token = tokenOf(reply.token);
      if (token === null) return 'unreachable';
      token = {
        ...token,
        createdMs: token.createdMs ?? reply.createTime,
        expiresMs: token.expiresMs ?? reply.expiredTime,
      };
    } catch (error) {
      return error instanceof TigerError && DEFINITE.has(error.kind) ? 'refused' : 'unreachable';
    }
    this.#token = token;
    try {
      await onRefreshed(token);
      return null;
    } catch {
      return 'not_stored';
    }
  }

  #tell(): void {
    this.#deps.onStatus?.(this.status);
  }
}
