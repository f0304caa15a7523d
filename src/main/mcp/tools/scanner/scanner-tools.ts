import type { ToolDefinition } from '../../tool.ts';
import { getScannerTags } from './get-scanner-tags.ts';
import { getTradeRank } from './get-trade-rank.ts';
import { scanMarket } from './scan-market.ts';

/** In the order in which clients see them. */
export const scannerTools: readonly ToolDefinition[] = [scanMarket, getScannerTags, getTradeRank];
