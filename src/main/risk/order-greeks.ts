import { sideOfLeg } from '../../shared/domain/combination.ts';
import { type Decimal, decimal, multiply, negate, sum } from '../../shared/domain/decimal.ts';
import type { OptionRow } from '../../shared/domain/option.ts';
import type { OrderDraft } from '../../shared/domain/order.ts';
import type { OrderPayoff } from '../../shared/domain/order-payoff.ts';
import type { OptionFacts } from './option-facts.ts';

type Greeks = OrderPayoff['greeks'];

/** Of the whole order, with its sign. The chain's greeks are those of one share of one bought option. null: not known. */
export function orderGreeks(
  order: OrderDraft,
  { row, legRows }: OptionFacts,
  multiplier: Decimal | null,
): Greeks {
  if (multiplier === null) return null;
  const shares = multiply(order.quantity, multiplier);
  if (order.legs !== null) return combinationGreeks(order, order.legs, legRows ?? [], shares);
  return row === null
    ? null
    : { ...greeks([{ row, shares: signed(order.side, shares) }]), impliedVolatility: row.impliedVolatility };
}

/** Those of its legs added up. A combination has no volatility of its own, and no greek that a leg lacks. */
function combinationGreeks(
  { side }: OrderDraft,
  legs: NonNullable<OrderDraft['legs']>,
  rows: readonly (OptionRow | null)[],
  shares: Decimal,
): Greeks {
  const parts = legs.flatMap((leg, index) => {
    const row = rows[index] ?? null;
    const whole = multiply(shares, decimal(leg.ratio));
    return row === null ? [] : [{ row, shares: signed(sideOfLeg(side, leg), whole) }];
  });
  return parts.length < legs.length ? null : { ...greeks(parts), impliedVolatility: null };
}

interface Part {
  readonly row: OptionRow;
  /** Below zero: sold. */
  readonly shares: Decimal;
}

function greeks(parts: readonly Part[]) {
  const whole = (greek: 'delta' | 'gamma' | 'theta' | 'vega'): Decimal | null => {
    const each = parts.flatMap(({ row, shares }) => {
      const value = row[greek];
      return value === null ? [] : [multiply(value, shares)];
    });
    return each.length < parts.length ? null : sum(each);
  };
  return { delta: whole('delta'), gamma: whole('gamma'), theta: whole('theta'), vega: whole('vega') };
}

function signed(side: OrderDraft['side'], shares: Decimal): Decimal {
  return side === 'BUY' ? shares : negate(shares);
}
