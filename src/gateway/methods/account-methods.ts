import * as z from 'zod';
import {
  absolute,
  type Decimal,
  decimal,
  divide,
  isZero,
  maximum,
  minimum,
  multiply,
  subtract,
  sum,
  ZERO,
} from '../../shared/domain/decimal.ts';
import { businessError } from '../gateway-refusal.ts';
import { remainingQuantity } from '../ledger/ledger-event.ts';
import type { AccountState } from '../ledger/ledger-state.ts';
import { exchangeRate } from '../ledger/money.ts';
import { averageCost } from '../ledger/position.ts';
import { type AccountValue, type PositionValue, valueAccount } from '../ledger/valuation.ts';
import type { Currency } from '../market/listings.ts';
import type { GatewayServices, MethodCall, MethodGroup } from '../method-table.ts';
import { readAccount } from './account-reader.ts';
import { matchesFilter, optionalText, readBiz, wireNumber } from './biz-parameters.ts';

const CURRENCIES: readonly Currency[] = ['USD', 'HKD'];
/** Costs per share are shown finer than a tick. */
const COST_PLACES = 6;
const RATIO_PLACES = 6;
const filterSchema = z.looseObject({
  account: optionalText,
  sec_type: optionalText,
  currency: optionalText,
  market: optionalText,
  symbol: optionalText,
  base_currency: optionalText,
});

export const accountMethods: MethodGroup = {
  accounts: ({ store }, { biz, developer }) => {
    const { account } = readBiz(filterSchema, biz);
    return {
      items: Object.values(store.state.accounts)
        .filter((item) => item.tigerId === developer.tigerId && matchesFilter(account, item.account))
        .map((item) => ({
          account: item.account,
          capability: item.capability,
          status: 'Funded',
          accountType: item.accountType,
        })),
    };
  },
  positions: (services, call) => {
    const account = readAccount(services, call);
    const filter = readBiz(filterSchema, call.biz);
    // Without a type only stocks are returned; the simulator has nothing else (wire contract 3.9).
    const hasStocks = matchesFilter(filter.sec_type, 'STK');
    const items = valueAccount({ state: services.store.state, market: services.market }, account)
      .positions.filter(() => hasStocks)
      .filter(({ listing }) => matchesFilter(filter.market, listing.market))
      .filter(({ listing }) => matchesFilter(filter.currency, listing.currency))
      .filter(({ listing }) => filter.symbol === null || filter.symbol === listing.symbol)
      .map((value) => positionItem(services, account, value));
    return { items };
  },
  prime_assets: primeAssets,
  assets: globalAssets,
};

function positionItem({ store, clock }: GatewayServices, account: AccountState, value: PositionValue) {
  const { position, listing } = value;
  const cost = wireNumber(averageCost(position, COST_PLACES));
  const unrealised = wireNumber(value.unrealised);
  const percent = ratio(value.unrealised, absolute(position.costTotal));
  const selling = sum(
    Object.values(store.state.orders)
      .filter((order) => order.account === account.account && order.symbol === listing.symbol)
      .filter((order) => (order.side === 'SELL') !== position.quantity.startsWith('-'))
      .map(remainingQuantity),
  );
  const salable = maximum(ZERO, subtract(absolute(position.quantity), selling));
  const scale = position.quantity.split('.')[1]?.length ?? 0;
  const base = multiply(position.quantity, value.previousClose);
  return {
    symbol: listing.symbol,
    market: listing.market,
    contractId: listing.contractId,
    secType: 'STK',
    account: account.account,
    position: wireNumber(multiply(position.quantity, decimal(10 ** scale))),
    positionScale: scale,
    positionQty: wireNumber(position.quantity),
    salableQty: wireNumber(salable),
    averageCost: cost,
    averageCostByAverage: cost,
    averageCostOfCarry: cost,
    unrealizedPnl: unrealised,
    unrealizedPnlByAverage: unrealised,
    unrealizedPnlByCostOfCarry: unrealised,
    unrealizedPnlPercent: percent,
    unrealizedPnlPercentByAverage: percent,
    unrealizedPnlPercentByCostOfCarry: percent,
    realizedPnl: wireNumber(position.realised),
    realizedPnlByAverage: wireNumber(position.realised),
    marketValue: wireNumber(value.marketValue),
    currency: listing.currency,
    multiplier: 1,
    status: 0,
    identifier: listing.symbol,
    latestPrice: wireNumber(value.lastPrice),
    isLevel0Price: false,
    updateTimestamp: clock.nowMs(),
    mmPercent: ratio(value.maintenanceMargin, absolute(value.marketValue)),
    mmValue: wireNumber(value.maintenanceMargin),
    todayPnl: wireNumber(value.todayChange),
    todayPnlPercent: ratio(value.todayChange, absolute(base)),
    lastClosePrice: wireNumber(value.previousClose),
    name: listing.name,
  };
}

function primeAssets(services: GatewayServices, call: MethodCall) {
  const account = readAccount(services, call);
  const { base_currency: base } = readBiz(filterSchema, call.biz);
  const currency = CURRENCIES.find((name) => name === (base ?? 'USD'));
  if (currency === undefined) throw businessError("field 'base_currency' must be USD or HKD");
  const value = valueAccount({ state: services.store.state, market: services.market }, account, currency);
  return {
    accountId: account.account,
    segments: [
      {
        capability: account.capability,
        category: 'S',
        currency,
        cashBalance: wireNumber(value.cash),
        cashAvailableForTrade: wireNumber(value.availableFunds),
        cashAvailableForWithdrawal: wireNumber(withdrawable(value)),
        grossPositionValue: wireNumber(value.grossPositionValue),
        equityWithLoan: wireNumber(value.equity),
        netLiquidation: wireNumber(value.equity),
        initMargin: wireNumber(value.initialMargin),
        maintainMargin: wireNumber(value.maintenanceMargin),
        overnightMargin: wireNumber(value.maintenanceMargin),
        unrealizedPL: wireNumber(value.unrealised),
        unrealizedPLByCostOfCarry: wireNumber(value.unrealised),
        realizedPL: wireNumber(value.realised),
        totalTodayPL: wireNumber(value.todayChange),
        excessLiquidation: wireNumber(value.excessLiquidity),
        overnightLiquidation: wireNumber(value.excessLiquidity),
        buyingPower: wireNumber(value.buyingPower),
        lockedFunds: wireNumber(value.orderMargin),
        leverage: ratio(value.grossPositionValue, value.equity),
        uncollected: 0,
        currencyAssets: CURRENCIES.map((name) => currencyAsset(account, value, name)),
        consolidatedSegTypes: ['SEC', 'FUND'],
      },
    ],
    updateTimestamp: services.clock.nowMs(),
  };
}

function currencyAsset(account: AccountState, value: AccountValue, currency: Currency) {
  const held = value.positions.filter(({ listing }) => listing.currency === currency);
  const stocks = sum(held.map(({ marketValue }) => marketValue));
  return {
    currency,
    cashBalance: wireNumber(account.cash[currency]),
    cashAvailableForTrade: wireNumber(maximum(ZERO, account.cash[currency])),
    grossPositionValue: wireNumber(sum(held.map(({ marketValue }) => absolute(marketValue)))),
    netLiquidation: wireNumber(sum([account.cash[currency], stocks])),
    unrealizedPL: wireNumber(sum(held.map(({ unrealised }) => unrealised))),
    realizedPL: wireNumber(account.realised[currency]),
    forexRate: wireNumber(exchangeRate(currency, value.currency)),
  };
}

/** The older shape, for global accounts; it is answered for every account. */
function globalAssets(services: GatewayServices, call: MethodCall) {
  const account = readAccount(services, call);
  const value = valueAccount({ state: services.store.state, market: services.market }, account);
  const money = {
    netLiquidation: wireNumber(value.equity),
    equityWithLoan: wireNumber(value.equity),
    initMarginReq: wireNumber(value.initialMargin),
    maintMarginReq: wireNumber(value.maintenanceMargin),
    availableFunds: wireNumber(value.availableFunds),
    excessLiquidity: wireNumber(value.excessLiquidity),
    cashValue: wireNumber(value.cash),
    grossPositionValue: wireNumber(value.grossPositionValue),
  };
  const updateTime = services.clock.nowMs();
  return {
    items: [
      {
        account: account.account,
        capability: account.capability,
        ...money,
        dayTradesRemaining: -1,
        buyingPower: wireNumber(value.buyingPower),
        cushion: ratio(value.excessLiquidity, value.equity),
        currency: value.currency,
        realizedPnl: wireNumber(value.realised),
        unrealizedPnl: wireNumber(value.unrealised),
        updateTime,
        segments: [{ account: account.account, category: 'S', title: 'Securities', ...money, updateTime }],
        marketValues: CURRENCIES.map((currency) => marketValue(account, value, currency, updateTime)),
      },
    ],
  };
}

function marketValue(account: AccountState, value: AccountValue, currency: Currency, updateTime: number) {
  const asset = currencyAsset(account, value, currency);
  const stocks = value.positions.filter(({ listing }) => listing.currency === currency);
  return {
    account: account.account,
    currency,
    netLiquidation: asset.netLiquidation,
    cashBalance: asset.cashBalance,
    exchangeRate: asset.forexRate,
    realizedPnl: asset.realizedPL,
    unrealizedPnl: asset.unrealizedPL,
    stockMarketValue: wireNumber(sum(stocks.map((item) => item.marketValue))),
    updateTime,
  };
}

/** Money may leave only as far as no loan is needed. */
function withdrawable(value: AccountValue): Decimal {
  return maximum(ZERO, minimum(value.availableFunds, value.cash));
}

function ratio(part: Decimal, whole: Decimal) {
  return wireNumber(isZero(whole) ? ZERO : divide(part, whole, RATIO_PLACES));
}
