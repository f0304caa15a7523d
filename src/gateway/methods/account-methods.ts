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
import { cashOf, type Segment } from '../ledger/cash-movement.ts';
import type { PositionValue } from '../ledger/holdings.ts';
import type { AccountState } from '../ledger/ledger-state.ts';
import { exchangeRate } from '../ledger/money.ts';
import { averageCost } from '../ledger/position.ts';
import { type AccountValue, valueAccount } from '../ledger/valuation.ts';
import type { Currency } from '../market/listings.ts';
import { bindingOrders } from '../matching/binding-orders.ts';
import { quantityOnSide } from '../matching/order-checks.ts';
import type { GatewayServices, MethodCall, MethodGroup } from '../method-table.ts';
import { readAccount } from './account-reader.ts';
import { matchesFilter, optionalText, readBiz, wireNumber } from './biz-parameters.ts';
import { listingNames } from './contract-item.ts';

const SEGMENTS: readonly Segment[] = ['SEC', 'FUT'];
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
    const source = { state: services.store.state, market: services.market };
    const segments = (['SEC', 'FUT'] as const).flatMap(
      (segment) => valueAccount(source, account, 'USD', segment).positions,
    );
    const items = segments
      // Without a type only stocks are returned (wire contract 3.9).
      .filter(({ listing }) => matchesFilter(filter.sec_type ?? 'STK', listing.secType))
      .filter(({ listing }) => matchesFilter(filter.market, listing.market))
      .filter(({ listing }) => matchesFilter(filter.currency, listing.currency))
      .filter(({ listing }) => [null, listing.symbol, listing.option?.optionSymbol].includes(filter.symbol))
      .map((value) => positionItem(services, account, value));
    return { items };
  },
  prime_assets: primeAssets,
  assets: globalAssets,
};

function positionItem({ store, clock }: GatewayServices, account: AccountState, value: PositionValue) {
  const { position, listing } = value;
  const cost = wireNumber(
    divide(averageCost(position, COST_PLACES), decimal(listing.multiplier), COST_PLACES),
  );
  const unrealised = wireNumber(value.unrealised);
  const percent = ratio(value.unrealised, absolute(position.costTotal));
  const selling = sum(
    bindingOrders(store.state.orders, account.account).map((order) =>
      quantityOnSide(order, listing.symbol, position.quantity.startsWith('-') ? 'BUY' : 'SELL'),
    ),
  );
  const salable = maximum(ZERO, subtract(absolute(position.quantity), selling));
  const scale = position.quantity.split('.')[1]?.length ?? 0;
  const base = multiply(position.quantity, value.previousClose);
  return {
    ...listingNames(listing),
    contractId: listing.contractId,
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
    status: 0,
    latestPrice: wireNumber(value.lastPrice),
    isLevel0Price: false,
    updateTimestamp: clock.nowMs(),
    comboTypes: [],
    comboTypeMap: {},
    categories: [],
    mmPercent: ratio(value.maintenanceMargin, absolute(value.marketValue)),
    mmValue: wireNumber(value.maintenanceMargin),
    todayPnl: wireNumber(value.todayChange),
    todayPnlPercent: ratio(value.todayChange, absolute(base)),
    lastClosePrice: wireNumber(value.previousClose),
  };
}

function primeAssets(services: GatewayServices, call: MethodCall) {
  const account = readAccount(services, call);
  const { base_currency: base } = readBiz(filterSchema, call.biz);
  const currency = CURRENCIES.find((name) => name === (base ?? 'USD'));
  if (currency === undefined) throw businessError("field 'base_currency' must be USD or HKD");
  const source = { state: services.store.state, market: services.market };
  return {
    accountId: account.account,
    segments: SEGMENTS.map((segment) =>
      segmentItem(account, valueAccount(source, account, currency, segment), segment),
    ),
    updateTimestamp: services.clock.nowMs(),
  };
}

/** One segment of wire contract 3.9, `prime_assets`. */
function segmentItem(account: AccountState, value: AccountValue, segment: Segment) {
  return {
    capability: account.capability,
    category: segment === 'SEC' ? 'S' : 'C',
    currency: value.currency,
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
    currencyAssets: CURRENCIES.map((name) => currencyAsset(account, value, name, segment)),
    consolidatedSegTypes: segment === 'SEC' ? ['SEC', 'FUND'] : [],
  };
}

function currencyAsset(account: AccountState, value: AccountValue, currency: Currency, segment: Segment) {
  const cash = cashOf(account, segment)[currency];
  const held = value.positions.filter(({ listing }) => listing.currency === currency);
  const worth = sum(held.map(({ equityPart }) => equityPart));
  return {
    currency,
    cashBalance: wireNumber(cash),
    cashAvailableForTrade: wireNumber(maximum(ZERO, cash)),
    grossPositionValue: wireNumber(sum(held.map(({ marketValue }) => absolute(marketValue)))),
    netLiquidation: wireNumber(sum([cash, worth])),
    unrealizedPL: wireNumber(sum(held.map(({ unrealised }) => unrealised))),
    realizedPL: wireNumber((segment === 'SEC' ? account.realised : account.futures.realised)[currency]),
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
  const asset = currencyAsset(account, value, currency, 'SEC');
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
