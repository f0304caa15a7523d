import type { AccountReuse } from '../../shared/domain/rate-usage.ts';
import type { AccountDirectory } from './account-directory.ts';

/** The process answers from memory; one that does not within this time has nothing to show now. */
const HEALTH_TIMEOUT_MS = 2_000;

/** Of every account whose process answers. */
export async function readReuse(accounts: AccountDirectory): Promise<AccountReuse[]> {
  const answers = await Promise.all(accounts.list().map(({ id }) => reuseOf(accounts, id)));
  return answers.filter((reuse) => reuse !== null);
}

async function reuseOf(accounts: AccountDirectory, accountId: string): Promise<AccountReuse | null> {
  try {
    const health = await accounts
      .reads(accountId)
      .read('worker.health', {}, { timeoutMs: HEALTH_TIMEOUT_MS });
    const { lastLatencyMs, cacheHits, joined, batched } = health;
    return {
      accountId,
      callsTotal: health.brokerCallsTotal,
      errorsTotal: health.brokerErrorsTotal,
      lastLatencyMs,
      cacheHits,
      joined,
      batched,
    };
  } catch {
    return null;
  }
}
