import type { Account, AccountId } from '../../shared/domain/account.ts';
import type { Input, Output } from '../../shared/ipc/contract.ts';
import type { WorkerEffects, WorkerReads } from '../../shared/ipc/worker-calls.ts';

export interface ReadOptions {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
  /** The AI client for which it is read; none: the app itself. */
  readonly client?: string;
}

/** Calls to one account's process that change nothing. A tool that reads is handed this type and cannot do more. */
export interface AccountReads {
  read<K extends keyof WorkerReads & string>(
    name: K,
    input: Input<WorkerReads, K>,
    options: ReadOptions,
  ): Promise<Output<WorkerReads, K>>;
}

/**
 * Calls to one account's process that change something at the broker. Only the order desk holds them. A failure with
 * `outcomeUnknown` is reconciled, never repeated.
 */
export interface AccountEffects {
  effect<K extends keyof WorkerEffects & string>(
    name: K,
    input: Input<WorkerEffects, K>,
    options: { readonly timeoutMs: number },
  ): Promise<Output<WorkerEffects, K>>;
}

/** All accounts and the way to their processes. */
export interface AccountDirectory {
  list(): readonly Account[];
  /** @throws AppError not_found */
  get(accountId: AccountId): Account;
  /** By alias or id; null if there is none. */
  find(aliasOrId: string): Account | null;
  /** @throws AppError unavailable, credentials or not_found, with the account's own next step */
  reads(accountId: AccountId): AccountReads;
  /** Resolves when no account is coming up for the first time since the app's start, after seconds at most. */
  untilStarted(signal: AbortSignal): Promise<void>;
}

export interface AccountTradingDirectory extends AccountDirectory {
  /** @throws AppError unless the account is `ready`: an account that still recovers sends nothing. */
  effects(accountId: AccountId): AccountEffects;
}
