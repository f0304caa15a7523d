import type { OrderLeg } from '../../shared/domain/combination.ts';
import {
  absolute,
  add,
  compare,
  type Decimal,
  isNegative,
  isPositive,
  isZero,
  maximum,
  multiply,
  subtract,
  sum,
  ZERO,
} from '../../shared/domain/decimal.ts';
import { ONE_SHARE } from '../../shared/domain/instrument.ts';
import { type BrokerOrder, isOpen, type Side } from '../../shared/domain/order.ts';
import { combinationLoss, worthAt } from './combination-loss.ts';
import type { ControlFacts } from './control-facts.ts';
import { independentOrders, remainingOf } from './independent-orders.ts';
import { byLeg } from './open-legs.ts';
import { heldCombinations, heldQuantity, isReducing, orderIntent } from './order-intent.ts';
import { worstPrice } from './order-price.ts';

/**
 * What open orders on the symbol may still buy or sell. An order that the broker accepted a moment ago and does not
 * list yet counts whole. null: open orders, or how much one of them
 * stands for, are not known.
 */
export function pendingQuantity(facts: ControlFacts, side: Side): Decimal | null {
  const { legsUnderWay, openOrders, order, recentOrders } = facts;
  if (openOrders === null) return null;
  const ofSymbol = openOrders.filter((open) => open.symbol === order.symbol && isOpen(open.status));
  const listedIds = new Set(ofSymbol.map(({ brokerOrderId }) => brokerOrderId));
  const listed = independentOrders(ofSymbol);
  const unlisted = recentOrders.filter(
    ({ isOpen, brokerOrderId }) => isOpen && brokerOrderId !== null && !listedIds.has(brokerOrderId),
  );
  const remaining = listed.filter((open) => open.side === side).map(remainingOf);
  const known = remaining.filter((quantity) => quantity !== null);
  if (known.length < remaining.length) return null;
  const unlistedLegs = legsUnderWay.filter(
    (leg) => leg.symbol === order.symbol && leg.side === side && !listedIds.has(leg.brokerOrderId),
  );
  return sum([
    ...known,
    ...unlistedLegs.map(({ quantity }) => quantity),
    ...unlisted.filter((recent) => recent.side === side).map(({ quantity }) => quantity),
  ]);
}

/** What is left of a holding once what is open has sold of it. null: not known. */
export function leftAfterSales(facts: ControlFacts, held: Decimal): Decimal | null {
  const sales = pendingQuantity(facts, 'SELL');
  return sales === null ? null : subtract(held, sales);
}

/**
 * Control 31: an order that only takes risk away, together with what is open on its side already: two sales of the
 * whole holding are no reduction. Such an order skips the controls of order rate, daily value, daily loss, position,
 * exposure and session (rule 7: reducing risk is never harder than creating it). Not known counts as no.
 */
export function isReduceOnly(facts: ControlFacts): boolean {
  const { order, positions } = facts;
  const held = heldQuantity(order, positions);
  const pending = pendingQuantity(facts, order.side);
  if (held === null || pending === null || isLegPromised(facts)) return false;
  if (!isReducing(orderIntent(order.side, order.quantity, held))) return false;
  return compare(add(order.quantity, pending), absolute(held)) <= 0;
}

/** Whether another open order may trade a leg of this combination: then closing it may close that leg twice. */
function isLegPromised({ order, openOrders, legsUnderWay }: ControlFacts): boolean {
  if (order.legs === null) return false;
  const legs = new Set(order.legs.map(({ symbol }) => symbol));
  const others = (openOrders ?? []).filter(({ symbol, status }) => symbol !== order.symbol && isOpen(status));
  return [...byLeg(others), ...legsUnderWay].some(({ symbol }) => legs.has(symbol));
}

export const REDUCE_ONLY_TEXT = 'It only reduces a position, so this limit does not apply.';

/** Orders of one symbol and side that may fill, and what they are worth at their highest price. */
interface Pending {
  readonly symbol: string;
  readonly currency: string | null;
  readonly side: Side;
  readonly legs: readonly OrderLeg[] | null;
  /** null: how much it stands for is not known. */
  readonly quantity: Decimal | null;
  /** Of one share or contract. */
  readonly price: Decimal | null;
}

/** What open orders and the judged one add to exposure if all fill. `unpriced`: symbols whose orders have no price. */
export function addedExposure(
  facts: ControlFacts,
  toBase: (amount: Decimal, currency: string) => Decimal | null,
): { amount: Decimal; unpriced: string[] } {
  let amount = ZERO;
  const unpriced: string[] = [];
  for (const pending of pendingBySide(facts)) {
    const quantity = addedQuantity(facts, pending);
    if (quantity !== null && isZero(quantity)) continue;
    const { price, currency } = pending;
    const isPriced = quantity !== null && price !== null && currency !== null;
    const worth = isPriced ? toBase(multiply(quantity, price), currency) : null;
    if (worth === null) unpriced.push(pending.symbol);
    else amount = add(amount, worth);
  }
  return { amount, unpriced };
}

function pendingBySide(facts: ControlFacts): Pending[] {
  const { order, contract, openOrders, openCombinations, quote, settings } = facts;
  const grouped = new Map<string, Pending>();
  const put = (pending: Pending) => {
    const key = `${pending.side} ${pending.symbol}`;
    const known = grouped.get(key);
    if (known === undefined) {
      grouped.set(key, pending);
      return;
    }
    const price = both(known.price, pending.price, maximum);
    grouped.set(key, { ...known, quantity: both(known.quantity, pending.quantity, add), price });
  };
  // A combination is worth its net price and what it can lose; its legs have no price.
  const asLegs = new Set(openCombinations.map(({ brokerOrderId }) => brokerOrderId));
  const singles = (openOrders ?? []).filter(({ brokerOrderId }) => !asLegs.has(brokerOrderId));
  const whole = [...singles, ...openCombinations].filter(({ status }) => isOpen(status));
  for (const open of independentOrders(whole)) {
    const { symbol, side, currency, legs } = open;
    put({ symbol, side, currency, legs, quantity: remainingOf(open), price: unitPrice(open) });
  }
  const { symbol, side, currency, quantity, legs } = order;
  const worst = worstPrice(order, quote, settings.priceCollarWarn);
  const price = worst === null ? null : worthAt({ ...order, quantity: ONE_SHARE }, contract, worst);
  put({ symbol, side, currency, legs, quantity, price });
  return [...grouped.values()];
}

/** Of one share or contract. What one contract of another kind stands for is not in the list of orders. */
function unitPrice(open: BrokerOrder): Decimal | null {
  const { securityType, limitPrice, stopPrice, multiplier, legs, side } = open;
  if (securityType === 'MLEG') {
    if (legs === null || limitPrice === null || multiplier === null) return null;
    const loss = combinationLoss({ legs, side, quantity: ONE_SHARE }, multiplier, limitPrice);
    return loss === null
      ? null
      : maximum(absolute(multiply(limitPrice, multiplier)), loss.most ?? loss.atZero);
  }
  const price = limitPrice ?? stopPrice;
  if (securityType === 'STK' || price === null) return price;
  return securityType === 'OPT' && multiplier !== null ? multiply(price, multiplier) : null;
}

function both<T>(left: T | null, right: T | null, join: (left: T, right: T) => T): T | null {
  return left === null || right === null ? null : join(left, right);
}

/** Only what goes beyond closing the position that it runs against. */
function addedQuantity(
  { positions }: ControlFacts,
  { symbol, side, quantity, legs }: Pending,
): Decimal | null {
  const own = (positions ?? []).filter((position) => position.symbol === symbol);
  const held =
    legs === null ? sum(own.map((position) => position.quantity)) : heldCombinations(legs, positions ?? []);
  const isClosing = side === 'SELL' ? isPositive(held) : isNegative(held);
  if (!isClosing || quantity === null) return quantity;
  const beyond = subtract(quantity, absolute(held));
  return isNegative(beyond) ? ZERO : beyond;
}
