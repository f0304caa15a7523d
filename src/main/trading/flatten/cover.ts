import {
  compare,
  type Decimal,
  divide,
  isNegative,
  isPositive,
  maximum,
  minimum,
  multiply,
  negate,
  subtract,
  sum,
  ZERO,
} from '../../../shared/domain/decimal.ts';
import { ONE_SHARE } from '../../../shared/domain/instrument.ts';
import { parseOptionIdentifier } from '../../../shared/domain/option-identifier.ts';
import { type BrokerOrder, isOpen } from '../../../shared/domain/order.ts';
import type { Position } from '../../../shared/domain/portfolio.ts';
import { remainingOf } from '../../risk/independent-orders.ts';
import { byLeg } from '../../risk/open-legs.ts';

/** Which risk something held bounds: a written call's and a short share's is above, a written put's below. */
type Wing = 'above' | 'below';

/** What is known of the account when something is sold. Orders must be read before positions. */
export interface CoverReading {
  readonly positions: readonly Position[];
  readonly openOrders: readonly BrokerOrder[];
  /** What is left of symbols of which this run has sold, as if those sales had filled. */
  readonly leftOf: ReadonlyMap<string, Decimal>;
}

/**
 * The short positions that something held stands behind: a bought call and a share behind written calls, a bought call
 * behind sold shares, a bought put behind written puts. They are closed first, because without it they are naked. What is
 * short itself stands behind nothing that it must wait for: closing it takes the larger risk away.
 */
export function shortsBehind(held: Position, positions: readonly Position[]): string[] {
  const wing = isPositive(held.quantity) ? wingOf(held) : null;
  if (wing === null) return [];
  const share = shareOf(held);
  return positions
    .filter((other) => other.symbol !== held.symbol && isNegative(other.quantity))
    .filter((other) => shareOf(other) === share && wingOf(other) === wing)
    .map(({ symbol }) => symbol);
}

/**
 * How much of it can be sold so that what stays still covers every short position on the share, a whole share or
 * contract for each. Open sales count as filled, purchases as not. null: what one of them stands for is not known.
 */
export function freeToSell(held: Position, reading: CoverReading): Decimal | null {
  const wing = wingOf(held);
  if (wing === null) return held.quantity;
  const share = shareOf(held);
  const own = reading.positions.filter((other) => shareOf(other) === share);
  const sums = own.map((other) => coverOf(other, wing, reading));
  const known = sums.filter((amount) => amount !== null);
  const unit = unitOf(held);
  if (known.length < sums.length || unit === null) return null;
  const covered = maximum(ZERO, sum(known));
  if (compare(covered, multiply(held.quantity, unit)) >= 0) return held.quantity;
  return divide(covered, unit, 0, 'down');
}

/** In shares: positive for what covers, negative for what has to be covered. */
function coverOf(position: Position, wing: Wing, reading: CoverReading): Decimal | null {
  const { symbol, quantity } = position;
  const unit = unitOf(position);
  const isShare = position.securityType === 'STK';
  // A sold share delivers what a written put brings; a held one bounds nothing below.
  if (wing === 'below' && isShare) return isNegative(quantity) ? negate(quantity) : ZERO;
  if (wingOf(position) !== wing) return ZERO;
  const left = reading.leftOf.get(symbol);
  const sales = left === undefined ? openSales(symbol, reading.openOrders) : ZERO;
  if (unit === null || sales === null) return null;
  const stays = left === undefined ? subtract(quantity, sales) : minimum(quantity, left);
  return multiply(stays, unit);
}

function openSales(symbol: string, openOrders: readonly BrokerOrder[]): Decimal | null {
  const amounts = byLeg(openOrders)
    .filter((open) => open.symbol === symbol && open.side === 'SELL' && isOpen(open.status))
    .map(remainingOf);
  const known = amounts.filter((amount) => amount !== null);
  return known.length === amounts.length ? sum(known) : null;
}

function wingOf({ symbol, securityType }: Position): Wing | null {
  if (securityType === 'STK') return 'above';
  const option = parseOptionIdentifier(symbol);
  if (option === null) return null;
  return option.right === 'call' ? 'above' : 'below';
}

/** Of Hong Kong's classes nothing tells the share: their options cover each other, and no shares. */
function shareOf({ symbol }: Position): string {
  return parseOptionIdentifier(symbol)?.symbol ?? symbol;
}

/** The shares behind one contract. null: the broker does not say. */
function unitOf({ securityType, multiplier }: Position): Decimal | null {
  return securityType === 'STK' ? ONE_SHARE : multiplier;
}
