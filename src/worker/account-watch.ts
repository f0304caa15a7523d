import type { AccountProblem } from '../shared/domain/account-problem.ts';
import { PROBLEMS_MAX } from '../shared/domain/account-problem.ts';
import { type Market, marketOfSymbol, marketSchema } from '../shared/domain/instrument.ts';
import type { Clock } from '../tiger/clock.ts';
import type { ReadMethod, TigerReply } from '../tiger/method.ts';
import type { TigerCallOptions, TigerReader } from '../tiger/tiger-client.ts';
import { TigerError } from '../tiger/tiger-error.ts';

/**
 * Times are compared with Tiger's by nobody but here, yet a wrong clock falsifies the day of a limit, the end of a
 * token and every time that is shown. A minute is far beyond what a network delays.
 */
const CLOCK_SKEW_MAX_MS = 60_000;
/** One answer can have waited in a proxy. */
const SKEWED_ANSWERS_MIN = 3;
/** Tiger counts over a rolling minute. */
const RATE_LIMIT_SHOWN_MS = 60_000;

export interface AccountWatchDeps {
  readonly reader: TigerReader;
  readonly clock: Clock;
  /** Told of every change. */
  readonly onProblems: (problems: readonly AccountProblem[]) => void;
}

/** Sees every read of the account go by, and from it what a person has to mend although the account works. */
export class AccountWatch implements TigerReader {
  readonly #deps: AccountWatchDeps;
  /** `method market` of refused reads, each with the problem that it stands for. */
  readonly #refused = new Map<string, AccountProblem>();
  #skewedAnswers = 0;
  #skew: AccountProblem | null = null;
  #rateLimitedUntilMs: number | null = null;
  #told = '[]';

  constructor(deps: AccountWatchDeps) {
    this.#deps = deps;
  }

  async read<Params, Reply>(
    method: ReadMethod<Params, Reply>,
    params: NoInfer<Params>,
    options: TigerCallOptions,
  ): Promise<TigerReply<Reply>> {
    const market = method.server === 'quote' ? marketIn(params) : null;
    const key = `${method.name} ${market}`;
    try {
      const reply = await this.#deps.reader.read(method, params, options);
      this.#refused.delete(key);
      this.#compareClocks(reply);
      return reply;
    } catch (error) {
      if (error instanceof TigerError) this.#failed(error, key, market);
      throw error;
    } finally {
      this.#tell();
    }
  }

  #failed(error: TigerError, key: string, market: Market | null): void {
    if (error.kind === 'permission' && market !== null && this.#refused.size < PROBLEMS_MAX) {
      this.#refused.set(key, noPermission(market));
    }
    // With a time to wait it was our own limiter, which is no news to anybody.
    if (error.kind === 'rate_limited' && error.retryAfterMs === null) {
      this.#rateLimitedUntilMs = this.#deps.clock.monotonicMs() + RATE_LIMIT_SHOWN_MS;
    }
  }

  #compareClocks({ brokerTimeMs, receivedAtMs }: TigerReply<unknown>): void {
    if (brokerTimeMs === null) return;
    const aheadMs = receivedAtMs - brokerTimeMs;
    this.#skewedAnswers = Math.abs(aheadMs) > CLOCK_SKEW_MAX_MS ? this.#skewedAnswers + 1 : 0;
    if (this.#skewedAnswers === 0) this.#skew = null;
    if (this.#skewedAnswers === SKEWED_ANSWERS_MIN) this.#skew = clockSkew(aheadMs);
  }

  #tell(): void {
    const problems = this.#problems();
    const text = JSON.stringify(problems);
    if (text === this.#told) return;
    this.#told = text;
    this.#deps.onProblems(problems);
  }

  #problems(): AccountProblem[] {
    const byMarket = new Map([...this.#refused.values()].map((problem) => [problem.market, problem]));
    const isRateLimited = (this.#rateLimitedUntilMs ?? 0) > this.#deps.clock.monotonicMs();
    return [
      ...(this.#skew === null ? [] : [this.#skew]),
      ...(isRateLimited ? [RATE_LIMITED] : []),
      ...byMarket.values(),
    ];
  }
}

const RATE_LIMITED: AccountProblem = {
  kind: 'rate_limited',
  market: null,
  text: 'Tiger refused calls of this developer id as too many, although the app kept to the limit.',
  nextStep: 'Stop other programs that use the same developer id; the app goes on by itself within a minute.',
};

function noPermission(market: Market): AccountProblem {
  return {
    kind: 'no_permission',
    market,
    text: `Tiger gives this account no permission for some market data of ${market}.`,
    nextStep: `Buy or activate the ${market} quotes in the Tiger app; if you have them, another device may hold them now.`,
  };
}

function clockSkew(aheadMs: number): AccountProblem {
  const minutes = Math.max(1, Math.round(Math.abs(aheadMs) / 60_000));
  return {
    kind: 'clock_skew',
    market: null,
    text: `The clock of this computer is ${minutes} min ${aheadMs > 0 ? 'ahead of' : 'behind'} Tiger's.`,
    nextStep: 'Let the operating system set the time by itself, or set it right by hand.',
  };
}

/** The market that a read is about, in Tiger's own parameters. */
function marketIn(params: unknown): Market | null {
  const { market, symbol, symbols } = (params ?? {}) as Record<string, unknown>;
  const named = marketSchema.safeParse(market);
  if (named.success) return named.data;
  const [first] = Array.isArray(symbols) ? symbols : [symbol];
  return typeof first === 'string' && first !== '' ? marketOfSymbol(first) : null;
}
