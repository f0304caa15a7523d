import {
  type Decimal,
  isNegative,
  isPositive,
  isZero,
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
import { type BrokerOrder, isOpen } from '../../shared/domain/order.ts';
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

/**
 * Shares that written calls can make the account deliver, those of open sales with them. null: not known. Of Hong Kong's
 * classes nothing tells the share.
 */
export function sharesOwed(share: string, { positions, openOrders }: Holdings): Decimal | null {
  if (positions === null || openOrders === null) return null;
  const owed = positions.map(({ symbol, quantity, multiplier }) => {
    if (!isCallOnShare(share, symbol) || !isNegative(quantity)) return ZERO;
    return multiplier === null ? null : multiply(negate(quantity), multiplier);
  });
  const opened = [...ordersById(openOrders).values()].map((legs) => sharesOpened(share, legs, positions));
  const all = [...owed, ...opened];
  const known = all.filter((shares) => shares !== null);
  return known.length === all.length ? sum(known) : null;
}

/** Calls on a share that open orders sell, more than they buy. null: not known. */
export function openCallSales(share: string, openOrders: readonly BrokerOrder[] | null): Decimal | null {
  if (openOrders === null) return null;
  const sold = [...ordersById(openOrders).values()].map((legs) => callsSold(share, legs));
  const known = sold.filter((contracts) => contracts !== null);
  return known.length === sold.length ? sum(known) : null;
}

/** Of an open order that sells calls which are not held: what it can make the account deliver. */
function sharesOpened(
  share: string,
  legs: readonly BrokerOrder[],
  positions: readonly Position[],
): Decimal | null {
  const sold = callsSold(share, legs);
  if (sold === null || isZero(sold)) return sold;
  const names = new Set(legs.map(({ symbol }) => symbol));
  const held = positions.filter(({ symbol, quantity }) => names.has(symbol) && isPositive(quantity));
  const opened = maximum(ZERO, subtract(sold, sum(held.map(({ quantity }) => quantity))));
  const multiplier = legs.find(({ symbol }) => isCallOnShare(share, symbol))?.multiplier ?? null;
  if (isZero(opened)) return ZERO;
  return multiplier === null ? null : multiply(opened, multiplier);
}

/** A combination that buys as many calls as it sells writes none that is naked. */
function callsSold(share: string, legs: readonly BrokerOrder[]): Decimal | null {
  const signed = legs
    .filter(({ symbol, status }) => isCallOnShare(share, symbol) && isOpen(status))
    .map((leg) => {
      const remaining = remainingOf(leg);
      if (remaining === null) return null;
      return leg.side === 'SELL' ? remaining : negate(remaining);
    });
  const known = signed.filter((contracts) => contracts !== null);
  return known.length === signed.length ? maximum(ZERO, sum(known)) : null;
}

function ordersById(openOrders: readonly BrokerOrder[]): Map<string, BrokerOrder[]> {
  const orders = new Map<string, BrokerOrder[]>();
  for (const order of openOrders)
    orders.set(order.brokerOrderId, [...(orders.get(order.brokerOrderId) ?? []), order]);
  return orders;
}

function isCallOnShare(share: string, symbol: string): boolean {
  const option = parseOptionIdentifier(symbol);
  return option !== null && option.symbol === share && option.right === 'call';
}
