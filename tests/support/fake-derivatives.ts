import { AppError } from '../../src/shared/app-error.ts';
import type { OptionKey } from '../../src/shared/domain/option.ts';
import { fakeProvenance, MINUTE_MS } from './fake-account-data.ts';
import { future, futureQuote, optionQuote, warrant, warrantQuote } from './fake-derivative-rows.ts';

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
