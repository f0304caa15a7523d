import { compare, type Decimal } from '../../shared/domain/decimal.ts';
import { isOpen } from '../../shared/domain/order.ts';
import type { PushFill, PushOrder } from '../../tiger/push/push-event.ts';
import { statusOf } from '../tiger-mapping/order-mapping.ts';

/** Orders and fills that are remembered: days of trading by hand. Past it the oldest is forgotten, and may be told twice. */
const ORDERS_MAX = 1_000;
const FILLS_MAX = 5_000;

interface Told {
  readonly updatedAtMs: number | null;
  readonly filledQuantity: Decimal | null;
  readonly status: string;
  readonly isOver: boolean;
}

/**
 * Lets through what is new of an order and nothing else: the service may push twice and out of order. What it lets
 * through of one order never goes back, in time, in what is filled, or from its end to before it; a fill passes once.
 */
export class OrderNews {
  readonly #orders = new Map<string, Told>();
  readonly #fills = new Set<string>();

  isNewOrder(order: PushOrder): boolean {
    const key = `${order.account} ${order.brokerOrderId}`;
    const next: Told = {
      updatedAtMs: order.updatedAtMs,
      filledQuantity: order.filledQuantity,
      status: order.status,
      isOver: !isOpen(statusOf(order.status, order.filledQuantity)),
    };
    const told = this.#orders.get(key);
    if (told !== undefined && !isLater(next, told)) return false;
    this.#orders.delete(key);
    this.#orders.set(key, next);
    forgetOldest(this.#orders, ORDERS_MAX);
    return true;
  }

  isNewFill(fill: PushFill): boolean {
    const key = `${fill.account} ${fill.fillId}`;
    if (this.#fills.has(key)) return false;
    this.#fills.add(key);
    forgetOldest(this.#fills, FILLS_MAX);
    return true;
  }
}

function isLater(next: Told, told: Told): boolean {
  if (told.isOver && !next.isOver) return false;
  const filled = compareKnown(next.filledQuantity, told.filledQuantity);
  if (filled < 0) return false;
  if (next.updatedAtMs !== null && told.updatedAtMs !== null && next.updatedAtMs < told.updatedAtMs)
    return false;
  const isSameTime = next.updatedAtMs === told.updatedAtMs;
  if (isSameTime && filled === 0 && next.isOver === told.isOver) return false;
  return true;
}

/** What is not said compares as the same. */
function compareKnown(left: Decimal | null, right: Decimal | null): number {
  return left === null || right === null ? 0 : compare(left, right);
}

function forgetOldest(kept: Map<string, unknown> | Set<string>, max: number): void {
  const oldest = kept.keys().next();
  if (kept.size > max && !oldest.done) kept.delete(oldest.value);
}
