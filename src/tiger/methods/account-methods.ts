import * as z from 'zod';
import { readMethod } from '../method.ts';
import {
  wireDecimalOrNull,
  wireIdOrNull,
  wireIntegerOrNull,
  wireText,
  wireTextOrNull,
  wireTimeMsOrNull,
} from '../wire/wire-readers.ts';
import { itemsOf, listOf } from './reply-shapes.ts';

const accountRow = z.looseObject({
  account: wireTextOrNull,
  capability: wireTextOrNull,
  status: wireTextOrNull,
  accountType: wireTextOrNull,
});
export type AccountRow = z.output<typeof accountRow>;

/** All accounts of the developer id. */
export const accounts = readMethod<Record<never, never>>()({
  name: 'accounts',
  version: '2.0',
  server: 'trade',
  context: 'language',
  reply: itemsOf(accountRow),
});

/** Note Tiger's spelling: `unrealizedPL`, `realizedPL`, `totalTodayPL`; `excessLiquidation` is what is left. */
const primeSegment = z.looseObject({
  category: wireTextOrNull,
  capability: wireTextOrNull,
  currency: wireTextOrNull,
  cashBalance: wireDecimalOrNull,
  cashAvailableForTrade: wireDecimalOrNull,
  grossPositionValue: wireDecimalOrNull,
  equityWithLoan: wireDecimalOrNull,
  netLiquidation: wireDecimalOrNull,
  initMargin: wireDecimalOrNull,
  maintainMargin: wireDecimalOrNull,
  unrealizedPL: wireDecimalOrNull,
  realizedPL: wireDecimalOrNull,
  totalTodayPL: wireDecimalOrNull,
  excessLiquidation: wireDecimalOrNull,
  buyingPower: wireDecimalOrNull,
  currencyAssets: listOf(
    z.looseObject({ currency: wireTextOrNull, cashBalance: wireDecimalOrNull, forexRate: wireDecimalOrNull }),
  ),
});

const primeAssetsSchema = z.looseObject({
  accountId: wireTextOrNull,
  segments: listOf(primeSegment),
  updateTimestamp: wireTimeMsOrNull,
});
export type PrimeAssets = z.output<typeof primeAssetsSchema>;

/** Standard and paper accounts. */
export const primeAssets = readMethod<{ readonly base_currency?: string; readonly consolidated?: boolean }>()(
  {
    name: 'prime_assets',
    version: '2.0',
    server: 'trade',
    context: 'account',
    reply: primeAssetsSchema,
  },
);

const globalAssetsRow = z.looseObject({
  account: wireTextOrNull,
  currency: wireTextOrNull,
  netLiquidation: wireDecimalOrNull,
  equityWithLoan: wireDecimalOrNull,
  initMarginReq: wireDecimalOrNull,
  maintMarginReq: wireDecimalOrNull,
  availableFunds: wireDecimalOrNull,
  excessLiquidity: wireDecimalOrNull,
  buyingPower: wireDecimalOrNull,
  cashValue: wireDecimalOrNull,
  grossPositionValue: wireDecimalOrNull,
  realizedPnl: wireDecimalOrNull,
  unrealizedPnl: wireDecimalOrNull,
  updateTime: wireTimeMsOrNull,
});
export type GlobalAssets = z.output<typeof globalAssetsRow>;

/** Global accounts (their number begins with a letter). */
export const assets = readMethod<{ readonly segment?: boolean; readonly market_value?: boolean }>()({
  name: 'assets',
  version: '2.0',
  server: 'trade',
  context: 'account',
  reply: itemsOf(globalAssetsRow),
});

const positionRow = z.looseObject({
  symbol: wireText,
  name: wireTextOrNull,
  market: wireTextOrNull,
  secType: wireTextOrNull,
  currency: wireTextOrNull,
  contractId: wireIdOrNull,
  identifier: wireTextOrNull,
  /** Older pair: quantity = position x 10^-positionScale (wire contract 5.6). */
  position: wireDecimalOrNull,
  positionScale: wireIntegerOrNull,
  positionQty: wireDecimalOrNull,
  salableQty: wireDecimalOrNull,
  averageCost: wireDecimalOrNull,
  latestPrice: wireDecimalOrNull,
  marketValue: wireDecimalOrNull,
  unrealizedPnl: wireDecimalOrNull,
  unrealizedPnlPercent: wireDecimalOrNull,
  realizedPnl: wireDecimalOrNull,
  todayPnl: wireDecimalOrNull,
  multiplier: wireDecimalOrNull,
  updateTimestamp: wireTimeMsOrNull,
});
export type PositionRow = z.output<typeof positionRow>;

/** Without `sec_type` only stocks are answered: ask once per type. */
export const positions = readMethod<{
  readonly sec_type: string;
  readonly currency?: string;
  readonly market?: string;
  readonly symbol?: string;
}>()({
  name: 'positions',
  version: '2.0',
  server: 'trade',
  context: 'account',
  reply: itemsOf(positionRow),
});
