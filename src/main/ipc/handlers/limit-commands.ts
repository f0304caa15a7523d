import type { AccountDirectory } from '../../accounts/account-directory.ts';
import type { RateLanes } from '../../accounts/rate-lanes.ts';
import { readReuse } from '../../accounts/read-reuse.ts';
import type { CommandArea } from '../ipc-router.ts';

export interface LimitCommandsDeps {
  readonly accounts: AccountDirectory;
  readonly lanes: Pick<RateLanes, 'usage'>;
}

export function limitCommands({ accounts, lanes }: LimitCommandsDeps): CommandArea<'limits'> {
  return {
    'limits.get': async () => ({ lanes: lanes.usage(), accounts: await readReuse(accounts) }),
  };
}
