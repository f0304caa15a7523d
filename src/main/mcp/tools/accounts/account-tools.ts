import type { ToolDefinition } from '../../tool.ts';
import { addAccount } from './add-account.ts';
import { getAccountStatus } from './get-account-status.ts';
import { listAccounts } from './list-accounts.ts';
import { refreshToken } from './refresh-token.ts';
import { removeAccount } from './remove-account.ts';
import { setDefaultDataAccount } from './set-default-data-account.ts';
import { setDefaultTradingAccount } from './set-default-trading-account.ts';

/** In the order in which clients see them. */
export const accountTools: readonly ToolDefinition[] = [
  listAccounts,
  getAccountStatus,
  refreshToken,
  setDefaultDataAccount,
  setDefaultTradingAccount,
  addAccount,
  removeAccount,
];
