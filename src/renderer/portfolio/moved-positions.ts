import { add, type Decimal, multiply, subtract } from '../../shared/domain/decimal.ts';
import type { Quote } from '../../shared/domain/market-data.ts';
import type { Position } from '../../shared/domain/portfolio.ts';

/**
 * Positions at the prices of now: value and gains move by what the price moved, exactly, whatever the broker counts
 * into them. The rate of gain stays that of the reading, since its base is the broker's. Only stocks are moved; the
 * quote of another kind has another symbol.
 */
export function movedPositions(
  positions: readonly Position[],
  quotes: ReadonlyMap<string, Quote>,
): readonly Position[] {
  return positions.map((position) => moved(position, quotes.get(position.symbol)));
}

function moved(position: Position, quote: Quote | undefined): Position {
  const before = position.lastPrice;
  const now = quote?.lastPrice ?? null;
  const isDelayed = quote?.provenance.isDelayed !== false;
  if (position.securityType !== 'STK' || before === null || now === null || isDelayed) return position;
  const gained = multiply(position.quantity, subtract(now, before));
  return {
    ...position,
    lastPrice: now,
    marketValue: plus(position.marketValue, gained),
    unrealizedPnl: plus(position.unrealizedPnl, gained),
    todayPnl: plus(position.todayPnl, gained),
  };
}

function plus(value: Decimal | null, gained: Decimal): Decimal | null {
  return value === null ? null : add(value, gained);
}
