import type { ToolDefinition } from '../../tool.ts';
import { getAccountStatus } from './get-account-status.ts';
import { listAccounts } from './list-accounts.ts';
import { refreshToken } from './refresh-token.ts';

/** In the order in which clients see them. */
export const accountTools: readonly ToolDefinition[] = [listAccounts, getAccountStatus, refreshToken];
