import { AppError } from '../../shared/app-error.ts';
import type { Account } from '../../shared/domain/account.ts';

/** @throws AppError access_denied */
export function refuseWithoutAccess(account: Account): void {
  if (account.clientAccess === 'propose') return;
  throw new AppError('access_denied', `AI clients may not propose orders on the account ${account.alias}.`, {
    nextStep: 'The user can allow it in Accounts, in the window of Tiger MCP Desktop.',
  });
}
