import { AppError } from '../../src/shared/app-error.ts';
import { addDays } from '../../src/shared/domain/market-day.ts';
import { fakeProvenance, MINUTE_MS } from './fake-account-data.ts';
import { COMPANY_ANSWERS } from './fake-company.ts';
import { type DerivativeInput, fakeDerivatives } from './fake-derivatives.ts';
import { MONEY_ANSWERS } from './fake-money-records.ts';

/** What these reads take, taken together. */
export interface ResearchInput extends DerivativeInput {
  readonly market: string;
  readonly keyword: string;
  readonly startDay: string;
  readonly endDay: string;
  readonly fields: string[];
  readonly kinds: string[];
  readonly expiry: string | null;
  readonly brokerOrderId: string;
  readonly limit: number;
  readonly filters: { readonly type: string }[];
  readonly currencies: string[];
  readonly currency: string;
  readonly period: string;
  readonly level: string;
  readonly kind: string;
}

export interface FakeFacts {
  readonly nowMs: number;
  readonly isKnown: (symbol: string) => boolean;
}

const LISTED = [
  { symbol: 'AAPL', name: 'Apple\u202e Inc.' },
  { symbol: 'APLE', name: 'Apple Hospitality REIT' },
];
/** More than an answer shows: the sessions of a US day. */
const MINUTES = 960;
const REGULAR_FROM = 330;
const REGULAR_TO = 720;
const LEVELS = 40;

/** Answers of the reads beyond quotes and account, for the fixture that stands in for an account's process. */
export function fakeResearch(name: string, input: ResearchInput, facts: FakeFacts): unknown {
  const derivative = fakeDerivatives(name, input, facts.nowMs);
  if (derivative !== undefined) return derivative;
  const answer = ANSWERS[name];
  if (answer === undefined) throw new Error(`the fixture knows no ${name}`);
  if (typeof input.symbol === 'string' && !facts.isKnown(input.symbol)) {
    throw new AppError('not_found', `Tiger has nothing of ${input.symbol}.`, {
      nextStep: 'Check the symbol.',
    });
  }
  return { ...answer(input, facts), provenance: fakeProvenance(facts.nowMs) };
}

export type FakeAnswers = Readonly<Record<string, (input: ResearchInput, facts: FakeFacts) => object>>;

const ANSWERS: FakeAnswers = {
  ...COMPANY_ANSWERS,
  ...MONEY_ANSWERS,
  'symbols.search': ({ market, keyword, limit }) => {
    const found = LISTED.filter(({ name }) => name.toLowerCase().includes(keyword.toLowerCase()));
    return { market, matches: found.slice(0, limit), total: found.length, listed: 9_876 };
  },
  'quotas.permissions': (_input, { nowMs }) => ({
    permissions: [
      { name: 'usQuoteBasic', expiresMs: null, isEndless: true },
      { name: 'hkStockQuoteLv2', expiresMs: nowMs + MINUTE_MS, isEndless: false },
    ],
  }),
  'quotas.history': (_input, { nowMs }) => ({
    quotas: [
      {
        kind: 'stock',
        used: 250,
        remaining: 1_750,
        symbols: Array.from({ length: 250 }, (_, index) => ({ symbol: `S${index}`, lastAskedMs: nowMs })),
      },
    ],
  }),
  'calendar.get': ({ market, startDay, endDay }) => ({
    market,
    days: [startDay, addDays(startDay, 1)]
      .filter((day) => day <= endDay)
      .map((day, index) => ({ day, kind: index === 0 ? 'full' : 'early_close' })),
  }),
  'timeline.get': ({ symbol }, { nowMs }) => ({
    symbol,
    previousClose: '185.2',
    minutes: Array.from({ length: MINUTES }, (_, index) => ({
      timeMs: nowMs - (MINUTES - index) * MINUTE_MS,
      session: index < REGULAR_FROM ? 'pre_market' : index < REGULAR_TO ? 'regular' : 'after_hours',
      price: '187.42',
      averagePrice: null,
      volume: '900',
    })),
  }),
  'ticks.get': ({ symbol, count }, { nowMs }) => ({
    symbol,
    ticks: Array.from({ length: count }, (_, index) => ({
      timeMs: nowMs - (count - index) * 100,
      price: '187.42',
      volume: '100',
      side: index % 2 === 0 ? 'buy' : null,
    })),
  }),
  'depth.get': ({ symbol }) => ({
    symbol,
    bids: Array.from({ length: LEVELS }, (_, index) => ({
      price: String(187 - index / 100),
      volume: '300',
      orderCount: null,
    })),
    asks: [{ price: '187.44', volume: '200', orderCount: 3 }],
  }),
  'quantity.tradable': () => ({
    cashQuantity: '45',
    financingQuantity: null,
    positionQuantity: '1.11',
    tradablePositionQuantity: '1.11',
  }),
  'transactions.list': ({ brokerOrderId, symbol, limit }, { nowMs }) => ({
    transactions: Array.from({ length: limit }, (_, index) => ({
      transactionId: String(40139406481165322n + BigInt(index)),
      brokerOrderId: brokerOrderId ?? '40139406481165313',
      symbol: symbol ?? 'AAPL',
      market: 'US',
      securityType: 'STK',
      currency: 'USD',
      side: 'BUY',
      quantity: '40',
      price: '201.31',
      amount: '8052.4',
      filledAtMs: nowMs - index * MINUTE_MS,
    })),
    nextCursor: 'b3JkZXJzfG51bGw=',
  }),
  'options.expirations': ({ symbol }) => ({
    symbol,
    expirations: [
      { day: '2026-11-27', kind: 'weekly' },
      { day: '2026-12-18', kind: null },
    ],
  }),
  'options.chain': ({ symbol, expiry }) => ({
    symbol,
    expiry: expiry ?? '2026-11-27',
    options: Array.from({ length: STRIKES }, (_, index) =>
      ['call', 'put'].map((right) => option(right, index + 100)),
    ).flat(),
  }),
  'financials.get': ({ symbol, fields }) => ({
    symbol,
    figures: ['2026-09-26', '2025-09-27'].flatMap((periodEnd) =>
      fields.map((field) => ({ field, value: '94000000000', currency: 'USD', periodEnd, filedOn: null })),
    ),
  }),
  'corporate.actions': ({ symbol, kinds }) => ({
    symbol,
    actions: kinds.map((kind) => ({
      kind,
      day: '2026-11-09',
      announcedOn: null,
      recordDay: '2026-11-10',
      payDay: '2026-11-12',
      amount: '0.26',
      currency: 'USD',
      dividendYield: '0.0045',
      fromFactor: '1',
      toFactor: '10',
      oldSymbol: 'FB',
      newSymbol: 'META',
      reason: 'volun\u202etary',
    })),
  }),
  'earnings.list': ({ symbol, startDay }) => ({
    symbol,
    reports: [
      {
        reportDay: startDay,
        reportTime: 'AMC',
        fiscalQuarterEnding: '2026-09',
        expectedEps: '1.7',
        actualEps: null,
      },
    ],
  }),
};

const STRIKES = 200;

function option(right: string, strike: number) {
  return {
    identifier: `AAPL  261127${right === 'call' ? 'C' : 'P'}00${strike}000`,
    right,
    strike: String(strike),
    bidPrice: '6.05',
    bidSize: '20',
    askPrice: '6.15',
    askSize: '30',
    lastPrice: '6.1',
    volume: '100',
    openInterest: '1500',
    multiplier: '100',
    impliedVolatility: '0.25341',
    delta: '0.55123',
    gamma: '0.02123',
    theta: '-0.05123',
    vega: '0.20123',
    rho: null,
  };
}
