import * as z from 'zod';
import { readMethod } from '../method.ts';
import {
  wireBooleanOrNull,
  wireDecimalOrNull,
  wireIdOrNull,
  wireIntegerOrNull,
  wireText,
  wireTextOrNull,
  wireTimeMsOrNull,
} from '../wire/wire-readers.ts';
import { itemsOf, listOf, objectOrNull, valuesOf } from './reply-shapes.ts';

const accountRow = z.looseObject({
  account: wireTextOrNull,
  capability: wireTextOrNull,
  status: wireTextOrNull,
  accountType: wireTextOrNull,
});
export type AccountRow = z.output<typeof accountRow>;

/** All accounts of the developer id. */
export const accounts = readMethod<{ readonly account?: string }>()({
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
  cashAvailableForWithdrawal: wireDecimalOrNull,
  grossPositionValue: wireDecimalOrNull,
  equityWithLoan: wireDecimalOrNull,
  netLiquidation: wireDecimalOrNull,
  initMargin: wireDecimalOrNull,
  maintainMargin: wireDecimalOrNull,
  overnightMargin: wireDecimalOrNull,
  unrealizedPL: wireDecimalOrNull,
  unrealizedPLByCostOfCarry: wireDecimalOrNull,
  realizedPL: wireDecimalOrNull,
  totalTodayPL: wireDecimalOrNull,
  excessLiquidation: wireDecimalOrNull,
  overnightLiquidation: wireDecimalOrNull,
  buyingPower: wireDecimalOrNull,
  lockedFunds: wireDecimalOrNull,
  leverage: wireDecimalOrNull,
  uncollected: wireDecimalOrNull,
  currencyAssets: listOf(
    z.looseObject({
      currency: wireTextOrNull,
      cashBalance: wireDecimalOrNull,
      cashAvailableForTrade: wireDecimalOrNull,
      forexRate: wireDecimalOrNull,
    }),
  ),
  consolidatedSegTypes: listOf(wireText),
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

/** What an account and its segments have in common. Note Tiger's spelling of `sMA`, `regTEquity`, `regTMargin`. */
const globalFigures = {
  account: wireTextOrNull,
  netLiquidation: wireDecimalOrNull,
  equityWithLoan: wireDecimalOrNull,
  initMarginReq: wireDecimalOrNull,
  maintMarginReq: wireDecimalOrNull,
  availableFunds: wireDecimalOrNull,
  excessLiquidity: wireDecimalOrNull,
  cashValue: wireDecimalOrNull,
  accruedCash: wireDecimalOrNull,
  accruedDividend: wireDecimalOrNull,
  grossPositionValue: wireDecimalOrNull,
  sMA: wireDecimalOrNull,
  regTEquity: wireDecimalOrNull,
  regTMargin: wireDecimalOrNull,
  updateTime: wireTimeMsOrNull,
};

const globalMarketValue = z.looseObject({
  account: wireTextOrNull,
  currency: wireTextOrNull,
  netLiquidation: wireDecimalOrNull,
  cashBalance: wireDecimalOrNull,
  exchangeRate: wireDecimalOrNull,
  netDividend: wireDecimalOrNull,
  futuresPnl: wireDecimalOrNull,
  realizedPnl: wireDecimalOrNull,
  unrealizedPnl: wireDecimalOrNull,
  stockMarketValue: wireDecimalOrNull,
  optionMarketValue: wireDecimalOrNull,
  warrantValue: wireDecimalOrNull,
  updateTime: wireTimeMsOrNull,
});

const globalAssetsRow = z.looseObject({
  ...globalFigures,
  capability: wireTextOrNull,
  currency: wireTextOrNull,
  dayTradesRemaining: wireIntegerOrNull,
  buyingPower: wireDecimalOrNull,
  cushion: wireDecimalOrNull,
  realizedPnl: wireDecimalOrNull,
  unrealizedPnl: wireDecimalOrNull,
  segments: valuesOf(
    z.looseObject({
      ...globalFigures,
      category: wireTextOrNull,
      title: wireTextOrNull,
      leverage: wireDecimalOrNull,
    }),
  ),
  marketValues: valuesOf(globalMarketValue),
});
export type GlobalAssets = z.output<typeof globalAssetsRow>;

/** Global accounts (their number begins with a letter). */
export const assets = readMethod<{
  readonly segment?: boolean;
  readonly market_value?: boolean;
  readonly sub_accounts?: readonly string[];
}>()({
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
  account: wireTextOrNull,
  contractId: wireIdOrNull,
  identifier: wireTextOrNull,
  /** Older pair: quantity = position x 10^-positionScale (wire contract 5.6). */
  position: wireDecimalOrNull,
  positionScale: wireIntegerOrNull,
  positionQty: wireDecimalOrNull,
  salableQty: wireDecimalOrNull,
  averageCost: wireDecimalOrNull,
  averageCostByAverage: wireDecimalOrNull,
  averageCostOfCarry: wireDecimalOrNull,
  latestPrice: wireDecimalOrNull,
  marketValue: wireDecimalOrNull,
  unrealizedPnl: wireDecimalOrNull,
  unrealizedPnlByAverage: wireDecimalOrNull,
  unrealizedPnlByCostOfCarry: wireDecimalOrNull,
  unrealizedPnlPercent: wireDecimalOrNull,
  unrealizedPnlPercentByAverage: wireDecimalOrNull,
  unrealizedPnlPercentByCostOfCarry: wireDecimalOrNull,
  realizedPnl: wireDecimalOrNull,
  realizedPnlByAverage: wireDecimalOrNull,
  todayPnl: wireDecimalOrNull,
  todayPnlPercent: wireDecimalOrNull,
  lastClosePrice: wireDecimalOrNull,
  multiplier: wireDecimalOrNull,
  mmValue: wireDecimalOrNull,
  mmPercent: wireDecimalOrNull,
  isLevel0Price: wireBooleanOrNull,
  status: wireTextOrNull,
  /** Of multi-leg options; neither the texts nor the map are documented. */
  comboTypes: listOf(z.unknown()),
  comboTypeMap: objectOrNull(z.looseObject({})),
  categories: listOf(z.unknown()),
  /** Options only. */
  expiry: wireTextOrNull,
  strike: wireDecimalOrNull,
  right: wireTextOrNull,
  updateTimestamp: wireTimeMsOrNull,
});
export type PositionRow = z.output<typeof positionRow>;

/** Without `sec_type` only stocks are answered: ask once per type. */
export const positions = readMethod<{
  readonly sec_type: string;
  readonly currency?: string;
  readonly market?: string;
  readonly symbol?: string;
  /** `yyyyMMdd`. */
  readonly expiry?: string;
  readonly strike?: string;
  readonly right?: string;
  readonly sub_accounts?: readonly string[];
  readonly asset_quote_type?: 'ETH' | 'RTH' | 'OVERNIGHT';
}>()({
  name: 'positions',
  version: '2.0',
  server: 'trade',
  context: 'account',
  reply: itemsOf(positionRow),
});
