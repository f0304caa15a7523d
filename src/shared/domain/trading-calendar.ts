import * as z from 'zod';
import { marketSchema } from './instrument.ts';
import { daySchema } from './market-day.ts';
import { provenanceSchema } from './provenance.ts';

/** Days on which the market trades, ascending, in its own zone; every other day of the span is without trading. */
export const tradingCalendarSchema = z.strictObject({
  market: marketSchema,
  days: z.array(z.strictObject({ day: daySchema, kind: z.enum(['full', 'early_close', 'unknown']) })),
  provenance: provenanceSchema,
});
export type TradingCalendar = z.infer<typeof tradingCalendarSchema>;
