import { AppError } from '../../src/shared/app-error.ts';
import type { OptionKey } from '../../src/shared/domain/option.ts';
import { fakeProvenance, MINUTE_MS } from './fake-account-data.ts';

/** What these reads take, taken together. */
export interface DerivativeInput {
  readonly symbol: string;
  readonly symbols: string[];
  readonly code: string;
  readonly codes: string[];
  readonly by: string;
  readonly of: string;
  readonly period: string;
  readonly count: number;
  readonly page: number;
  readonly pageSize: number;
  readonly option: OptionKey;
  readonly options: OptionKey[];
  readonly hasHistory: boolean;
}

const KNOWN_FUTURES = ['CL2612', 'ESmain', 'ES', 'CME'];
const KNOWN_FUNDS = ['LU0792757196.USD', 'HK0000584737.HKD'];
const KNOWN_UNDERLYINGS = ['AAPL', '00700', 'TCH.HK'];
const KNOWN_WARRANTS = ['13168', '54321'];

/** undefined: it is none of these reads. */
export function fakeDerivatives(name: string, input: DerivativeInput, nowMs: number): unknown {
  return ANSWERS[name]?.(input, { provenance: fakeProvenance(nowMs), nowMs });
}

interface Facts {
  readonly provenance: ReturnType<typeof fakeProvenance>;
  readonly nowMs: number;
}

const ANSWERS: Readonly<Record<string, (input: DerivativeInput, facts: Facts) => unknown>> = {
  'futures.exchanges': (_input, { provenance }) => ({
    exchanges: [{ code: 'CME', name: 'CME', zone: 'America/Chicago' }],
    provenance,
  }),
  'futures.contracts': ({ by, of }, { provenance }) => ({
    contracts: Array.from({ length: known(of, KNOWN_FUTURES) && by === 'exchange' ? 120 : 1 }, (_, index) =>
      future(by === 'code' ? of : `CL${2612 + index}`),
    ),
    provenance,
  }),
  'futures.quotes': ({ codes }, { provenance }) =>
    codes.filter((code) => KNOWN_FUTURES.includes(code)).map((code) => futureQuote(code, provenance)),
  'futures.bars': ({ code, period, count }, { provenance, nowMs }) => ({
    code: known(code, KNOWN_FUTURES),
    currency: 'USD',
    period,
    bars: Array.from({ length: count }, (_, index) => ({
      startMs: nowMs - (count - index) * MINUTE_MS,
      open: '60.11',
      high: '60.5',
      low: '59.9',
      close: '60.25',
      volume: '1200',
      openInterest: '310000',
      settlementPrice: null,
    })),
    provenance,
  }),
  'futures.ticks': ({ code, count }, { provenance, nowMs }) => ({
    code: known(code, KNOWN_FUTURES),
    currency: 'USD',
    ticks: Array.from({ length: count }, (_, index) => ({
      timeMs: nowMs - (count - index) * 100,
      price: '60.25',
      volume: '3',
    })),
    provenance,
  }),
  'futures.depth': ({ code }, { provenance }) => ({
    code: known(code, KNOWN_FUTURES),
    currency: 'USD',
    bids: Array.from({ length: 60 }, (_, index) => ({ price: String(60 - index / 100), volume: '4' })),
    asks: [{ price: '60.01', volume: null }],
    provenance,
  }),
  'options.quotes': ({ options }, { provenance }) =>
    options
      .filter(({ symbol }) => KNOWN_UNDERLYINGS.includes(symbol))
      .map((option) => optionQuote(option, provenance)),
  'options.bars': ({ option, period, count }, { provenance, nowMs }) => ({
    option: knownOption(option),
    period,
    bars: Array.from({ length: count }, (_, index) => ({
      startMs: nowMs - (count - index) * MINUTE_MS,
      open: '6.05',
      high: '6.15',
      low: null,
      close: '6.1',
      volume: '100',
      openInterest: '1500',
    })),
    provenance,
  }),
  'options.ticks': ({ option, count }, { provenance, nowMs }) => ({
    option: knownOption(option),
    ticks: Array.from({ length: count }, (_, index) => ({
      timeMs: nowMs - (count - index) * 100,
      price: '6.1',
      volume: '3',
    })),
    total: count + 1,
    provenance,
  }),
  'options.depth': ({ option }, { provenance }) => ({
    option: knownOption(option),
    bids: Array.from({ length: 60 }, () => ({ price: '6.05', volume: '4', exchange: 'CBOE' })),
    asks: [{ price: '6.15', volume: null, exchange: null }],
    provenance,
  }),
  'options.analysis': ({ symbol, period, hasHistory }, { provenance, nowMs }) => ({
    symbol: known(symbol, KNOWN_UNDERLYINGS),
    period,
    impliedVolatility30Days: '0.25',
    historicalVolatility: '0.2',
    impliedToHistorical: '1.25',
    impliedPercentile: '0.8',
    impliedRank: '0.7',
    callPutRatio: null,
    history: Array.from({ length: hasHistory ? 700 : 0 }, (_, index) => ({
      timeMs: nowMs - (700 - index) * 1440 * MINUTE_MS,
      impliedVolatility30Days: '0.25',
      historicalVolatility: null,
    })),
    provenance,
  }),
  'options.hkSymbols': (_input, { provenance }) => ({
    symbols: [
      { symbol: 'TCH.HK', name: 'Tencent', underlying: '00700' },
      { symbol: 'HKB.HK', name: null, underlying: '00005' },
    ],
    provenance,
  }),
  'funds.symbols': (_input, { provenance }) => ({ symbols: KNOWN_FUNDS, provenance }),
  'funds.contracts': ({ symbols }, { provenance }) => ({
    funds: symbols
      .filter((symbol) => KNOWN_FUNDS.includes(symbol))
      .map((symbol) => ({
        symbol,
        name: 'Global\u202e Technology',
        companyName: 'Fidelity',
        market: 'US',
        currency: 'USD',
        kind: 'Equity',
        dividendType: 'ACC',
        isTradeable: true,
        isTigerVault: null,
      })),
    provenance,
  }),
  'funds.quotes': ({ symbols }, { provenance }) =>
    symbols
      .filter((symbol) => KNOWN_FUNDS.includes(symbol))
      .map((symbol) => ({ symbol, currency: 'USD', netAssetValue: '31.2041', provenance })),
  'funds.history': ({ symbol, count }, { provenance, nowMs }) => ({
    symbol: known(symbol, KNOWN_FUNDS),
    currency: 'USD',
    values: Array.from({ length: count }, (_, index) => ({
      timeMs: nowMs - (count - index) * 1440 * MINUTE_MS,
      netAssetValue: index === 0 ? null : '31.2',
    })),
    isTruncated: true,
    provenance,
  }),
  'warrants.list': ({ symbol, page, pageSize }, { provenance }) => ({
    symbol: known(symbol, ['00700', '00005']),
    warrants: KNOWN_WARRANTS.slice(page * pageSize, (page + 1) * pageSize).map(warrant),
    total: KNOWN_WARRANTS.length,
    pageCount: Math.ceil(KNOWN_WARRANTS.length / pageSize),
    issuers: ['SG', 'UB'],
    expiryMonths: ['2026-12'],
    provenance,
  }),
  'warrants.quotes': ({ symbols }, { provenance }) =>
    symbols
      .filter((symbol) => KNOWN_WARRANTS.includes(symbol))
      .map((symbol) => warrantQuote(symbol, provenance)),
};

function known(code: string, all: readonly string[]): string {
  if (all.includes(code)) return code;
  throw new AppError('not_found', `Tiger has nothing of ${code}.`, { nextStep: 'Check the code.' });
}

function knownOption(option: OptionKey): OptionKey {
  known(option.symbol, KNOWN_UNDERLYINGS);
  return option;
}

function optionQuote(option: OptionKey, provenance: Facts['provenance']) {
  return {
    option,
    bidPrice: '6.05',
    bidSize: '20',
    askPrice: '6.15',
    askSize: '30',
    lastPrice: '6.1',
    middlePrice: '6.1',
    markPrice: null,
    openPrice: '6',
    highPrice: '6.2',
    lowPrice: '5.9',
    previousClose: '6',
    change: '0.1',
    volume: '100',
    openInterest: '1500',
    multiplier: '100',
    impliedVolatility: '0.253',
    provenance,
  };
}

function future(code: string) {
  return {
    code,
    name: 'Crude Oil',
    product: 'CL',
    month: '2026-12',
    lastTradingDay: '2026-11-20',
    firstNoticeDay: null,
    currency: 'USD',
    exchange: 'NYMEX',
    multiplier: '1000',
    tickSize: '0.01',
    isTradeable: true,
    isContinuous: null,
  };
}

function futureQuote(code: string, provenance: Facts['provenance']) {
  return {
    code,
    currency: 'USD',
    multiplier: '1000',
    lastPrice: '60.25',
    lastSize: '1',
    bidPrice: '60.24',
    bidSize: '10',
    askPrice: '60.26',
    askSize: '12',
    openPrice: '60',
    highPrice: '60.5',
    lowPrice: '59.9',
    averagePrice: null,
    settlementPrice: '60.1',
    change: '0.15',
    limitUp: null,
    limitDown: null,
    volume: '5000',
    openInterest: '310000',
    openInterestChange: '-120',
    provenance,
  };
}

function warrant(symbol: string) {
  return {
    symbol,
    name: 'SGTENCT@EC2612A',
    type: 'call',
    strike: '450',
    callPrice: null,
    expiry: '2026-12-28',
    lastPrice: '0.125',
    changeRate: '-0.02',
    volume: '1000000',
    premium: '0.12',
    leverageRatio: '8.1',
    effectiveLeverage: '5.2',
    impliedVolatility: '0.35',
    delta: '0.4',
    outstandingRatio: '0.22',
    entitlementRatio: '100',
    lotSize: '10000',
  };
}

function warrantQuote(symbol: string, provenance: Facts['provenance']) {
  return {
    symbol,
    name: 'SGTENCT@EC2612A',
    underlying: '00700',
    securityType: 'WAR',
    right: 'call',
    currency: 'HKD',
    strike: '450',
    callPrice: null,
    expiry: '2026-12-28',
    lotSize: '10000',
    entitlementRatio: '100',
    tickSize: '0.001',
    isHalted: false,
    lastPrice: '0.125',
    previousClose: '0.128',
    openPrice: '0.128',
    highPrice: '0.13',
    lowPrice: '0.12',
    volume: '1000000',
    turnover: '125000',
    premium: '0.12',
    outstandingRatio: '0.22',
    impliedVolatility: '0.35',
    inOutPrice: '-0.05',
    delta: '0.4',
    leverageRatio: '8.1',
    breakevenPrice: '462.5',
    provenance,
  };
}
