import * as z from 'zod';
import { bellAt, hashText, lineNoise } from '../market/noise.ts';
import type { GatewayServices, MethodGroup } from '../method-table.ts';
import {
  optionalInteger,
  readBiz,
  readSymbols,
  readTime,
  unknownSymbol,
  wireRatio,
} from './biz-parameters.ts';
import { readLimit } from './instrument-reader.ts';

interface Fund {
  readonly symbol: string;
  readonly name: string;
  readonly companyName: string;
  readonly subType: 'Fixed Income' | 'Equity' | 'Money Market';
  readonly dividendType: 'INC' | 'ACC';
  readonly value: number;
  readonly dailyVolatility: number;
}

type Row = readonly [Fund['symbol'], string, string, Fund['subType'], Fund['dividendType'], number, number];
/** Net asset values are made up. */
const ROWS: readonly Row[] = [
  ['IE00B464Q616.USD', 'PIMCO GIS Income Fund', 'PIMCO', 'Fixed Income', 'INC', 10.5, 0.002],
  ['LU0792757196.USD', 'Fidelity Global Technology Fund', 'Fidelity', 'Equity', 'ACC', 31.2, 0.011],
  ['LU0244354667.USD', 'Schroder ISF China Opportunities', 'Schroders', 'Equity', 'ACC', 18.4, 0.013],
  ['LU0011963245.USD', 'abrdn US Dollar Liquidity Fund', 'abrdn', 'Money Market', 'ACC', 3_912.6, 0.00005],
  [
    'HK0000584737.HKD',
    'Value Partners High-Dividend Stocks Fund',
    'Value Partners',
    'Equity',
    'INC',
    78.3,
    0.009,
  ],
];
const FUNDS: readonly Fund[] = ROWS.map(
  ([symbol, name, companyName, subType, dividendType, value, dailyVolatility]) => ({
    symbol,
    name,
    companyName,
    subType,
    dividendType,
    value,
    dailyVolatility,
  }),
);
const QUOTES_DEFAULT = 100;
const QUOTES_MAX = 1_000;
const historySchema = z.looseObject({ limit: optionalInteger });

export const fundMethods: MethodGroup = {
  fund_all_symbols: () => FUNDS.map(({ symbol }) => symbol),
  fund_contracts: (_services, { biz }) =>
    readFunds(biz).map(({ symbol, name, companyName, subType, dividendType }) => ({
      symbol,
      name,
      companyName,
      market: symbol.endsWith('HKD') ? 'HK' : 'US',
      secType: 'FUND',
      currency: symbol.slice(-3),
      tradeable: true,
      subType,
      dividendType,
      tigerVault: subType === 'Money Market',
    })),
  fund_quote: (services, { biz }) => {
    const [day] = valuedDays(services, null, null, 1);
    return readFunds(biz).map((fund) => ({
      symbol: fund.symbol,
      close: netAssetValue(fund, day ?? 0),
      timestamp: atMidnight(services, day ?? 0),
    }));
  },
  fund_history_quote: (services, { biz }) => {
    const { zone } = services.market.schedule('US');
    const limit = readLimit(readBiz(historySchema, biz).limit, QUOTES_DEFAULT, QUOTES_MAX);
    const days = valuedDays(
      services,
      readTime(biz, 'begin_time', zone),
      readTime(biz, 'end_time', zone),
      limit,
    );
    return readFunds(biz).map((fund) => ({
      symbol: fund.symbol,
      items: days.map((day) => ({ nav: netAssetValue(fund, day), time: atMidnight(services, day) })),
    }));
  },
};

function readFunds(biz: Parameters<typeof readSymbols>[0]): readonly Fund[] {
  return readSymbols(biz).map(
    (symbol) => FUNDS.find((fund) => fund.symbol === symbol) ?? unknownSymbol(symbol),
  );
}

/** Trading days with a published value, ascending; today's is not published before tomorrow. */
function valuedDays(
  { market, clock }: GatewayServices,
  beginMs: number | null,
  endMs: number | null,
  limit: number,
): number[] {
  const schedule = market.schedule('US');
  const { zone } = schedule;
  const days: number[] = [];
  let day = zone.dayNumber(Math.min(endMs ?? clock.nowMs(), clock.nowMs()));
  while (days.length < limit) {
    day = schedule.before(day).dayNumber;
    if (beginMs !== null && zone.instant(day + 1, 0) <= beginMs) break;
    days.unshift(day);
  }
  return days;
}

function atMidnight({ market }: GatewayServices, dayNumber: number): number {
  return market.schedule('US').zone.instant(dayNumber, 0);
}

function netAssetValue(fund: Fund, dayNumber: number) {
  const channel = hashText(fund.symbol, 0);
  const wave =
    12 * lineNoise(channel, dayNumber / 200) +
    4 * lineNoise(channel + 1, dayNumber / 20) +
    bellAt(channel + 2, dayNumber);
  return wireRatio(fund.value * Math.exp(fund.dailyVolatility * wave), 4);
}
