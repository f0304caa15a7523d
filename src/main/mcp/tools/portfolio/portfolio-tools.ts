import type { ToolDefinition } from '../../tool.ts';
import { getAccountInfo } from './get-account-info.ts';
import { getPositions } from './get-positions.ts';
import { getTransactions } from './get-transactions.ts';

/** In the order in which clients see them. */
export const portfolioTools: readonly ToolDefinition[] = [getAccountInfo, getPositions, getTransactions];
