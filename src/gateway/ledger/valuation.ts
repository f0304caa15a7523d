import {
  absolute,
  add,
  type Decimal,
  decimal,
  isNegative,
  maximum,
  multiply,
  negate,
  subtract,
  sum,
  ZERO,
} from '../../shared/domain/decimal.ts';
import type { Currency, Listing } from '../market/listings.ts';
import { decimalToE4, e4ToDecimal } from '../market/price-e4.ts';
import type { Quote, SimulatedMarket } from '../market/simulated-market.ts';
import { bindingOrders } from '../matching/binding-orders.ts';
import type { OrderState } from '../matching/order-state.ts';
import { cashOf, type Segment } from './cash-movement.ts';
import { remainingQuantity } from './ledger-event.ts';
import type { AccountState, LedgerState, PositionState } from './ledger-state.ts';
import { marginRates } from './margin-rates.ts';
import { convert, toCents } from './money.ts';

/** Day-trading buying power of a Regulation T margin account: four times the funds that are free. */
const BUYING_POWER_MULTIPLE = decimal('4');

export interface PositionValue {
  readonly position: PositionState;
  readonly listing: Listing;
  /** In the listing's currency, to the cent where it is money. */
  readonly lastPrice: Decimal;
  readonly previousClose: Decimal;
  readonly marketValue: Decimal;
  /** What the position adds to the equity: its value, or for a future what it has won. */
  readonly equityPart: Decimal;
  readonly unrealised: Decimal;
  readonly todayChange: Decimal;
  readonly initialMargin: Decimal;
  readonly maintenanceMargin: Decimal;
}

/** All amounts in `currency`, to the cent. */
export interface AccountValue {
  readonly currency: Currency;
  readonly positions: readonly PositionValue[];
  readonly cash: Decimal;
  readonly grossPositionValue: Decimal;
  readonly equity: Decimal;
  readonly initialMargin: Decimal;
  readonly maintenanceMargin: Decimal;
  /** Initial margin that open orders would need. */
  readonly orderMargin: Decimal;
  readonly availableFunds: Decimal;
  readonly excessLiquidity: Decimal;
  readonly buyingPower: Decimal;
  readonly unrealised: Decimal;
  readonly realised: Decimal;
  readonly todayChange: Decimal;
}

export interface ValuationSource {
  readonly state: Readonly<LedgerState>;
  readonly market: SimulatedMarket;
}

export function valueAccount(
  source: ValuationSource,
  account: AccountState,
  currency: Currency = 'USD',
  segment: Segment = 'SEC',
): AccountValue {
  const positions = Object.values(account.positions)
    .flatMap((position) => valuePosition(source, account, position))
    .filter(({ listing }) => segmentOf(listing) === segment);
  const total = (pick: (value: PositionValue) => Decimal) =>
    toCents(sum(positions.map((value) => convert(pick(value), value.listing.currency, currency))));
  const cash = totalOf(cashOf(account, segment), currency);
  const equity = add(
    cash,
    total((value) => value.equityPart),
  );
  const initialMargin = total((value) => value.initialMargin);
  const maintenanceMargin = total((value) => value.maintenanceMargin);
  const orderMargin = openOrderMargin(source, account, currency, segment);
  const availableFunds = maximum(ZERO, subtract(subtract(equity, initialMargin), orderMargin));
  return {
    currency,
    positions,
    cash,
    grossPositionValue: total((value) => absolute(value.marketValue)),
    equity,
    initialMargin,
    maintenanceMargin,
    orderMargin,
    availableFunds,
    excessLiquidity: subtract(equity, maintenanceMargin),
    buyingPower: multiply(availableFunds, BUYING_POWER_MULTIPLE),
    unrealised: total((value) => value.unrealised),
    realised: totalOf(segment === 'SEC' ? account.realised : account.futures.realised, currency),
    todayChange: total((value) => value.todayChange),
  };
}

function totalOf(amounts: Readonly<Record<Currency, Decimal>>, currency: Currency): Decimal {
  return toCents(add(convert(amounts.USD, 'USD', currency), convert(amounts.HKD, 'HKD', currency)));
}

function valuePosition(
  source: ValuationSource,
  account: AccountState,
  position: PositionState,
): PositionValue[] {
  const { market } = source;
  const instrument = market.instrument(position.symbol);
  if (instrument === null) return [];
  const quote = market.quote(instrument);
  const { listing } = instrument;
  const lastPrice = e4ToDecimal(quote.lastE4);
  const previousClose = e4ToDecimal(quote.previousCloseE4);
  const size = decimal(listing.multiplier);
  const marketValue = toCents(multiply(multiply(position.quantity, lastPrice), size));
  const unrealised = subtract(marketValue, position.costTotal);
  const margin = marginRates(listing);
  const isShort = isNegative(position.quantity);
  const part = (rate: Decimal) => toCents(multiply(absolute(marketValue), rate));
  return [
    {
      position,
      listing,
      lastPrice,
      previousClose,
      marketValue,
      equityPart: listing.secType === 'FUT' ? unrealised : marketValue,
      unrealised,
      todayChange: todayChange(source, account, position, marketValue, quote, size),
      initialMargin: part(isShort ? margin.shortInitial : margin.longInitial),
      maintenanceMargin: part(isShort ? margin.shortMaintenance : margin.longMaintenance),
    },
  ];
}

/** What the day brought: the value now, less the value at the last close, less what was put in since (fees included). */
function todayChange(
  { state }: ValuationSource,
  account: AccountState,
  position: PositionState,
  marketValue: Decimal,
  quote: Quote,
  size: Decimal,
): Decimal {
  let heldBefore = position.quantity;
  let change = marketValue;
  for (const execution of state.executions) {
    const isOurs = execution.account === account.account && execution.symbol === position.symbol;
    if (!isOurs || execution.timeMs < quote.day.startMs) continue;
    const isBuy = execution.side === 'BUY';
    heldBefore = isBuy ? subtract(heldBefore, execution.quantity) : add(heldBefore, execution.quantity);
    change = subtract(change, isBuy ? execution.amount : negate(execution.amount));
    change = subtract(change, execution.fees);
  }
  const before = multiply(multiply(heldBefore, size), e4ToDecimal(quote.previousCloseE4));
  return toCents(subtract(change, before));
}

/** The price that an order is reckoned with before it trades: its limit, its trigger, or the other side's best. */
export function reckoningPrice(
  market: SimulatedMarket,
  order: Pick<OrderState, 'symbol' | 'side' | 'limitPrice' | 'auxPrice'>,
): Decimal {
  if (order.limitPrice !== null) return order.limitPrice;
  if (order.auxPrice !== null) return order.auxPrice;
  const instrument = market.instrument(order.symbol);
  if (instrument === null) return ZERO;
  const { book, lastE4 } = market.quote(instrument);
  const best = order.side === 'BUY' ? book.asks[0] : book.bids[0];
  return e4ToDecimal(best?.priceE4 ?? lastE4);
}

/** Margin for the part of an order that enlarges the position; the part that closes it needs none. */
export function orderInitialMargin(
  source: ValuationSource,
  account: AccountState,
  listing: Listing,
  order: Pick<OrderState, 'symbol' | 'side' | 'limitPrice' | 'auxPrice'>,
  quantity: Decimal,
): Decimal {
  const held = account.positions[listing.symbol]?.quantity ?? ZERO;
  const closable = order.side === 'BUY' ? maximum(ZERO, subtract(ZERO, held)) : maximum(ZERO, held);
  const enlarging = maximum(ZERO, subtract(quantity, closable));
  const margin = marginRates(listing);
  const rate = order.side === 'BUY' ? margin.longInitial : margin.shortInitial;
  const value = multiply(
    multiply(enlarging, decimal(listing.multiplier)),
    reckoningPrice(source.market, order),
  );
  return toCents(multiply(value, rate));
}

function openOrderMargin(
  source: ValuationSource,
  account: AccountState,
  currency: Currency,
  segment: Segment,
): Decimal {
  const margins = bindingOrders(source.state.orders, account.account).map((order) => {
    const listing = source.market.instrument(order.symbol)?.listing;
    if (listing === undefined || segmentOf(listing) !== segment) return ZERO;
    const margin = orderInitialMargin(source, account, listing, order, remainingQuantity(order));
    return convert(margin, listing.currency, currency);
  });
  return toCents(sum(margins));
}

/** Futures lie in the commodities segment with money of their own. */
export function segmentOf(listing: Listing): Segment {
  return listing.secType === 'FUT' ? 'FUT' : 'SEC';
}

/** For comparing an order's price with the market's. */
export function priceToE4(price: Decimal | null): number | null {
  return price === null ? null : decimalToE4(price);
}
