import { type KeyedLeg, keyedLegs, sideOfLeg } from '../../shared/domain/combination.ts';
import {
  absolute,
  add,
  type Decimal,
  decimal,
  maximum,
  multiply,
  negate,
  ZERO,
} from '../../shared/domain/decimal.ts';
import type { Contract } from '../../shared/domain/instrument.ts';
import type { OrderDraft } from '../../shared/domain/order.ts';
import { type PayoffLeg, payoffAt, payoffFigures } from '../../shared/domain/payoff.ts';
import { notionalAt } from './order-price.ts';

type Priced = Pick<OrderDraft, 'legs' | 'side' | 'quantity'>;

/** The legs of a combination as its order holds them, without their prices: the net price stands for all. null: not known. */
export function combinationLegs(order: Priced, multiplier: Decimal | null): PayoffLeg[] | null {
  const keyed = order.legs === null ? null : keyedLegs(order.legs);
  if (keyed === null || multiplier === null) return null;
  return keyed.map((each) => payoffLegOf(each, order, multiplier));
}

function payoffLegOf({ leg, key }: KeyedLeg, order: Priced, multiplier: Decimal): PayoffLeg {
  const shares = multiply(multiply(order.quantity, decimal(leg.ratio)), multiplier);
  return { kind: key.right, side: sideOfLeg(order.side, leg), shares, strike: key.strike, price: ZERO };
}

/** What the net price takes, below zero what it brings: exact, because no part of it is given to one leg. */
export function netCost(order: Priced, multiplier: Decimal, price: Decimal): Decimal {
  const whole = multiply(multiply(order.quantity, multiplier), price);
  return order.side === 'BUY' ? whole : negate(whole);
}

/** Whether every leg ends on one day: only then there is one result at expiry. */
export function endsOnOneDay({ legs }: Pick<OrderDraft, 'legs'>): boolean {
  const days = (legs === null ? [] : (keyedLegs(legs) ?? [])).map(({ key }) => key.expiry);
  return new Set(days).size === 1;
}

interface CombinationLoss {
  /** null: no limit. */
  readonly most: Decimal | null;
  /** With the underlying at zero: what its puts can cost, whatever its calls can. */
  readonly atZero: Decimal;
}

/**
 * The most that a combination can lose, before fees, if it is given up when its first leg ends: a bought option is worth
 * its intrinsic value at least. A bought leg that ends before the last written one protects nothing afterwards and counts
 * as lost. null: a leg, or what it stands for, is not known.
 */
export function combinationLoss(
  order: Priced,
  multiplier: Decimal | null,
  price: Decimal,
): CombinationLoss | null {
  const keyed = order.legs === null ? null : keyedLegs(order.legs);
  if (keyed === null || multiplier === null) return null;
  const written = keyed.filter(({ leg }) => sideOfLeg(order.side, leg) === 'SELL');
  const lastWritten = written
    .map(({ key }) => key.expiry)
    .reduce((one, other) => (one > other ? one : other), '');
  const standing = keyed.filter(
    ({ leg, key }) => sideOfLeg(order.side, leg) === 'SELL' || key.expiry >= lastWritten,
  );
  const legs = standing.map((each) => payoffLegOf(each, order, multiplier));
  const cost = netCost(order, multiplier, price);
  const { maxLoss } = payoffFigures(legs, cost);
  return { most: maxLoss.amount, atZero: maximum(ZERO, negate(payoffAt(legs, ZERO, cost))) };
}

/**
 * What an order counts for against caps and cash: quantity x price x multiplier; of a combination at least what it can
 * lose, or, where that has no limit, what its puts can cost.
 */
export function worthAt(order: OrderDraft, contract: Contract, price: Decimal): Decimal {
  const notional = absolute(notionalAt(order, contract, price));
  if (order.legs === null) return notional;
  const limit = order.limitPrice ?? price;
  const loss = combinationLoss(order, contract.multiplier, limit);
  return loss === null ? notional : maximum(notional, loss.most ?? loss.atZero);
}

/** Contracts of all legs in one combination. */
export function contractsInOne({ legs }: Pick<OrderDraft, 'legs'>): Decimal {
  return (legs ?? []).reduce((total, { ratio }) => add(total, decimal(ratio)), ZERO);
}
