import {
  add,
  compare,
  type Decimal,
  decimal,
  divide,
  isPositive,
  minimum,
  multiply,
  negate,
  subtract,
  sum,
  ZERO,
} from '../../shared/domain/decimal.ts';
import { totalFees } from '../ledger/fees.ts';
import { type ComboFill, remainingQuantity } from '../ledger/ledger-event.ts';
import { toCents } from '../ledger/money.ts';
import type { OrderBook } from '../market/order-book.ts';
import { e4ToDecimal } from '../market/price-e4.ts';
import type { SimulatedMarket } from '../market/simulated-market.ts';
import type { LedgerStore } from '../store/ledger-store.ts';
import { type ComboLeg, legListing, legsOf } from './combo.ts';
import type { Liquidity } from './liquidity.ts';
import type { OrderState } from './order-state.ts';

interface Source {
  readonly market: SimulatedMarket;
  readonly store: Pick<LedgerStore, 'nextId'>;
  readonly liquidity: Liquidity;
  readonly nowMs: number;
}

interface PricedLeg {
  readonly leg: ComboLeg;
  readonly book: OrderBook;
  readonly priceE4: number;
  /** Combinations that the best level has contracts for. */
  readonly enoughFor: Decimal;
}

/** What a combination fills now: all of its legs at their best prices, or nothing. @returns null for nothing */
export function comboFill(order: OrderState, source: Source): ComboFill | null {
  const legs = legsOf(order).map((leg) => pricedLeg(leg, source));
  if (!legs.every((leg) => leg !== null)) return null;
  const quantity = legs.reduce((most, { enoughFor }) => minimum(most, enoughFor), remainingQuantity(order));
  if (!isPositive(quantity) || isBeyondLimit(order, legs)) return null;
  const executions = legs.map((leg, index) => execute(order, leg, { source, index, quantity }));
  const amount = sum(
    executions.map((execution) =>
      execution.side === order.side ? execution.amount : negate(execution.amount),
    ),
  );
  return { orderId: order.id, quantity, amount, executions };
}

function pricedLeg(leg: ComboLeg, { market, liquidity }: Source): PricedLeg | null {
  const instrument = market.instrument(leg.symbol);
  if (instrument === null || instrument.isHalted) return null;
  const { book } = market.quote(instrument);
  const best = liquidity.best(leg.symbol, leg.side, book);
  if (best === null) return null;
  return {
    leg,
    book,
    priceE4: best.priceE4,
    enoughFor: divide(best.quantity, decimal(leg.ratio), 0, 'down'),
  };
}

/** The net price per unit against the limit: paid no more than it, received no less. */
function isBeyondLimit({ side, limitPrice, combo }: OrderState, legs: readonly PricedLeg[]): boolean {
  if (limitPrice === null || combo === undefined) return false;
  const net = sum(
    legs.map(({ leg, priceE4 }) => {
      const money = multiply(e4ToDecimal(priceE4), decimal(leg.ratio * legListing(leg).multiplier));
      return leg.side === side ? money : negate(money);
    }),
  );
  const against = compare(net, multiply(limitPrice, decimal(combo.multiplier)));
  return side === 'BUY' ? against > 0 : against < 0;
}

function execute(
  order: OrderState,
  { leg, book, priceE4 }: PricedLeg,
  {
    source,
    index,
    quantity,
  }: { readonly source: Source; readonly index: number; readonly quantity: Decimal },
) {
  const listing = legListing(leg);
  const size = multiply(quantity, decimal(leg.ratio));
  source.liquidity.take(leg.symbol, leg.side, book, size, priceE4);
  const price = e4ToDecimal(priceE4);
  const amount = toCents(multiply(multiply(size, price), decimal(listing.multiplier)));
  const before = order.legFills?.[index] ?? { quantity: ZERO, amount: ZERO, fees: ZERO };
  const total = totalFees({
    listing,
    side: leg.side,
    quantity: add(before.quantity, size),
    amount: add(before.amount, amount),
  });
  return {
    // One event takes several ids.
    id: (BigInt(source.store.nextId()) + BigInt(index)).toString(),
    orderId: order.id,
    account: order.account,
    symbol: leg.symbol,
    side: leg.side,
    quantity: size,
    price,
    amount,
    fees: subtract(total, before.fees),
    timeMs: source.nowMs,
  };
}
