import {
  type Decimal,
  isNegative,
  maximum,
  multiply,
  negate,
  subtract,
  sum,
  ZERO,
} from '../../shared/domain/decimal.ts';
import type { Contract } from '../../shared/domain/instrument.ts';
import type { OptionKey } from '../../shared/domain/option.ts';
import { parseOptionIdentifier } from '../../shared/domain/option-identifier.ts';
import type { BrokerOrder } from '../../shared/domain/order.ts';
import type { Position } from '../../shared/domain/portfolio.ts';
import { remainingOf } from './independent-orders.ts';

interface Holdings {
  readonly positions: readonly Position[] | null;
  readonly openOrders: readonly BrokerOrder[] | null;
}

/**
 * Shares of the underlying that nothing else takes: not calls that are already written, and no open sale of the
 * shares or of another call. null: not known.
 */
export function sharesForCalls(
  option: OptionKey,
  { multiplier, underlying }: Pick<Contract, 'multiplier' | 'underlying'>,
  { positions, openOrders }: Holdings,
): Decimal | null {
  if (positions === null || openOrders === null || multiplier === null || underlying === null) return null;
  // A combination made elsewhere may sell the shares, or a call on them: its legs are not in the list.
  if (openOrders.some(({ symbol, securityType }) => securityType === 'MLEG' && symbol === underlying))
    return null;
  const held = positions.filter(
    ({ symbol, securityType }) => symbol === underlying && securityType === 'STK',
  );
  const written = positions.filter(
    ({ symbol, quantity }) => isCallOn(option, symbol) && isNegative(quantity),
  );
  const sales = openOrders.filter(({ side }) => side === 'SELL');
  const shareSales = sales.filter(
    ({ symbol, securityType }) => symbol === underlying && securityType === 'STK',
  );
  const callSales = sales.filter(({ symbol }) => isCallOn(option, symbol));
  const promised = [...shareSales, ...callSales].map(remainingOf);
  if (promised.some((quantity) => quantity === null)) return null;
  const calls = [...written.map(({ quantity }) => negate(quantity)), ...callSales.map(left)];
  const taken = [...shareSales.map(left), ...calls.map((contracts) => multiply(contracts, multiplier))];
  return maximum(ZERO, subtract(sum(held.map(({ quantity }) => quantity)), sum(taken)));
}

const left = (order: BrokerOrder): Decimal => remainingOf(order) ?? ZERO;

function isCallOn(option: OptionKey, symbol: string): boolean {
  const other = parseOptionIdentifier(symbol);
  return other !== null && other.symbol === option.symbol && other.right === 'call';
}

/** Shares that written calls can make the account deliver. null: not known. Of Hong Kong's classes nothing tells the share. */
export function sharesOwed(share: string, positions: readonly Position[] | null): Decimal | null {
  if (positions === null) return null;
  const owed = positions.flatMap(({ symbol, quantity, multiplier }) => {
    const option = parseOptionIdentifier(symbol);
    if (option === null || option.symbol !== share || option.right !== 'call' || !isNegative(quantity))
      return [];
    return [multiplier === null ? null : multiply(negate(quantity), multiplier)];
  });
  const known = owed.filter((shares) => shares !== null);
  return known.length === owed.length ? sum(known) : null;
}
