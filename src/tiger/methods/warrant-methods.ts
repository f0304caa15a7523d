import * as z from 'zod';
import { readMethod } from '../method.ts';
import type { ExactNumber } from '../wire/exact-number.ts';
import {
  wireDecimal,
  wireDecimalOrNull,
  wireInteger,
  wireIntegerOrNull,
  wireText,
  wireTextOrNull,
  wireTimeMsOrNull,
} from '../wire/wire-readers.ts';
import type { Range } from './param-shapes.ts';
import { itemsOf, listOf, objectOrNull, pageOf } from './reply-shapes.ts';

/** Wire contract 3.5. */
interface WarrantFilterParams {
  readonly symbol: string;
  readonly page?: number;
  readonly page_size?: number;
  /** A member of the answer, e.g. `volume`. */
  readonly sort_field_name?: string;
  readonly sort_dir?: 'SortDir_No' | 'SortDir_Ascend' | 'SortDir_Descend';
  readonly issuer_name?: string;
  /** `yyyy-MM`. */
  readonly expire_ym?: string;
  /** 1 call, 2 put, 3 bull, 4 bear. */
  readonly warrant_type?: readonly number[];
  readonly in_out_price?: readonly number[];
  readonly lot_size?: readonly number[];
  readonly entitlement_ratio?: readonly ExactNumber[];
  readonly state?: number;
  readonly strike?: Range;
  readonly effective_leverage?: Range;
  readonly leverage_ratio?: Range;
  readonly call_price?: Range;
  readonly volume?: Range;
  readonly premium?: Range;
  readonly outstanding_ratio?: Range;
  readonly implied_volatility?: Range;
}

/** Hong Kong: five-digit codes. */
export const warrantRealTimeQuote = readMethod<{
  readonly symbols: readonly string[];
}>()({
  name: 'warrant_real_time_quote',
  version: '2.0',
  server: 'quote',
  context: 'language',
  reply: itemsOf(
    z.looseObject({
      symbol: wireText,
      name: wireTextOrNull,
      exchange: wireTextOrNull,
      market: wireTextOrNull,
      secType: wireTextOrNull,
      currency: wireTextOrNull,
      expiry: wireTextOrNull,
      strike: wireDecimalOrNull,
      right: wireTextOrNull,
      multiplier: wireDecimalOrNull,
      lastTradingDate: wireTimeMsOrNull,
      entitlementRatio: wireDecimalOrNull,
      entitlementPrice: wireDecimalOrNull,
      minTick: wireDecimalOrNull,
      listingDate: wireTimeMsOrNull,
      callPrice: wireDecimalOrNull,
      halted: wireDecimalOrNull,
      underlyingSymbol: wireTextOrNull,
      timestamp: wireTimeMsOrNull,
      latestPrice: wireDecimalOrNull,
      preClose: wireDecimalOrNull,
      open: wireDecimalOrNull,
      high: wireDecimalOrNull,
      low: wireDecimalOrNull,
      volume: wireDecimalOrNull,
      amount: wireDecimalOrNull,
      premium: wireDecimalOrNull,
      outstandingRatio: wireDecimalOrNull,
      impliedVolatility: wireDecimalOrNull,
      inOutPrice: wireDecimalOrNull,
      delta: wireDecimalOrNull,
      leverageRatio: wireDecimalOrNull,
      breakevenPoint: wireDecimalOrNull,
    }),
  ),
});

/** Hong Kong warrants and bull/bear contracts of one underlying. `bounds` says what the filters may hold. */
export const warrantFilter = readMethod<WarrantFilterParams>()({
  name: 'warrant_filter',
  version: '2.0',
  server: 'quote',
  context: 'language',
  reply: pageOf(
    z.looseObject({
      page: wireIntegerOrNull,
      totalPage: wireIntegerOrNull,
      totalCount: wireIntegerOrNull,
      bounds: objectOrNull(
        z.looseObject({
          issuerName: listOf(wireText),
          expireDate: listOf(wireText),
          lotSize: listOf(wireInteger),
          entitlementRatio: listOf(wireDecimal),
          leverageRatio: objectOrNull(z.looseObject({ min: wireDecimalOrNull, max: wireDecimalOrNull })),
          strike: objectOrNull(z.looseObject({ min: wireDecimalOrNull, max: wireDecimalOrNull })),
          premium: objectOrNull(z.looseObject({ min: wireDecimalOrNull, max: wireDecimalOrNull })),
          outstandingRatio: objectOrNull(z.looseObject({ min: wireDecimalOrNull, max: wireDecimalOrNull })),
          impliedVolatility: objectOrNull(z.looseObject({ min: wireDecimalOrNull, max: wireDecimalOrNull })),
          effectiveLeverage: objectOrNull(z.looseObject({ min: wireDecimalOrNull, max: wireDecimalOrNull })),
          callPrice: objectOrNull(z.looseObject({ min: wireDecimalOrNull, max: wireDecimalOrNull })),
        }),
      ),
      items: listOf(
        z.looseObject({
          symbol: wireText,
          name: wireTextOrNull,
          type: wireIntegerOrNull,
          secType: wireTextOrNull,
          market: wireTextOrNull,
          entitlementRatio: wireDecimalOrNull,
          entitlementPrice: wireDecimalOrNull,
          premium: wireDecimalOrNull,
          breakevenPoint: wireDecimalOrNull,
          callPrice: wireDecimalOrNull,
          beforeCallLevel: wireDecimalOrNull,
          expireDate: wireTextOrNull,
          lastTradingDate: wireTextOrNull,
          state: wireTextOrNull,
          changeRate: wireDecimalOrNull,
          change: wireDecimalOrNull,
          latestPrice: wireDecimalOrNull,
          volume: wireDecimalOrNull,
          amount: wireDecimalOrNull,
          outstandingRatio: wireDecimalOrNull,
          lotSize: wireDecimalOrNull,
          strike: wireDecimalOrNull,
          inOutPrice: wireDecimalOrNull,
          delta: wireDecimalOrNull,
          leverageRatio: wireDecimalOrNull,
          effectiveLeverage: wireDecimalOrNull,
          impliedVolatility: wireDecimalOrNull,
        }),
      ),
    }),
  ),
});
