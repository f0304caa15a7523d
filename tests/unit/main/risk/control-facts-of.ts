import type { ControlFacts } from '../../../../src/main/risk/control-facts.ts';
import { decimal, ZERO } from '../../../../src/shared/domain/decimal.ts';
import type { Contract } from '../../../../src/shared/domain/instrument.ts';
import type { Quote } from '../../../../src/shared/domain/market-data.ts';
import type { BrokerOrder, OrderDraft, OrderPreview } from '../../../../src/shared/domain/order.ts';
import { PLAIN_FORM } from '../../../../src/shared/domain/order-form.ts';
import type { Assets, Position } from '../../../../src/shared/domain/portfolio.ts';
import { DEFAULT_RISK_SETTINGS } from '../../../../src/shared/domain/risk-settings.ts';

export const NOW_MS = Date.UTC(2026, 0, 5, 15, 0, 0);
const PROVENANCE = {
  asOfMs: NOW_MS,
  brokerTimeMs: NOW_MS,
  receivedAtMs: NOW_MS,
  isDelayed: false,
  isSimulated: true,
};

export const ORDER: OrderDraft = {
  symbol: 'AAPL',
  market: 'US',
  securityType: 'STK',
  currency: 'USD',
  side: 'BUY',
  orderType: 'LMT',
  quantity: decimal(10),
  limitPrice: decimal(100),
  stopPrice: null,
  timeInForce: 'DAY',
  session: 'regular',
  multiplier: null,
  ...PLAIN_FORM,
  legs: null,
};

export const QUOTE: Quote = {
  symbol: 'AAPL',
  lastPrice: decimal(100),
  bidPrice: decimal('99.99'),
  bidSize: decimal(100),
  askPrice: decimal('100.01'),
  askSize: decimal(100),
  openPrice: null,
  highPrice: null,
  lowPrice: null,
  previousClose: null,
  change: null,
  changeRate: null,
  volume: null,
  tradingStatus: 'normal',
  provenance: PROVENANCE,
};

export const CONTRACT: Contract = {
  symbol: 'AAPL',
  name: 'Apple',
  market: 'US',
  exchange: 'NASDAQ',
  currency: 'USD',
  securityType: 'STK',
  lotSize: decimal(1),
  multiplier: decimal(1),
  tickSizes: [{ from: ZERO, to: null, fromInclusive: true, toInclusive: false, size: decimal('0.01') }],
  isTradeable: true,
  isMarginable: true,
  isShortable: true,
  isCloseOnly: false,
  isEtf: false,
  supportsFractional: false,
  underlying: null,
};

export const PREVIEW: OrderPreview = {
  isPass: true,
  message: null,
  commission: decimal(2),
  gst: null,
  commissionCurrency: 'USD',
  marginCurrency: 'USD',
  initialMarginBefore: null,
  initialMarginAfter: null,
  maintenanceMarginBefore: null,
  maintenanceMarginAfter: null,
  equityWithLoanBefore: null,
  equityWithLoanAfter: null,
  availableAfter: decimal(5000),
  excessLiquidityAfter: decimal(5000),
  provenance: PROVENANCE,
};

export const ASSETS: Assets = {
  currency: 'USD',
  netLiquidation: decimal(10_000),
  equityWithLoan: null,
  cashBalance: decimal(10_000),
  cashAvailableForTrade: decimal(10_000),
  buyingPower: decimal(20_000),
  initialMargin: null,
  maintenanceMargin: null,
  excessLiquidity: null,
  dayTradesRemaining: null,
  grossPositionValue: ZERO,
  unrealizedPnl: null,
  realizedPnl: null,
  todayPnl: ZERO,
  segments: [],
  currencies: [{ currency: 'HKD', cashBalance: ZERO, rateToBase: decimal('0.128') }],
  provenance: PROVENANCE,
};

/** An order that every control lets through, with what a test changes. */
export function factsWith(change: Partial<ControlFacts> = {}): ControlFacts {
  return {
    nowMs: NOW_MS,
    settings: DEFAULT_RISK_SETTINGS,
    account: { mode: 'paper', isLiveTradingEnabled: false, clientAccess: 'propose' },
    order: ORDER,
    changes: null,
    requestId: null,
    createdAtMs: NOW_MS,
    expiresAtMs: NOW_MS + 60_000,
    contract: CONTRACT,
    quote: QUOTE,
    legQuotes: null,
    legTickSizes: null,
    preview: PREVIEW,
    assets: ASSETS,
    positions: [],
    market: { market: 'US', phase: 'regular', statusText: null, openTimeText: null, provenance: PROVENANCE },
    openOrders: [],
    openCombinations: [],
    areAllOpenOrdersKnown: true,
    averageDailyVolume: decimal(1_000_000),
    legMarkets: null,
    rationale: 'The user asked for it.',
    activity: {
      ordersLastMinute: 0,
      ordersToday: 0,
      notionalToday: ZERO,
      pastNotionals: [],
      waitingOfClient: 0,
    },
    otherAccounts: { orders: [], unread: [] },
    absences: {},
    recentOrders: [],
    legsUnderWay: [],
    lockedByProposalId: null,
    isFlattening: false,
    stops: [],
    taints: [],
    approval: {
      decidedAtMs: NOW_MS,
      expiresAtMs: NOW_MS + 60_000,
      sealApproved: 'a'.repeat(64),
      sealNow: 'a'.repeat(64),
      sealedQuote: QUOTE,
      sealedLegQuotes: null,
      isUsed: false,
      grant: null,
    },
    ...change,
  };
}

export function orderWith(change: Partial<OrderDraft>): Partial<ControlFacts> {
  return { order: { ...ORDER, ...change } };
}

export function quoteWith(change: Partial<Quote>): Partial<ControlFacts> {
  return { quote: { ...QUOTE, ...change } };
}

export function holding(quantity: string): Position {
  return {
    symbol: 'AAPL',
    name: null,
    market: 'US',
    securityType: 'STK',
    currency: 'USD',
    quantity: decimal(quantity),
    salableQuantity: null,
    averageCost: null,
    lastPrice: null,
    marketValue: null,
    unrealizedPnl: null,
    unrealizedPnlRate: null,
    realizedPnl: null,
    todayPnl: null,
    multiplier: null,
  };
}

export function openOrder(change: Partial<BrokerOrder> = {}): BrokerOrder {
  return {
    brokerOrderId: '1',
    orderNumber: null,
    userMark: null,
    symbol: 'AAPL',
    name: null,
    market: 'US',
    securityType: 'STK',
    currency: 'USD',
    side: 'BUY',
    orderType: 'LMT',
    quantity: decimal(10),
    filledQuantity: ZERO,
    limitPrice: decimal(100),
    stopPrice: null,
    trail: null,
    expiresAtMs: null,
    parentOrderId: null,
    averageFillPrice: null,
    commission: null,
    timeInForce: 'DAY',
    status: 'working',
    remark: null,
    canCancel: true,
    openedAtMs: NOW_MS - 3_600_000,
    updatedAtMs: null,
    multiplier: null,
    legs: null,
    ...change,
  };
}
