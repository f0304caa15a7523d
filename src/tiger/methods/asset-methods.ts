import * as z from 'zod';
import { readMethod } from '../method.ts';
import type { ExactNumber } from '../wire/exact-number.ts';
import { wireDecimalOrNull, wireTextOrNull, wireTimeMsOrNull } from '../wire/wire-readers.ts';
import { listOf, objectOrNull } from './reply-shapes.ts';

/** Which licences offer it is not documented. */
export const aggregateAssets = readMethod<{
  readonly seg_type?: string;
  readonly base_currency?: string;
}>()({
  name: 'aggregate_assets',
  version: '2.0',
  server: 'trade',
  context: 'account',
  reply: z
    .looseObject({
      currency: wireTextOrNull,
      cashBalance: wireDecimalOrNull,
      cashBalanceWithInTransit: wireDecimalOrNull,
      equityWithLoan: wireDecimalOrNull,
      netLiquidation: wireDecimalOrNull,
      initMargin: wireDecimalOrNull,
      maintainMargin: wireDecimalOrNull,
      tradeCurrencyMargin: wireDecimalOrNull,
      intradayRiskRatio: wireDecimalOrNull,
      grossPositionValue: wireDecimalOrNull,
      stockMarketValue: wireDecimalOrNull,
      optionMarketValue: wireDecimalOrNull,
      cashAvailableForTrade: wireDecimalOrNull,
      availableCash: wireDecimalOrNull,
      lockedFunds: wireDecimalOrNull,
      lockedCash: wireDecimalOrNull,
      creditLimit: wireDecimalOrNull,
      excessEquity: wireDecimalOrNull,
      excessLiquidity: wireDecimalOrNull,
    })
    .nullable(),
});

/** Profit and assets by day; percentages as fractions. */
export const analyticsAsset = readMethod<{
  /** `yyyy-MM-dd`. */
  readonly start_date?: string;
  readonly end_date?: string;
  readonly seg_type?: string;
  readonly currency?: string;
  readonly sub_account?: string;
}>()({
  name: 'analytics_asset',
  version: '2.0',
  server: 'trade',
  context: 'account',
  reply: z
    .looseObject({
      summary: objectOrNull(
        z.looseObject({
          pnl: wireDecimalOrNull,
          pnlPercentage: wireDecimalOrNull,
          annualizedReturn: wireDecimalOrNull,
          overUserPercentage: wireDecimalOrNull,
        }),
      ),
      history: listOf(
        z.looseObject({
          date: wireTimeMsOrNull,
          pnl: wireDecimalOrNull,
          pnlPercentage: wireDecimalOrNull,
          asset: wireDecimalOrNull,
          cashBalance: wireDecimalOrNull,
          grossPositionValue: wireDecimalOrNull,
          deposit: wireDecimalOrNull,
          withdrawal: wireDecimalOrNull,
        }),
      ),
    })
    .nullable(),
});

/** How much could be traded. Standard accounts; no futures. */
export const estimateTradableQuantity = readMethod<{
  readonly symbol: string;
  readonly sec_type?: string;
  readonly action: 'BUY' | 'SELL';
  readonly order_type: string;
  readonly limit_price?: ExactNumber;
  readonly stop_price?: ExactNumber;
  readonly seg_type?: string;
  /** `yyyyMMdd`. */
  readonly expiry?: string;
  readonly strike?: string;
  readonly right?: string;
}>()({
  name: 'estimate_tradable_quantity',
  version: '2.0',
  server: 'trade',
  context: 'account',
  reply: z
    .looseObject({
      tradableQuantity: wireDecimalOrNull,
      financingQuantity: wireDecimalOrNull,
      positionQuantity: wireDecimalOrNull,
      tradablePositionQuantity: wireDecimalOrNull,
    })
    .nullable(),
});
