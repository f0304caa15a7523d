import type { Account } from '../../src/shared/domain/account.ts';
import { decimal, isNegative, multiply, subtract } from '../../src/shared/domain/decimal.ts';
import type { MarketStatus } from '../../src/shared/domain/market-data.ts';
import { type BrokerOrder, brokerOrderSchema } from '../../src/shared/domain/order.ts';
import { type Assets, assetsSchema, type PositionList } from '../../src/shared/domain/portfolio.ts';
import type { Provenance } from '../../src/shared/domain/provenance.ts';

export const MINUTE_MS = 60_000;
export const DEMO_ID = 'acc_demo0000000000ab';
export const LIVE_ID = 'acc_live0000000000ab';

export function fakeProvenance(nowMs: number): Provenance {
  return {
    asOfMs: nowMs - 400,
    brokerTimeMs: nowMs,
    receivedAtMs: nowMs,
    isDelayed: false,
    isSimulated: true,
  };
}

export function fakeAccounts(nowMs: number): Account[] {
  const demo: Account = {
    id: DEMO_ID,
    alias: 'demo',
    label: 'Demo, paper, USD 1,000,000',
    colour: null,
    tags: [],
    isEnabled: true,
    readsPerMinute: 1_200,
    isDemo: true,
    mode: 'paper',
    lastFour: '4321',
    clientAccess: 'propose',
    isLiveTradingEnabled: false,
    state: 'ready',
    stateText: null,
    push: { state: 'connected', text: null },
    token: { state: 'not_needed', expiresMs: null, text: 'This licence needs no token.', nextStep: null },
    problems: [],
    createdAtMs: nowMs - 60 * MINUTE_MS,
  };
  const live: Account = {
    ...demo,
    id: LIVE_ID,
    alias: 'growth-live',
    label: 'Long-term growth',
    isDemo: false,
    mode: 'live',
    lastFour: '8890',
    clientAccess: 'read',
    state: 'credentials_needed',
    stateText: 'The private key was kept for the last session only. Add the configuration file again.',
    push: { state: 'off', text: null },
  };
  return [demo, live];
}

export function fakeAssets(nowMs: number): Assets {
  return assetsSchema.parse({
    currency: 'USD',
    netLiquidation: '1003482.17',
    equityWithLoan: '1003482.17',
    cashBalance: '871204.55',
    cashAvailableForTrade: '871204.55',
    buyingPower: '871204.55',
    initialMargin: '33069.4',
    maintenanceMargin: '26455.52',
    excessLiquidity: '977026.65',
    grossPositionValue: '132277.62',
    unrealizedPnl: '3511.02',
    realizedPnl: '-28.85',
    todayPnl: '1240.3',
    currencies: [
      { currency: 'USD', cashBalance: '821204.55', rateToBase: '1' },
      { currency: 'HKD', cashBalance: '390000', rateToBase: '0.1282' },
    ],
    provenance: fakeProvenance(nowMs),
  });
}

const HOLDINGS = [
  ['AAPL', 'Apple Inc.', 'US', 'USD', '250', '182.4', '187.42'],
  ['NVDA', 'NVIDIA Corporation', 'US', 'USD', '120', '141.05', '138.9'],
  ['00700', 'Tencent Holdings', 'HK', 'HKD', '800', '402.6', '418.2'],
  ['VOO', 'Vanguard S&P 500 ETF', 'US', 'USD', '60', '548.11', '552.38'],
  ['TSLA', 'Tesla, Inc.', 'US', 'USD', '-40', '251.3', '248.75'],
] as const;

export function fakePositions(nowMs: number): PositionList {
  const positions = HOLDINGS.map(([symbol, name, market, currency, quantity, cost, last]) => {
    const pnl = multiply(subtract(decimal(last), decimal(cost)), decimal(quantity));
    return {
      symbol,
      name,
      market,
      securityType: 'STK' as const,
      currency,
      quantity: decimal(quantity),
      salableQuantity: decimal(quantity),
      averageCost: decimal(cost),
      lastPrice: decimal(last),
      marketValue: multiply(decimal(last), decimal(quantity)),
      unrealizedPnl: pnl,
      unrealizedPnlRate: isNegative(pnl) ? decimal('-0.0152') : decimal('0.0275'),
      realizedPnl: null,
      todayPnl: symbol === 'VOO' ? null : decimal(isNegative(pnl) ? '-86.4' : '312.5'),
      multiplier: decimal(1),
    };
  });
  return { positions, provenance: fakeProvenance(nowMs) };
}

export function fakeMarkets(nowMs: number): MarketStatus[] {
  return (['US', 'HK'] as const).map((market) => ({
    market,
    phase: 'regular',
    statusText: 'Trading (simulated exchange)',
    openTimeText: '11-23 09:30:00 EST',
    provenance: fakeProvenance(nowMs),
  }));
}

export function fakeOrders(nowMs: number): BrokerOrder[] {
  const row = (index: number, patch: object) =>
    brokerOrderSchema.parse({
      brokerOrderId: `3542868823654400${index}`,
      orderNumber: String(index),
      userMark: null,
      symbol: 'AAPL',
      name: 'Apple Inc.',
      market: 'US',
      securityType: 'STK',
      currency: 'USD',
      side: 'BUY',
      orderType: 'LMT',
      quantity: '100',
      filledQuantity: '0',
      limitPrice: '185.5',
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
      openedAtMs: nowMs - index * 7 * MINUTE_MS,
      updatedAtMs: nowMs,
      ...patch,
    });
  return [
    row(1, {}),
    row(2, {
      symbol: '00700',
      market: 'HK',
      currency: 'HKD',
      side: 'SELL',
      quantity: '400',
      filledQuantity: '100',
      limitPrice: '420.4',
      averageFillPrice: '420.4',
      status: 'partially_filled',
      timeInForce: 'GTC',
    }),
    row(3, {
      orderType: 'STP_LMT',
      stopPrice: '240',
      limitPrice: '239.5',
      side: 'SELL',
      symbol: 'TSLA',
      quantity: '40',
    }),
    row(4, {
      status: 'filled',
      filledQuantity: '100',
      averageFillPrice: '187.4812',
      commission: '1.29',
      limitPrice: null,
      orderType: 'MKT',
    }),
    row(5, { status: 'rejected', remark: 'Insufficient buying power for this order.' }),
    row(6, { status: 'cancelled' }),
  ];
}
