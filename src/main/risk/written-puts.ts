import { type Decimal, isNegative, multiply, negate, sum } from '../../shared/domain/decimal.ts';
import { parseOptionIdentifier } from '../../shared/domain/option-identifier.ts';
import { isOpen } from '../../shared/domain/order.ts';
import type { ControlFacts } from './control-facts.ts';
import { remainingOf } from './independent-orders.ts';

/**
 * What the shares cost that other written puts in the order's currency can make the account buy, those of open sales with
 * them. null: not known.
 */
export function writtenPuts({ order, positions, openOrders }: ControlFacts): Decimal | null {
  if (positions === null || openOrders === null) return null;
  const held = positions
    .filter(({ quantity, currency }) => isNegative(quantity) && currency === order.currency)
    .map(({ symbol, quantity, multiplier }) => ({ symbol, contracts: negate(quantity), multiplier }));
  const sold = openOrders
    .filter(({ side, status, currency }) => side === 'SELL' && isOpen(status) && currency === order.currency)
    .map((open) => ({ symbol: open.symbol, contracts: remainingOf(open), multiplier: open.multiplier }));
  const costs = [...held, ...sold].flatMap(({ symbol, contracts, multiplier }) => {
    const option = parseOptionIdentifier(symbol);
    if (option === null || option.right !== 'put') return [];
    if (contracts === null || multiplier === null) return [null];
    return [multiply(option.strike, multiply(contracts, multiplier))];
  });
  const known = costs.filter((cost) => cost !== null);
  return known.length === costs.length ? sum(known) : null;
}
