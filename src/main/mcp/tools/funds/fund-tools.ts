import type { ToolDefinition } from '../../tool.ts';
import { getFundContracts } from './get-fund-contracts.ts';
import { getFundQuote } from './get-fund-quote.ts';
import { getFundQuoteHistory } from './get-fund-quote-history.ts';
import { getFundSymbols } from './get-fund-symbols.ts';

/** In the order in which clients see them. */
export const fundTools: readonly ToolDefinition[] = [
  getFundSymbols,
  getFundContracts,
  getFundQuote,
  getFundQuoteHistory,
];
