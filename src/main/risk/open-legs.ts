import { type OrderLeg, sideOfLeg } from '../../shared/domain/combination.ts';
import { decimal, multiply } from '../../shared/domain/decimal.ts';
import { isOption, parseOptionIdentifier } from '../../shared/domain/option-identifier.ts';
import type { BrokerOrder } from '../../shared/domain/order.ts';

interface Moving extends Pick<BrokerOrder, 'symbol' | 'securityType'> {
  readonly legs: readonly OrderLeg[] | null;
}

/** Whether an open order may trade one of these. Of a combination whose legs are not readable it is taken to be so. */
export function mayMove({ symbol, securityType, legs }: Moving, symbols: ReadonlySet<string>): boolean {
  if (symbols.has(symbol)) return true;
  if (legs !== null) return legs.some((leg) => symbols.has(leg.symbol));
  return (
    securityType === 'MLEG' && [...symbols].some((each) => parseOptionIdentifier(each)?.symbol === symbol)
  );
}

/**
 * Open orders as what they may do to each instrument: a combination is replaced by its legs, because a call that it may
 * sell is a call that may be sold. Its net price is no price of a leg, so they have none.
 */
export function byLeg(orders: readonly BrokerOrder[]): BrokerOrder[] {
  return orders.flatMap((order) => {
    const { legs, side, quantity, filledQuantity } = order;
    if (legs === null) return [order];
    return legs.map((leg) => {
      const ratio = decimal(leg.ratio);
      const isOptionLeg = isOption(leg.symbol);
      return {
        ...order,
        symbol: leg.symbol,
        securityType: isOptionLeg ? ('OPT' as const) : ('STK' as const),
        side: sideOfLeg(side, leg),
        quantity: quantity === null ? null : multiply(quantity, ratio),
        filledQuantity: filledQuantity === null ? null : multiply(filledQuantity, ratio),
        limitPrice: null,
        multiplier: isOptionLeg ? order.multiplier : null,
        legs: null,
      };
    });
  });
}
