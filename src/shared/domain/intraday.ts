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

/** One trade. `side`: who took the price; null where the broker does not say. */
export const tickSchema = z.strictObject({
  timeMs: z.int(),
  price: decimalSchema,
  volume: figure,
  side: z.enum(['buy', 'sell', 'neutral']).nullable(),
});

/** The newest trades, ascending. */
export const tickSeriesSchema = z.strictObject({
  symbol: symbolSchema,
  ticks: z.array(tickSchema).max(TICKS_MAX),
  provenance: provenanceSchema,
});
export type TickSeries = z.infer<typeof tickSeriesSchema>;

export const depthLevelSchema = z.strictObject({
  price: decimalSchema,
  volume: figure,
  /** Orders at the level; Hong Kong alone says it. */
  orderCount: z.int().nullable(),
});

/** Best price first on both sides. */
export const depthSchema = z.strictObject({
  symbol: symbolSchema,
  bids: z.array(depthLevelSchema),
  asks: z.array(depthLevelSchema),
  provenance: provenanceSchema,
});
export type Depth = z.infer<typeof depthSchema>;
