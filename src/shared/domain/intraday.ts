import * as z from 'zod';
import { decimalSchema } from './decimal.ts';
import { symbolSchema } from './instrument.ts';
import { provenanceSchema } from './provenance.ts';

const figure = decimalSchema.nullable();

const sessionPartSchema = z.enum(['pre_market', 'regular', 'after_hours', 'overnight']);
export type SessionPart = z.infer<typeof sessionPartSchema>;

/** The minutes of one day, ascending. `averagePrice` is that of the session so far, weighted by volume. */
export const timelineSchema = z.strictObject({
  symbol: symbolSchema,
  previousClose: figure,
  minutes: z.array(
    z.strictObject({
      timeMs: z.int(),
      session: sessionPartSchema,
      price: figure,
      averagePrice: figure,
      volume: figure,
    }),
  ),
  provenance: provenanceSchema,
});
export type Timeline = z.infer<typeof timelineSchema>;

/** Tiger answers at most this many ticks per request (wire contract section 7.3). */
export const TICKS_MAX = 200;

/** The newest trades, ascending. `side`: who took the price; null where the broker does not say. */
export const tickSeriesSchema = z.strictObject({
  symbol: symbolSchema,
  ticks: z
    .array(
      z.strictObject({
        timeMs: z.int(),
        price: decimalSchema,
        volume: figure,
        side: z.enum(['buy', 'sell', 'neutral']).nullable(),
      }),
    )
    .max(TICKS_MAX),
  provenance: provenanceSchema,
});
export type TickSeries = z.infer<typeof tickSeriesSchema>;

const depthLevel = z.strictObject({
  price: decimalSchema,
  volume: figure,
  /** Orders at the level; Hong Kong alone says it. */
  orderCount: z.int().nullable(),
});

/** Best price first on both sides. */
export const depthSchema = z.strictObject({
  symbol: symbolSchema,
  bids: z.array(depthLevel),
  asks: z.array(depthLevel),
  provenance: provenanceSchema,
});
export type Depth = z.infer<typeof depthSchema>;
