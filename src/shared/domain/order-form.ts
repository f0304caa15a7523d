import * as z from 'zod';
import { compare, type Decimal, decimal, multiply, positiveDecimalSchema } from './decimal.ts';

/** How far the stop of a TRAIL order stays behind the best price seen. */
export const trailSchema = z.strictObject({
  /** `amount`: money a share. `percent`: of that price, 2 for 2 %. */
  by: z.enum(['amount', 'percent']),
  value: positiveDecimalSchema,
});
export type Trail = z.infer<typeof trailSchema>;

/**
 * Legs on the other side that the broker makes of an order when it has filled: one that takes the profit, one that stops
 * the loss; the first to fill ends the other. At least one of the two prices.
 */
export const attachedLegsSchema = z.strictObject({
  takeProfitPrice: positiveDecimalSchema.nullable(),
  /** Trigger price. */
  stopLossPrice: positiveDecimalSchema.nullable(),
  /** null: the stop becomes a market order. */
  stopLossLimitPrice: positiveDecimalSchema.nullable(),
  timeInForce: z.enum(['DAY', 'GTC']),
});
export type AttachedLegs = z.infer<typeof attachedLegsSchema>;

/** Over which time a TWAP or VWAP order is spread. */
export const algoSchema = z.strictObject({
  /** null: at once. */
  startMs: z.int().nullable(),
  /** null: until the close. */
  endMs: z.int().nullable(),
  /** VWAP alone: the largest part of the market's volume, 0.1 for 10 %. */
  participationRate: positiveDecimalSchema.nullable(),
});
export type Algo = z.infer<typeof algoSchema>;

/**
 * What only some orders have. Orders and cards that were stored before these fields existed are read as the plain orders
 * that they were.
 */
export const orderFormFields = {
  /** Present for TRAIL alone. */
  trail: trailSchema.nullable().default(null),
  /** End of a GTD order; present for GTD alone. */
  expiresAtMs: z.int().nullable().default(null),
  /** Of LMT orders alone. */
  attached: attachedLegsSchema.nullable().default(null),
  /** Present for TWAP and VWAP alone. */
  algo: algoSchema.nullable().default(null),
};

/** An order without any of it. */
export const PLAIN_FORM = { trail: null, expiresAtMs: null, attached: null, algo: null } as const;

const HUNDREDTH = decimal('0.01');

/** In money, at a price. */
export function trailDistance(trail: Trail, price: Decimal): Decimal {
  return trail.by === 'amount' ? trail.value : multiply(multiply(price, trail.value), HUNDREDTH);
}

export function isSameTrail(left: Trail | null, right: Trail | null): boolean {
  if (left === null || right === null) return left === right;
  return left.by === right.by && compare(left.value, right.value) === 0;
}

/** `trail 2 %` or `trail 3.5`, the latter in the order's currency. */
export function trailText(trail: Trail): string {
  return `trail ${trail.value}${trail.by === 'percent' ? ' %' : ''}`;
}
