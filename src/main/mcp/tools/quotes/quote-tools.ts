import type { ToolDefinition } from '../../tool.ts';
import { getDepth } from './get-depth.ts';
import { getIndicators } from './get-indicators.ts';
import { getKline } from './get-kline.ts';
import { getMarketData } from './get-market-data.ts';
import { getMarketStatus } from './get-market-status.ts';
import { getQuote } from './get-quote.ts';
import { getTicks } from './get-ticks.ts';
import { getTimeline } from './get-timeline.ts';
import { getTradingCalendar } from './get-trading-calendar.ts';
import { searchSymbols } from './search-symbols.ts';

/** In the order in which clients see them. */
export const quoteTools: readonly ToolDefinition[] = [
  getQuote,
  getMarketData,
  getKline,
  getIndicators,
  getTimeline,
  getTicks,
  getDepth,
  getMarketStatus,
  getTradingCalendar,
  searchSymbols,
];
