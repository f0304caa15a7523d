import type { ToolDefinition } from '../../tool.ts';
import { getFutureContracts } from './get-future-contracts.ts';
import { getFutureDepth } from './get-future-depth.ts';
import { getFutureExchanges } from './get-future-exchanges.ts';
import { getFutureKline } from './get-future-kline.ts';
import { getFutureQuote } from './get-future-quote.ts';
import { getFutureTicks } from './get-future-ticks.ts';

/** In the order in which clients see them. */
export const futureTools: readonly ToolDefinition[] = [
  getFutureExchanges,
  getFutureContracts,
  getFutureQuote,
  getFutureKline,
  getFutureTicks,
  getFutureDepth,
];
