import * as z from 'zod';
import { type Decimal, decimalSchema } from './decimal.ts';
import { type Currency, currencySchema } from './instrument.ts';

const rationaleTopicSchema = z.enum([
  'last',
  'bid',
  'ask',
  'previous_close',
  'day_high',
  'day_low',
  /** In percent of the previous close. */
  'day_change',
  'volume',
  'average_volume',
  'average_cost',
  'limit',
  /** Of a stop order, or of a bracket. */
  'stop',
  'take_profit',
  'strike',
  'quantity',
  'position',
  'cash',
  'buying_power',
  'net_liquidation',
  'unrealized_pnl',
  'realized_pnl',
  'day_pnl',
  'market_value',
  /** For the whole order, as on the card. */
  'max_loss',
  'max_gain',
  'breakeven',
  'delta',
  /** In percent. */
  'implied_volatility',
]);
export type RationaleTopic = z.infer<typeof rationaleTopicSchema>;

/** A number that a client states in its reason, beside what the broker (or the order itself) says. */
export const rationaleClaimSchema = z.strictObject({
  /** Where in the reason it stands, in characters from its beginning. */
  position: z.int().min(0),
  /** As written. */
  text: z.string(),
  topic: rationaleTopicSchema.nullable(),
  value: decimalSchema,
  currency: currencySchema.nullable(),
  figure: decimalSchema.nullable(),
  /** What has no limit was given one. Cards of earlier versions do not say. */
  isUnlimited: z.boolean().default(false),
  verdict: z.enum(['agrees', 'differs', 'unknown']),
});
export type RationaleClaim = z.infer<typeof rationaleClaimSchema>;

/** What the claims are compared with: prices in the order's currency, sums in the account's base currency. */
export type RationaleFigures = Readonly<Record<RationaleTopic, Decimal | null>> & {
  readonly currency: Currency;
  readonly baseCurrency: Currency | null;
  /** Topics whose figure has no limit. */
  readonly unlimited: readonly RationaleTopic[];
};
