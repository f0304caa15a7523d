import { AppError, type ErrorCode } from '../../../shared/app-error.ts';
import type { Account } from '../../../shared/domain/account.ts';
import { marketOfSymbol } from '../../../shared/domain/instrument.ts';
import type { ReadableAccount, ToolDefinition, VisibleAccounts } from '../tool.ts';
import type { ReadRouter } from './read-router.ts';

/** Failures of one account that another account may not have. A wrong symbol is wrong for all of them. */
const OTHERS_MAY_DO_BETTER: ReadonlySet<ErrorCode> = new Set([
  'unavailable',
  'rate_limited',
  'busy',
  'timeout',
  'broker_unreachable',
  'broker_permission',
  'credentials',
]);
/** Accounts asked for one read: three time-outs of 15 s still end before the 60 s at which AI clients give up. */
const ACCOUNTS_TRIED_MAX = 3;

export interface ReadRouteDeps {
  readonly router: ReadRouter;
  readonly visible: VisibleAccounts;
  /** Thrown when nobody can answer. */
  readonly nobody: (visible: readonly Account[]) => AppError;
}

/**
 * The way of one tool call that reads market data and names no account. The whole call is answered by one account: if
 * that one fails, the whole call is made again with the next, so that an answer is never pieced together.
 */
export class ReadRoute {
  readonly accounts: VisibleAccounts;
  readonly #deps: ReadRouteDeps;
  readonly #market: string | null;
  #order: readonly Account[] | null = null;
  #at = 0;

  constructor(deps: ReadRouteDeps, input: unknown) {
    this.#deps = deps;
    this.#market = marketIn(input);
    const { visible } = deps;
    this.accounts = {
      list: () => visible.list(),
      get: (accountRef) => visible.get(accountRef),
      readable: (accountRef) =>
        accountRef === undefined ? visible.readable(this.#current().id) : visible.readable(accountRef),
    };
  }

  /** Whether the call may be made again, with another account. */
  moveOn(error: unknown): boolean {
    const failed = this.#order?.[this.#at];
    if (failed === undefined || !(error instanceof AppError)) return false;
    if (error.code === 'broker_permission') this.#deps.router.permissionRefused(failed.id, this.#market);
    if (!OTHERS_MAY_DO_BETTER.has(error.code)) return false;
    this.#at += 1;
    return this.#order?.[this.#at] !== undefined;
  }

  #current(): Account {
    const { router, visible, nobody } = this.#deps;
    this.#order ??= router.order(visible.list(), this.#market).slice(0, ACCOUNTS_TRIED_MAX);
    const account = this.#order[this.#at];
    if (account === undefined) throw nobody(visible.list());
    return account;
  }
}

/**
 * Market data is the same whoever asks; positions and orders are not. So a read is routed only where a tool lets its
 * caller choose whom to ask, and that is what its `data_account_id` says.
 */
export function isRoutable(tool: ToolDefinition): boolean {
  return tool.access === 'read' && Object.hasOwn(tool.input.shape, 'data_account_id');
}

/** The read function of an account, with what it costs noted. */
export function measuredReads(router: ReadRouter, readable: ReadableAccount): ReadableAccount {
  const { account, read } = readable;
  return {
    account,
    read: (name, input, options) => router.measured(account.id, () => read(name, input, options)),
  };
}

function marketIn(input: unknown): string | null {
  const { market, symbol, symbols } = (input ?? {}) as Record<string, unknown>;
  if (typeof market === 'string') return market;
  const [first] = Array.isArray(symbols) ? symbols : [symbol];
  return typeof first === 'string' ? marketOfSymbol(first) : null;
}
