import type { ToolDefinition } from './tool.ts';
import { getAccountStatus } from './tools/accounts/get-account-status.ts';
import { listAccounts } from './tools/accounts/list-accounts.ts';
import { getContracts } from './tools/contracts/get-contracts.ts';
import { getTradableQuantity } from './tools/contracts/get-tradable-quantity.ts';
import { getCorporateActions } from './tools/fundamentals/get-corporate-actions.ts';
import { getEarnings } from './tools/fundamentals/get-earnings.ts';
import { getFinancials } from './tools/fundamentals/get-financials.ts';
import { getOptionChain } from './tools/options/get-option-chain.ts';
import { getOptionExpirations } from './tools/options/get-option-expirations.ts';
import { getAccountInfo } from './tools/portfolio/get-account-info.ts';
import { getPositions } from './tools/portfolio/get-positions.ts';
import { getTransactions } from './tools/portfolio/get-transactions.ts';
import { getDepth } from './tools/quotes/get-depth.ts';
import { getKline } from './tools/quotes/get-kline.ts';
import { getMarketData } from './tools/quotes/get-market-data.ts';
import { getMarketStatus } from './tools/quotes/get-market-status.ts';
import { getQuote } from './tools/quotes/get-quote.ts';
import { getTicks } from './tools/quotes/get-ticks.ts';
import { getTimeline } from './tools/quotes/get-timeline.ts';
import { getTradingCalendar } from './tools/quotes/get-trading-calendar.ts';
import { searchSymbols } from './tools/quotes/search-symbols.ts';
import { cancelOrder } from './tools/trading/cancel-order.ts';
import { getOrder } from './tools/trading/get-order.ts';
import { getOrders } from './tools/trading/get-orders.ts';
import { getProposal } from './tools/trading/get-proposal.ts';
import { listProposals } from './tools/trading/list-proposals.ts';
import { modifyOrder } from './tools/trading/modify-order.ts';
import { placeOrder } from './tools/trading/place-order.ts';
import { previewOrder } from './tools/trading/preview-order.ts';
import { tripKillSwitch } from './tools/trading/trip-kill-switch.ts';
import { withdrawProposal } from './tools/trading/withdraw-proposal.ts';

/** Every tool, in the order in which clients see them. */
export const toolCatalog: readonly ToolDefinition[] = [
  listAccounts,
  getAccountStatus,
  getAccountInfo,
  getPositions,
  getTransactions,
  getQuote,
  getMarketData,
  getKline,
  getTimeline,
  getTicks,
  getDepth,
  getMarketStatus,
  getTradingCalendar,
  searchSymbols,
  getContracts,
  getTradableQuantity,
  getFinancials,
  getCorporateActions,
  getEarnings,
  getOptionExpirations,
  getOptionChain,
  previewOrder,
  placeOrder,
  modifyOrder,
  cancelOrder,
  getOrders,
  getOrder,
  getProposal,
  listProposals,
  withdrawProposal,
  tripKillSwitch,
];
