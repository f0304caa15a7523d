import {
  add,
  type Decimal,
  decimal,
  isPositive,
  isZero,
  minimum,
  subtract,
  ZERO,
} from '../../shared/domain/decimal.ts';
import type { BookLevel, OrderBook } from '../market/order-book.ts';
import type { OrderSide } from './order-state.ts';

export interface Take {
  readonly priceE4: number;
  readonly quantity: Decimal;
}

/**
 * What has been taken out of the shown sizes. Orders share them within one step of the market; the next step shows
 * new ones, so a large order fills in parts over several steps.
 */
export class Liquidity {
  /** Per symbol and side: the step and what was taken at each price in it. */
  readonly #taken = new Map<string, { stepId: string; byPrice: Map<number, Decimal> }>();

  /** Takes as much as there is up to `quantity`, best level first, not beyond `limitE4`. */
  take(symbol: string, side: OrderSide, book: OrderBook, quantity: Decimal, limitE4: number | null): Take[] {
    const levels = side === 'BUY' ? book.asks : book.bids;
    const taken = this.#takenIn(`${symbol} ${side}`, book.stepId);
    const takes: Take[] = [];
    let open = quantity;
    for (const level of levels) {
      if (isZero(open) || !isWithin(side, level, limitE4)) break;
      const before = taken.get(level.priceE4) ?? ZERO;
      const part = minimum(open, subtract(decimal(level.size), before));
      if (!isPositive(part)) continue;
      taken.set(level.priceE4, add(before, part));
      takes.push({ priceE4: level.priceE4, quantity: part });
      open = subtract(open, part);
    }
    return takes;
  }

  /** The best level that has something left. */
  best(symbol: string, side: OrderSide, book: OrderBook): Take | null {
    const taken = this.#takenIn(`${symbol} ${side}`, book.stepId);
    for (const { priceE4, size } of side === 'BUY' ? book.asks : book.bids) {
      const quantity = subtract(decimal(size), taken.get(priceE4) ?? ZERO);
      if (isPositive(quantity)) return { priceE4, quantity };
    }
    return null;
  }

  #takenIn(key: string, stepId: string): Map<number, Decimal> {
    const known = this.#taken.get(key);
    if (known?.stepId === stepId) return known.byPrice;
    const fresh = { stepId, byPrice: new Map<number, Decimal>() };
    this.#taken.set(key, fresh);
    return fresh.byPrice;
  }
}

function isWithin(side: OrderSide, level: BookLevel, limitE4: number | null): boolean {
  if (limitE4 === null) return true;
  return side === 'BUY' ? level.priceE4 <= limitE4 : level.priceE4 >= limitE4;
}
