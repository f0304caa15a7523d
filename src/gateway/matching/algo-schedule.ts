import {
  type Decimal,
  decimal,
  maximum,
  minimum,
  multiply,
  round,
  subtract,
  sum,
  ZERO,
} from '../../shared/domain/decimal.ts';
import type { OrderBook } from '../market/order-book.ts';
import type { OrderState } from './order-state.ts';

const SHARE_PLACES = 6;

/**
 * How much of a TWAP or VWAP order may trade now: the whole shares that its window has brought up to this time, less
 * what has filled, and no more than its part of what is shown.
 */
export function algoQuantityNow(order: OrderState, book: OrderBook, nowMs: number): Decimal {
  const { algo } = order;
  if (algo === undefined) return subtract(order.quantity, order.filledQuantity);
  const due = multiply(order.quantity, decimal(elapsedShare(order, nowMs).toFixed(SHARE_PLACES)));
  const open = maximum(ZERO, subtract(round(due, 0, 'down'), order.filledQuantity));
  if (algo.participation === null) return open;
  const shown = sum((order.side === 'BUY' ? book.asks : book.bids).map((level) => decimal(level.size)));
  return minimum(open, round(multiply(shown, algo.participation), 0, 'down'));
}

/** Time spreads evenly; volume is heavier at both ends of the window, as it is in a trading day. */
function elapsedShare({ algo, orderType }: OrderState, nowMs: number): number {
  if (algo === undefined || nowMs >= algo.endMs) return 1;
  const share = Math.max(0, (nowMs - algo.startMs) / (algo.endMs - algo.startMs));
  return orderType === 'TWAP' ? share : 0.6 * share + 0.2 * ((2 * share - 1) ** 3 + 1);
}
