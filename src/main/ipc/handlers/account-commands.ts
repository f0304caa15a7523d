import type { AccountId } from '../../../shared/domain/account.ts';
import type { AccountAdmin } from '../../accounts/account-admin.ts';
import type { AccountDirectory } from '../../accounts/account-directory.ts';
import { readGreeks } from '../../accounts/read-greeks.ts';
import type { CommandArea } from '../ipc-router.ts';

export interface AccountCommandsDeps {
  readonly accounts: AccountDirectory;
  readonly admin: AccountAdmin;
  readonly restartAccount: (accountId: AccountId) => Promise<void>;
  readonly takePushBack: (accountId: AccountId) => void;
}

/** A person looks at the window: an answer that takes longer than this is no answer. */
const READ_TIMEOUT_MS = 15_000;
const OPTIONS = { timeoutMs: READ_TIMEOUT_MS } as const;
const DONE = { ok: true } as const;

export function accountCommands(deps: AccountCommandsDeps): CommandArea<'accounts'> {
  const { accounts, admin } = deps;
  return {
    'accounts.list': async () => [...accounts.list()],
    'accounts.setToken': ({ accountId, tokenFile }) => admin.setToken(accountId, tokenFile),
    'accounts.renewToken': ({ accountId }) => admin.renewToken(accountId),
    'accounts.describe': ({ accountId, ...description }) => admin.describe(accountId, description),
    'accounts.setEnabled': ({ accountId, isEnabled }) => admin.setEnabled(accountId, isEnabled),
    'accounts.remove': async ({ accountId }) => {
      await admin.remove(accountId);
      return DONE;
    },
    'accounts.restart': async ({ accountId }) => {
      await deps.restartAccount(accountId);
      return DONE;
    },
    'accounts.takePushBack': async ({ accountId }) => {
      deps.takePushBack(accountId);
      return DONE;
    },
    'accounts.setClientAccess': ({ accountId, clientAccess }) =>
      admin.setClientAccess(accountId, clientAccess),
    'accounts.setReadsPerMinute': ({ accountId, readsPerMinute }) =>
      admin.setReadsPerMinute(accountId, readsPerMinute),
    'accounts.setLiveTrading': ({ accountId, isEnabled, typedSentence }) =>
      admin.setLiveTrading(accountId, isEnabled, typedSentence),
    'accounts.assets': ({ accountId }) => accounts.reads(accountId).read('account.assets', {}, OPTIONS),
    'accounts.positions': ({ accountId }) => accounts.reads(accountId).read('positions.list', {}, OPTIONS),
    'accounts.greeks': ({ accountId, options }) =>
      readGreeks(accounts.reads(accountId), options, READ_TIMEOUT_MS),
    'accounts.orders': ({ accountId, scope, limit }) =>
      accounts
        .reads(accountId)
        .read('orders.list', { scope, limit, symbol: null, startMs: null, endMs: null }, OPTIONS),
    'accounts.market': ({ accountId }) => {
      const reads = accounts.reads(accountId);
      return Promise.all(SHOWN_MARKETS.map((market) => reads.read('market.status', { market }, OPTIONS)));
    },
  };
}

/** The markets of the instruments that the app trades. */
const SHOWN_MARKETS = ['US', 'HK'] as const;
