import type { AccountId } from '../../shared/domain/account.ts';
import { Secret } from '../../shared/secret.ts';
import type { SessionServed } from './account-session.ts';
import type { AccountSupervisor } from './account-supervisor.ts';
import type { RateLanes } from './rate-lanes.ts';
import type { TokenDesk } from './token-desk.ts';

export interface ServedCallsDeps {
  readonly lanes: RateLanes;
  readonly tokens: TokenDesk;
  readonly accounts: () => Pick<AccountSupervisor, 'tokenTold' | 'problemsTold'>;
}

/** What the process of an account may ask of main. */
export function servedCalls(deps: ServedCallsDeps, accountId: AccountId): SessionServed['handlers'] {
  const { lanes, tokens, accounts } = deps;
  return {
    'rate.book': async ({ tigerId, ...wish }) => lanes.book(accountId, tigerId, wish),
    'token.store': async ({ tigerId, tokenFile }) => {
      await tokens.renewed(accountId, tigerId, new Secret(tokenFile));
      return {};
    },
    'token.tell': async ({ token }) => {
      accounts().tokenTold(accountId, token);
      return {};
    },
    'problems.tell': async ({ problems }) => {
      accounts().problemsTold(accountId, problems);
      return {};
    },
  };
}
