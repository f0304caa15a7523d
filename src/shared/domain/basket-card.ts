import * as z from 'zod';
import { cardHead } from './card-head.ts';
import { decimalSchema } from './decimal.ts';
import { currencySchema, symbolSchema } from './instrument.ts';
import { beforeAfterSchema, dayUsageSchema, orderCardSchema } from './order-card.ts';

/**
 * A card is refreshed about 8 times a minute with a preview for each order, and Tiger answers 60 previews a minute (wire
 * contract 7.2). More is nothing that a person reads before they approve, either.
 */
export const BASKET_LEGS_MAX = 6;
/** One order is no basket; tiger_place_order proposes it. */
export const BASKET_LEGS_MIN = 2;

const figure = decimalSchema.nullable();

/** Of one side in one currency; null: the value of one of the orders is not known. */
const sideTotalSchema = z.strictObject({ count: z.int().min(0), estimate: figure, worstCase: figure });

/** Several orders as one decision: what they do together, and the whole ticket of each. */
export const basketCardSchema = z.strictObject({
  kind: z.literal('basket'),
  ...cardHead,
  /** In the order of sending: what is sold goes first. */
  legs: z.array(orderCardSchema).min(1).max(BASKET_LEGS_MAX),
  /** By currency, without fees. */
  notionals: z.array(
    z.strictObject({ currency: currencySchema, buys: sideTotalSchema, sells: sideTotalSchema }),
  ),
  /** Base currency. After all purchases at their worst; what the sales bring is not counted, for they may not fill. */
  cash: beforeAfterSchema,
  buyingPower: beforeAfterSchema,
  commission: beforeAfterSchema.shape.after,
  commissionCurrency: currencySchema.nullable(),
  /** If every order fills whole. */
  positions: z.array(z.strictObject({ symbol: symbolSchema, before: figure, after: figure })),
  /** Worth of all positions as a share of net liquidation, if all that is open and all of this fills. */
  exposure: z.strictObject({ beforeRate: figure, afterRate: figure }),
  dayUsage: z.array(dayUsageSchema),
});
export type BasketCard = z.infer<typeof basketCardSchema>;
