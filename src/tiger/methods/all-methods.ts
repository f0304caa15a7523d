import type { AnyMethod } from '../method.ts';
import { accounts, assets, positions, primeAssets } from './account-methods.ts';
import { aggregateAssets, analyticsAsset, estimateTradableQuantity } from './asset-methods.ts';
import { contract, contracts, quoteContract } from './contract-methods.ts';
import { corporateAction } from './corporate-methods.ts';
import {
  financialCurrency,
  financialDaily,
  financialExchangeRate,
  financialReport,
} from './financial-methods.ts';
import { brokerHold, capitalDistribution, capitalFlow, stockBroker } from './flow-methods.ts';
import { fundAllSymbols, fundContracts, fundHistoryQuote, fundQuote } from './fund-methods.ts';
import {
  cancelSegmentFund,
  fundDetails,
  placeForexOrder,
  segmentFundAvailable,
  segmentFundHistory,
  transferFund,
  transferSegmentFund,
} from './fund-transfer-methods.ts';
import {
  futureContinuousContract,
  futureContractByCode,
  futureContracts,
  futureContractsOfExchange,
  futureCurrentContract,
  futureExchange,
  futureHistoryMainContract,
  futureTradingDate,
} from './future-contract-methods.ts';
import { futureDepth, futureKline, futureRealTimeQuote, futureTick } from './future-quote-methods.ts';
import { industryList, industryStocks, stockIndustry } from './industry-methods.ts';
import { allSymbolNames, allSymbols, marketState, tradingCalendar } from './market-methods.ts';
import {
  allHkOptionSymbols,
  optionAnalysis,
  optionDepth,
  optionTimeline,
  optionTradeTick,
} from './option-detail-methods.ts';
import {
  optionExerciseCancel,
  optionExerciseCheck,
  optionExercisePosition,
  optionExerciseRecord,
  optionExerciseSubmit,
} from './option-exercise-methods.ts';
import { optionBrief, optionChain, optionExpiration, optionKline } from './option-quote-methods.ts';
import { cancelOrder, modifyOrder, orderNumber, placeOrder, previewOrder } from './order-methods.ts';
import {
  activeOrders,
  filledOrders,
  inactiveOrders,
  orders,
  orderTransactions,
} from './order-query-methods.ts';
import {
  addonEntitlements,
  getQuotePermission,
  grabQuotePermission,
  klineQuota,
} from './permission-methods.ts';
import {
  positionTransfer,
  positionTransferDetail,
  positionTransferExternalRecords,
  positionTransferRecords,
} from './position-transfer-methods.ts';
import { kline, quoteDelay, quoteRealTime, quoteStockTrade } from './quote-methods.ts';
import { marketScanner, marketScannerTags } from './scanner-methods.ts';
import {
  brief,
  quoteOvernight,
  quoteShortableStocks,
  stockDetail,
  stockFundamental,
  tradeRank,
} from './stock-methods.ts';
import { historyTimeline, quoteDepth, timeline, tradeTick } from './tick-methods.ts';
import { userLicense, userTokenRefresh } from './user-methods.ts';
import { warrantFilter, warrantRealTimeQuote } from './warrant-methods.ts';

/**
 * Every method of the Tiger OpenAPI (wire contract 3.1 to 3.12), by the groups of the contract and in its order.
 * `orders` for a single order is the same method with another reply (`singleOrder`) and is not repeated here.
 */
export const ALL_METHODS = {
  stocks: [
    marketState,
    tradingCalendar,
    allSymbols,
    allSymbolNames,
    quoteStockTrade,
    brief,
    quoteRealTime,
    quoteDelay,
    stockDetail,
    timeline,
    historyTimeline,
    kline,
    tradeTick,
    quoteShortableStocks,
    quoteDepth,
    stockFundamental,
    tradeRank,
    quoteOvernight,
    stockBroker,
    brokerHold,
    capitalFlow,
    capitalDistribution,
  ],
  permissions: [grabQuotePermission, getQuotePermission, addonEntitlements, klineQuota],
  options: [
    optionExpiration,
    optionChain,
    optionBrief,
    optionKline,
    optionTradeTick,
    optionDepth,
    optionTimeline,
    optionAnalysis,
    allHkOptionSymbols,
  ],
  futures: [
    futureExchange,
    futureContractsOfExchange,
    futureContracts,
    futureCurrentContract,
    futureContractByCode,
    futureContinuousContract,
    futureHistoryMainContract,
    futureTradingDate,
    futureKline,
    futureTick,
    futureRealTimeQuote,
    futureDepth,
  ],
  funds_and_warrants: [
    fundAllSymbols,
    fundContracts,
    fundQuote,
    fundHistoryQuote,
    warrantRealTimeQuote,
    warrantFilter,
  ],
  fundamentals: [
    corporateAction,
    financialDaily,
    financialReport,
    financialCurrency,
    financialExchangeRate,
    industryList,
    industryStocks,
    stockIndustry,
  ],
  scanner: [marketScanner, marketScannerTags],
  orders: [
    contract,
    contracts,
    quoteContract,
    orderNumber,
    previewOrder,
    placeOrder,
    modifyOrder,
    cancelOrder,
    orders,
    activeOrders,
    inactiveOrders,
    filledOrders,
    orderTransactions,
  ],
  accounts: [
    accounts,
    positions,
    assets,
    primeAssets,
    aggregateAssets,
    analyticsAsset,
    estimateTradableQuantity,
  ],
  movements: [
    segmentFundAvailable,
    segmentFundHistory,
    transferSegmentFund,
    cancelSegmentFund,
    placeForexOrder,
    transferFund,
    fundDetails,
    positionTransfer,
    positionTransferRecords,
    positionTransferDetail,
    positionTransferExternalRecords,
  ],
  exercise: [
    optionExerciseCheck,
    optionExerciseSubmit,
    optionExerciseRecord,
    optionExercisePosition,
    optionExerciseCancel,
  ],
  user: [userLicense, userTokenRefresh],
} as const satisfies Readonly<Record<string, readonly AnyMethod[]>>;
