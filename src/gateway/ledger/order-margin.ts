import {
  add,
  type Decimal,
  decimal,
  divide,
  isZero,
  maximum,
  multiply,
  negate,
  subtract,
  sum,
  ZERO,
} from '../../shared/domain/decimal.ts';
import type { Currency, Listing } from '../market/listings.ts';
import { decimalToE4, e4ToDecimal } from '../market/price-e4.ts';
import type { SimulatedMarket } from '../market/simulated-market.ts';
import { bindingOrders } from '../matching/binding-orders.ts';
import { type Combo, legListing, legsOf } from '../matching/combo.ts';
import type { OrderState } from '../matching/order-state.ts';
import type { Segment } from './cash-movement.ts';
import { segmentOf, type ValuationSource, valueHoldings } from './holdings.ts';
import { remainingQuantity } from './ledger-event.ts';
import type { AccountState, PositionState } from './ledger-state.ts';
import { marginRates } from './margin-rates.ts';
import { convert, toCents } from './money.ts';

type ReckonedOrder = Pick<OrderState, 'symbol' | 'side' | 'limitPrice' | 'auxPrice' | 'combo'>;

const NET_PRICE_PLACES = 8;

/** The price that an order is reckoned with before it trades: its limit, its trigger, or the other side's best. */
export function reckoningPrice(market: SimulatedMarket, order: ReckonedOrder): Decimal {
  if (order.limitPrice !== null) return order.limitPrice;
  if (order.auxPrice !== null) return order.auxPrice;
  return order.combo === undefined ? bestPrice(market, order) : netPrice(market, order, order.combo);
}

function bestPrice(market: SimulatedMarket, { symbol, side }: Pick<OrderState, 'symbol' | 'side'>): Decimal {
  const instrument = market.instrument(symbol);
  if (instrument === null) return ZERO;
  const { book, lastE4 } = market.quote(instrument);
  const best = side === 'BUY' ? book.asks[0] : book.bids[0];
  return e4ToDecimal(best?.priceE4 ?? lastE4);
}

/** What a combination costs (bought) or brings (sold) now, per unit. */
function netPrice(market: SimulatedMarket, order: ReckonedOrder, combo: Combo): Decimal {
  const cost = sum(
    legsOf(order).map((leg) => {
      const size = decimal(leg.ratio * legListing(leg).multiplier);
      const money = multiply(bestPrice(market, leg), size);
      return leg.side === order.side ? money : negate(money);
    }),
  );
  return divide(cost, decimal(combo.multiplier), NET_PRICE_PLACES);
}

/** What the order would hold if it filled: quantities alone, as margins and cover are reckoned from them. */
export function positionsAfter(
  account: AccountState,
  order: Pick<OrderState, 'symbol' | 'side' | 'combo'>,
  quantity: Decimal,
): Readonly<Record<string, PositionState>> {
  const positions: Record<string, PositionState> = { ...account.positions };
  for (const { symbol, side, ratio } of legsOf(order)) {
    const change = multiply(quantity, decimal(side === 'BUY' ? ratio : -ratio));
    const before = positions[symbol] ?? {
      symbol,
      quantity: ZERO,
      costTotal: ZERO,
      realised: ZERO,
      updatedAtMs: 0,
    };
    const held = add(before.quantity, change);
    if (isZero(held)) delete positions[symbol];
    else positions[symbol] = { ...before, quantity: held };
  }
  return positions;
}

/**
 * Free funds that an order needs, in its listing's currency. Options and combinations: what their fill would take
 * from the funds, since what is held beside them decides their margin. Others: margin for the part that enlarges the
 * position; the part that closes it needs none.
 */
export function orderInitialMargin(
  source: ValuationSource,
  account: AccountState,
  listing: Listing,
  order: ReckonedOrder,
  quantity: Decimal,
): Decimal {
  const price = reckoningPrice(source.market, order);
  if (order.combo !== undefined || listing.secType === 'OPT') {
    const size = multiply(quantity, decimal(order.combo?.multiplier ?? listing.multiplier));
    const money = toCents(multiply(size, price));
    return fundsTaken(source, account, listing.currency, {
      positions: positionsAfter(account, order, quantity),
      money: order.side === 'BUY' ? money : negate(money),
    });
  }
  const held = account.positions[listing.symbol]?.quantity ?? ZERO;
  const closable = order.side === 'BUY' ? maximum(ZERO, subtract(ZERO, held)) : maximum(ZERO, held);
  const enlarging = maximum(ZERO, subtract(quantity, closable));
  const margin = marginRates(listing);
  const rate = order.side === 'BUY' ? margin.longInitial : margin.shortInitial;
  return toCents(multiply(multiply(multiply(enlarging, decimal(listing.multiplier)), price), rate));
}

function fundsTaken(
  source: ValuationSource,
  account: AccountState,
  currency: Currency,
  fill: { readonly positions: Readonly<Record<string, PositionState>>; readonly money: Decimal },
): Decimal {
  const free = (state: AccountState) => {
    const { equity, initialMargin } = valueHoldings(source, state, currency, 'SEC');
    return subtract(equity, initialMargin);
  };
  const cash = { ...account.cash, [currency]: subtract(account.cash[currency], fill.money) };
  const after = { ...account, cash, positions: { ...fill.positions } };
  return maximum(ZERO, subtract(free(account), free(after)));
}

export function openOrderMargin(
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

/** For comparing an order's price with the market's. */
export function priceToE4(price: Decimal | null): number | null {
  return price === null ? null : decimalToE4(price);
}
