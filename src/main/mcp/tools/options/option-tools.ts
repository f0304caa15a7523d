import type { ToolDefinition } from '../../tool.ts';
import { getHkOptionSymbols } from './get-hk-option-symbols.ts';
import { getOptionAnalysis } from './get-option-analysis.ts';
import { getOptionChain } from './get-option-chain.ts';
import { getOptionDepth } from './get-option-depth.ts';
import { getOptionExpirations } from './get-option-expirations.ts';
import { getOptionKline } from './get-option-kline.ts';
import { getOptionQuote } from './get-option-quote.ts';
import { getOptionTicks } from './get-option-ticks.ts';

/** In the order in which clients see them. */
export const optionTools: readonly ToolDefinition[] = [
  getOptionExpirations,
  getOptionChain,
  getOptionQuote,
  getOptionKline,
  getOptionDepth,
  getOptionTicks,
  getOptionAnalysis,
  getHkOptionSymbols,
];
