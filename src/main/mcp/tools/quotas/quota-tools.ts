import type { ToolDefinition } from '../../tool.ts';
import { getKlineQuota } from './get-kline-quota.ts';
import { getQuotePermissions } from './get-quote-permissions.ts';
import { getRateLimits } from './get-rate-limits.ts';

/** In the order in which clients see them. */
export const quotaTools: readonly ToolDefinition[] = [getRateLimits, getQuotePermissions, getKlineQuota];
