import type { AccountProfile } from '../shared/domain/account.ts';
import type { Assets } from '../shared/domain/portfolio.ts';
import type { Output } from '../shared/ipc/contract.ts';
import { LISTED_ACCOUNTS_MAX } from '../shared/ipc/worker-calls/account-calls.ts';
import type { WorkerReads } from '../shared/ipc/worker-calls.ts';
import { accounts, assets, primeAssets } from '../tiger/methods/account-methods.ts';
import type { TigerReader } from '../tiger/tiger-client.ts';
import { BROKER_TIMEOUT_MS } from './broker-time-limit.ts';
import { PROFILE_LIFETIME_MS, QUOTE_LIFETIME_MS } from './cache-lifetimes.ts';
import type { ReadCache } from './read-cache.ts';
import {
  globalAssetsOf,
  isGlobalAccount,
  lastFourOf,
  primeAssetsOf,
  profileOf,
} from './tiger-mapping/portfolio-mapping.ts';

const TIME_LIMIT = { timeoutMs: BROKER_TIMEOUT_MS };

export interface AccountSourceDeps {
  readonly tiger: TigerReader;
  readonly cache: ReadCache;
  /** The broker's account number. */
  readonly account: string;
}

/** @throws TigerError */
export function readProfile(
  { tiger, cache, account }: AccountSourceDeps,
  signal: AbortSignal,
): Promise<AccountProfile> {
  return cache.get(
    'profile',
    PROFILE_LIFETIME_MS,
    async (life) => profileOf(account, await tiger.read(accounts, {}, { ...TIME_LIMIT, signal: life })),
    signal,
  );
}

/** Asks anew, whatever is kept: it is the test of a connection. @throws TigerError */
export async function checkAccount(
  { tiger, account }: AccountSourceDeps,
  signal: AbortSignal,
): Promise<Output<WorkerReads, 'account.check'>> {
  const reply = await tiger.read(accounts, {}, { ...TIME_LIMIT, signal });
  const { brokerTimeMs, receivedAtMs, data } = reply;
  return {
    profile: profileOf(account, reply),
    isFound: data.some((row) => row.account === account),
    listed: data.slice(0, LISTED_ACCOUNTS_MAX).map((row) => ({
      lastFour: lastFourOf(row.account ?? ''),
      accountType: row.accountType,
    })),
    clockAheadMs: brokerTimeMs === null ? null : Math.round(receivedAtMs - brokerTimeMs),
  };
}

/** @throws TigerError, AppError */
export function readAssets(
  { tiger, cache, account }: AccountSourceDeps,
  signal: AbortSignal,
): Promise<Assets> {
  return cache.get(
    'assets',
    QUOTE_LIFETIME_MS,
    async (life) => {
      if (isGlobalAccount(account)) {
        const params = { segment: true, market_value: true };
        return globalAssetsOf(account, await tiger.read(assets, params, { ...TIME_LIMIT, signal: life }));
      }
      return primeAssetsOf(
        await tiger.read(primeAssets, { consolidated: true }, { ...TIME_LIMIT, signal: life }),
      );
    },
    signal,
  );
}
