import type { AccountSupervisor } from '../../accounts/account-supervisor.ts';
import type { AccountRequests } from '../../clients/account-requests.ts';
import type { CommandArea } from '../ipc-router.ts';

export interface RequestCommandsDeps {
  readonly requests: AccountRequests;
  readonly accounts: Pick<AccountSupervisor, 'get'>;
}

export function requestCommands({ requests, accounts }: RequestCommandsDeps): CommandArea<'requests'> {
  return {
    'requests.list': async () => [...requests.list()],
    'requests.answer': async ({ id, isAccepted }) => {
      await requests.answer(id, isAccepted, (accountId) => accounts.get(accountId));
      return { ok: true };
    },
  };
}
