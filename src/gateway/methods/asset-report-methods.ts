import * as z from 'zod';
import {
  absolute,
  add,
  compare,
  type Decimal,
  decimal,
  divide,
  isNegative,
  isPositive,
  isZero,
  maximum,
  multiply,
  round,
  subtract,
  sum,
  ZERO,
} from '../../shared/domain/decimal.ts';
import { wireDecimalOrNull, wireText } from '../../tiger/wire/wire-readers.ts';
import { businessError } from '../gateway-refusal.ts';
import { segmentOf } from '../ledger/holdings.ts';
import type { AccountState } from '../ledger/ledger-state.ts';
import { marginRates } from '../ledger/margin-rates.ts';
import { convert } from '../ledger/money.ts';
import { reckoningPrice } from '../ledger/order-margin.ts';
import { type AccountValue, valueAccount } from '../ledger/valuation.ts';
import type { Currency } from '../market/listings.ts';
import type { GatewayServices, MethodCall, MethodGroup } from '../method-table.ts';
import { readAccount } from './account-reader.ts';
import { optionalText, readBiz, readTime, wireNumber } from './biz-parameters.ts';
import { readListing } from './contract-reader.ts';

const RATIO_PLACES = 6;
const DAYS_MAX = 366;
const DAYS_DEFAULT = 30;
const TRADING_DAYS = 252;

const assetSchema = z.looseObject({
  seg_type: optionalText,
  base_currency: optionalText,
  currency: optionalText,
});
const estimateSchema = z.looseObject({
  action: wireText.pipe(z.enum(['BUY', 'SELL'])),
  order_type: wireText,
  sec_type: optionalText,
  limit_price: wireDecimalOrNull,
  stop_price: wireDecimalOrNull,
});

export const assetReportMethods: MethodGroup = {
  aggregate_assets: aggregateAssets,
  analytics_asset: analyticsAsset,
  estimate_tradable_quantity: estimate,
};

function readCurrency(text: string | null): Currency {
  const currency = (['USD', 'HKD'] as const).find((name) => name === (text ?? 'USD'));
  if (currency === undefined) throw businessError("field 'currency' must be USD or HKD");
  return currency;
}

function segmentValue(
  services: GatewayServices,
  account: AccountState,
  currency: Currency,
  segment: 'SEC' | 'FUT',
): AccountValue {
  return valueAccount({ state: services.store.state, market: services.market }, account, currency, segment);
}

function aggregateAssets(services: GatewayServices, call: MethodCall) {
  const account = readAccount(services, call);
  const fields = readBiz(assetSchema, call.biz);
  const currency = readCurrency(fields.base_currency);
  const value = segmentValue(services, account, currency, fields.seg_type === 'FUT' ? 'FUT' : 'SEC');
  const worth = (secType: string) =>
    sum(
      value.positions
        .filter(({ listing }) => listing.secType === secType)
        .map((item) => convert(item.marketValue, item.listing.currency, currency)),
    );
  const cash = wireNumber(value.cash);
  const available = wireNumber(value.availableFunds);
  return {
    currency,
    cashBalance: cash,
    cashBalanceWithInTransit: cash,
    equityWithLoan: wireNumber(value.equity),
    netLiquidation: wireNumber(value.equity),
    initMargin: wireNumber(value.initialMargin),
    maintainMargin: wireNumber(value.maintenanceMargin),
    tradeCurrencyMargin: wireNumber(value.initialMargin),
    intradayRiskRatio: ratio(value.maintenanceMargin, value.equity),
    grossPositionValue: wireNumber(value.grossPositionValue),
    stockMarketValue: wireNumber(round(worth('STK'), 2)),
    optionMarketValue: wireNumber(round(worth('OPT'), 2)),
    cashAvailableForTrade: available,
    availableCash: available,
    lockedFunds: wireNumber(value.orderMargin),
    lockedCash: wireNumber(value.orderMargin),
    creditLimit: 0,
    excessEquity: wireNumber(subtract(value.equity, value.initialMargin)),
    excessLiquidity: wireNumber(value.excessLiquidity),
  };
}

/**
 * The past of the account day by day. The ledger keeps no old valuations, so every day before today shows the money
 * that the account was opened with, and the whole result is today's: correct in total, coarse in time.
 */
function analyticsAsset(services: GatewayServices, call: MethodCall) {
  const account = readAccount(services, call);
  const fields = readBiz(assetSchema, call.biz);
  const currency = readCurrency(fields.currency);
  const { zone } = services.market.schedule('US');
  const today = zone.dayNumber(services.clock.nowMs());
  const opened = zone.dayNumber(account.openedAtMs);
  const beginMs = readTime(call.biz, 'start_date', zone);
  const endMs = readTime(call.biz, 'end_date', zone);
  const last = Math.min(today, endMs === null ? today : zone.dayNumber(endMs));
  const first = Math.max(
    opened,
    last - DAYS_MAX,
    beginMs === null ? last - DAYS_DEFAULT : zone.dayNumber(beginMs),
  );
  const value = segmentValue(services, account, currency, fields.seg_type === 'FUT' ? 'FUT' : 'SEC');
  const opening = round(
    sum((['USD', 'HKD'] as const).map((name) => convert(account.initialCash[name], name, currency))),
    2,
  );
  const whole = subtract(value.equity, opening);
  const days = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
  const pnl = last === today ? whole : ZERO;
  return {
    summary: {
      pnl: wireNumber(pnl),
      pnlPercentage: ratio(pnl, opening),
      annualizedReturn: wireNumber(
        isZero(opening)
          ? ZERO
          : divide(
              multiply(pnl, decimal(TRADING_DAYS)),
              multiply(opening, decimal(Math.max(1, days.length))),
              RATIO_PLACES,
            ),
      ),
      overUserPercentage: wireNumber(decimal(isNegative(pnl) ? '0.4' : '0.6')),
    },
    history: days.map((day) => {
      const isToday = day === today;
      return {
        date: zone.instant(day, 0),
        pnl: wireNumber(isToday ? whole : ZERO),
        pnlPercentage: ratio(isToday ? whole : ZERO, opening),
        asset: wireNumber(isToday ? value.equity : opening),
        cashBalance: wireNumber(isToday ? value.cash : opening),
        grossPositionValue: wireNumber(isToday ? value.grossPositionValue : ZERO),
        deposit: wireNumber(day === opened ? opening : ZERO),
        withdrawal: 0,
      };
    }),
  };
}

function estimate(services: GatewayServices, call: MethodCall) {
  const account = readAccount(services, call);
  const fields = readBiz(estimateSchema, call.biz);
  const listing = readListing({ sec_type: 'STK', ...call.biz });
  if (listing.secType === 'FUT')
    throw businessError(
      'sec_type FUT error, current contract interface supported sec_type include:[STK, OPT]',
    );
  const value = segmentValue(services, account, listing.currency, segmentOf(listing));
  const held = account.positions[listing.symbol]?.quantity ?? ZERO;
  const order = {
    symbol: listing.symbol,
    side: fields.action,
    limitPrice: fields.limit_price,
    auxPrice: fields.stop_price,
  };
  const price = multiply(reckoningPrice(services.market, order), decimal(listing.multiplier));
  const rates = marginRates(listing);
  const rate = fields.action === 'BUY' ? rates.longInitial : rates.shortInitial;
  const whole = (money: Decimal, each: Decimal) => {
    if (!isPositive(each) || !isPositive(money)) return ZERO;
    const lots = divide(money, multiply(each, decimal(listing.lotSize)), 0, 'down');
    return multiply(lots, decimal(listing.lotSize));
  };
  const closing = fields.action === 'SELL' ? maximum(ZERO, held) : maximum(ZERO, subtract(ZERO, held));
  const canOpen = fields.action === 'BUY' || (listing.shortable && compare(closing, ZERO) === 0);
  const byCash = canOpen && fields.action === 'BUY' ? whole(value.cash, price) : ZERO;
  const byMargin = canOpen ? whole(value.availableFunds, multiply(price, rate)) : ZERO;
  return {
    tradableQuantity: wireNumber(fields.action === 'BUY' ? add(byCash, closing) : maximum(closing, byMargin)),
    financingQuantity: wireNumber(maximum(byMargin, closing)),
    positionQuantity: wireNumber(held),
    tradablePositionQuantity: wireNumber(absolute(closing)),
  };
}

function ratio(part: Decimal, whole: Decimal) {
  return wireNumber(isZero(whole) ? ZERO : divide(part, whole, RATIO_PLACES));
}
