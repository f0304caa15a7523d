import { decimal } from '../../../../src/shared/domain/decimal.ts';
import type { PushFill, PushOrder, PushQuote, PushTrade } from '../../../../src/tiger/push/push-event.ts';

export const ACCOUNT = '20200821144442583';

export const quote = (change: Partial<PushQuote>): PushQuote => ({
  kind: 'quote',
  symbol: 'AAPL',
  identifier: null,
  part: 'basic',
  lastPrice: null,
  lastPriceAtMs: null,
  openPrice: null,
  highPrice: null,
  lowPrice: null,
  previousClose: null,
  averagePrice: null,
  volume: null,
  amount: null,
  openInterest: null,
  bidPrice: null,
  bidSize: null,
  askPrice: null,
  askSize: null,
  statusText: null,
  asOfMs: 1,
  sentAtMs: null,
  ...change,
});

export const order = (change: Partial<PushOrder>): PushOrder => ({
  kind: 'order',
  account: ACCOUNT,
  brokerOrderId: '40139406481165313',
  symbol: 'AAPL',
  identifier: null,
  securityType: 'STK',
  side: 'BUY',
  orderType: 'LMT',
  status: 'Submitted',
  quantity: decimal(100),
  filledQuantity: decimal(0),
  averageFillPrice: null,
  limitPrice: decimal(200),
  stopPrice: null,
  commission: null,
  errorText: null,
  userMark: null,
  openedAtMs: 1,
  updatedAtMs: 1,
  ...change,
});

export const fill = (change: Partial<PushFill>): PushFill => ({
  kind: 'fill',
  account: ACCOUNT,
  fillId: '1',
  brokerOrderId: '40139406481165313',
  symbol: 'AAPL',
  identifier: null,
  side: 'BUY',
  price: decimal(200),
  quantity: decimal(1),
  timeMs: 1,
  ...change,
});

export const trade = (sequence: number, change: Partial<PushTrade> = {}): PushTrade => ({
  sequence: BigInt(sequence),
  price: decimal(200 + sequence),
  size: decimal(1),
  timeMs: sequence,
  direction: '+',
  condition: null,
  exchangeCode: null,
  ...change,
});
