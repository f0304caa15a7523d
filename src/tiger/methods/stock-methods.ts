import * as z from 'zod';
import { readMethod } from '../method.ts';
import {
  wireDecimalOrNull,
  wireIntegerOrNull,
  wireText,
  wireTextOrNull,
  wireTimeMsOrNull,
} from '../wire/wire-readers.ts';
import { itemsOf, listOf, objectOrNull } from './reply-shapes.ts';

/** Outside the regular session. `tag` is a word of the answer's language, and Chinese in the old `brief`. */
const hourTrading = objectOrNull(
  z.looseObject({
    tag: wireTextOrNull,
    latestPrice: wireDecimalOrNull,
    preClose: wireDecimalOrNull,
    latestTime: wireTextOrNull,
    volume: wireDecimalOrNull,
    timestamp: wireTimeMsOrNull,
  }),
);

interface PerSymbol {
  readonly symbol?: unknown;
  readonly items?: unknown;
}

/** One row per symbol from any of the three shapes in which the answer may come. */
function flatItems(data: unknown): unknown {
  const list = Array.isArray(data) ? data : (data as PerSymbol | null)?.items;
  if (!Array.isArray(list)) return [];
  return list.flatMap((row: PerSymbol | null): readonly unknown[] =>
    Array.isArray(row?.items) ? row.items.map((item: object) => ({ symbol: row.symbol, ...item })) : [row],
  );
}

/** The old quote list; `quote_real_time` is its successor. */
export const brief = readMethod<{
  readonly symbols: readonly string[];
  readonly include_hour_trading?: boolean;
  readonly include_ask_bid?: boolean;
  readonly right?: 'br' | 'nr';
}>()({
  name: 'brief',
  version: '2.0',
  server: 'quote',
  context: 'language',
  reply: itemsOf(
    z.looseObject({
      symbol: wireText,
      market: wireTextOrNull,
      secType: wireTextOrNull,
      name: wireTextOrNull,
      latestPrice: wireDecimalOrNull,
      timestamp: wireTimeMsOrNull,
      preClose: wireDecimalOrNull,
      halted: wireDecimalOrNull,
      delay: wireIntegerOrNull,
      askPrice: wireDecimalOrNull,
      askSize: wireDecimalOrNull,
      bidPrice: wireDecimalOrNull,
      bidSize: wireDecimalOrNull,
      hourTrading,
    }),
  ),
});

/** `tradingStatus`: 0 none, 1 before, 2 open, 3 after the session. `amplitude` is text with a percent sign. */
export const stockDetail = readMethod<{
  readonly symbols: readonly string[];
  readonly market?: string;
  readonly sec_type?: string;
}>()({
  name: 'stock_detail',
  version: '2.0',
  server: 'quote',
  context: 'language',
  reply: itemsOf(
    z.looseObject({
      symbol: wireText,
      market: wireTextOrNull,
      exchange: wireTextOrNull,
      secType: wireTextOrNull,
      name: wireTextOrNull,
      shortable: wireIntegerOrNull,
      latestPrice: wireDecimalOrNull,
      preClose: wireDecimalOrNull,
      adjPreClose: wireDecimalOrNull,
      tradingStatus: wireIntegerOrNull,
      marketStatus: wireTextOrNull,
      timestamp: wireTimeMsOrNull,
      latestTime: wireTextOrNull,
      open: wireDecimalOrNull,
      high: wireDecimalOrNull,
      low: wireDecimalOrNull,
      volume: wireDecimalOrNull,
      amount: wireDecimalOrNull,
      askPrice: wireDecimalOrNull,
      askSize: wireDecimalOrNull,
      bidPrice: wireDecimalOrNull,
      bidSize: wireDecimalOrNull,
      change: wireDecimalOrNull,
      amplitude: wireTextOrNull,
      halted: wireDecimalOrNull,
      delay: wireIntegerOrNull,
      floatShares: wireDecimalOrNull,
      shares: wireDecimalOrNull,
      eps: wireDecimalOrNull,
      etf: wireIntegerOrNull,
      listingDate: wireTimeMsOrNull,
      adrRate: wireDecimalOrNull,
      hourTrading,
      nextMarketStatus: objectOrNull(z.looseObject({ tag: wireTextOrNull, beginTime: wireTimeMsOrNull })),
      stockSplit: objectOrNull(
        z.looseObject({
          executeDate: wireTextOrNull,
          forFactor: wireDecimalOrNull,
          toFactor: wireDecimalOrNull,
        }),
      ),
      stockRight: objectOrNull(
        z.looseObject({
          symbol: wireTextOrNull,
          rightsSymbol: wireTextOrNull,
          firstDealingDate: wireTextOrNull,
          lastDealingDate: wireTextOrNull,
        }),
      ),
      symbolChange: objectOrNull(z.looseObject({ newSymbol: wireTextOrNull, executeDate: wireTextOrNull })),
      stockNotice: objectOrNull(
        z.looseObject({ title: wireTextOrNull, content: wireTextOrNull, type: wireTextOrNull }),
      ),
    }),
  ),
});

/** The night session of the US. */
export const quoteOvernight = readMethod<{
  readonly symbols: readonly string[];
}>()({
  name: 'quote_overnight',
  version: '2.0',
  server: 'quote',
  context: 'language',
  reply: listOf(
    z.looseObject({
      symbol: wireText,
      askPrice: wireDecimalOrNull,
      askSize: wireDecimalOrNull,
      bidPrice: wireDecimalOrNull,
      bidSize: wireDecimalOrNull,
      latestPrice: wireDecimalOrNull,
      latestSize: wireDecimalOrNull,
      preClose: wireDecimalOrNull,
      volume: wireDecimalOrNull,
      timestamp: wireTimeMsOrNull,
    }),
  ),
});

/** Ratios as fractions. The shape is an assumption: `{items}`, a list and a list of `{symbol, items}` are taken. */
export const stockFundamental = readMethod<{
  readonly symbols: readonly string[];
  readonly market: string;
  readonly sec_type?: string;
}>()({
  name: 'stock_fundamental',
  version: '2.0',
  server: 'quote',
  context: 'language',
  reply: z.preprocess(
    flatItems,
    listOf(
      z.looseObject({
        symbol: wireText,
        roe: wireDecimalOrNull,
        roa: wireDecimalOrNull,
        pbRate: wireDecimalOrNull,
        psRate: wireDecimalOrNull,
        divideRate: wireDecimalOrNull,
        week52High: wireDecimalOrNull,
        week52Low: wireDecimalOrNull,
        ttmEps: wireDecimalOrNull,
        lyrEps: wireDecimalOrNull,
        volumeRatio: wireDecimalOrNull,
        turnoverRate: wireDecimalOrNull,
        ttmPeRate: wireDecimalOrNull,
        lyrPeRate: wireDecimalOrNull,
        marketCap: wireDecimalOrNull,
        floatMarketCap: wireDecimalOrNull,
      }),
    ),
  ),
});

/** The most traded stocks of a market. */
export const tradeRank = readMethod<{
  readonly market: string;
}>()({
  name: 'trade_rank',
  version: '2.0',
  server: 'quote',
  context: 'language',
  reply: listOf(
    z.looseObject({
      symbol: wireText,
      market: wireTextOrNull,
      name: wireTextOrNull,
      secType: wireTextOrNull,
      changeRate: wireDecimalOrNull,
      sellOrderRate: wireDecimalOrNull,
      buyOrderRate: wireDecimalOrNull,
      hourTrading: objectOrNull(z.looseObject({ tag: wireTextOrNull, changeRate: wireDecimalOrNull })),
    }),
  ),
});

/** Short interest by settlement date. */
export const quoteShortableStocks = readMethod<{
  readonly symbols: readonly string[];
}>()({
  name: 'quote_shortable_stocks',
  version: '2.0',
  server: 'quote',
  context: 'language',
  reply: listOf(
    z.looseObject({
      symbol: wireText,
      items: listOf(
        z.looseObject({
          settlementDate: wireTextOrNull,
          shortInterest: wireDecimalOrNull,
          avgDailyVolume: wireDecimalOrNull,
          daysToCover: wireDecimalOrNull,
          percentOfFloat: wireDecimalOrNull,
        }),
      ),
    }),
  ),
});
