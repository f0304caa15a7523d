import * as z from 'zod';
import { accountIdSchema } from './account.ts';
import { decimalSchema, positiveDecimalSchema } from './decimal.ts';
import { currencySchema, symbolSchema } from './instrument.ts';
import { sideSchema } from './order.ts';
import { CLIENT_NAME_LENGTH_MAX } from './trading-stop.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** A day of paper trading, half a session of live trading: after that a person says again what may go on. */
export const GRANT_LIFETIME_MAX_MS = { paper: 24 * HOUR_MS, live: 4 * HOUR_MS } as const;
/** A list that nobody can read at a glance is no limit. */
const GRANT_SYMBOLS_MAX = 20;
/** Above what control 14 lets through in a day by default; more is a program in a loop. */
const GRANT_ORDERS_MAX = 100;

export const grantIdSchema = z.string().regex(/^grt_[a-z0-9]{16}$/, 'must be a grant id');

/** Options, futures, short sales and everything else are never granted. */
const grantKindSchema = z.enum(['stock', 'etf']);
export type GrantKind = z.infer<typeof grantKindSchema>;

const listOf = <T extends z.ZodType>(item: T, max: number) =>
  z
    .array(item)
    .min(1, 'needs at least one')
    .max(max)
    .transform((items) => [...new Set(items)]);

/** What a grant covers: client x account x symbols x sides x kinds x worth of one x worth of all x number. */
const scope = {
  accountId: accountIdSchema,
  /** The name of the client's entry. */
  clientName: z.string().min(1).max(CLIENT_NAME_LENGTH_MAX),
  symbols: listOf(symbolSchema, GRANT_SYMBOLS_MAX),
  sides: listOf(sideSchema, sideSchema.options.length),
  kinds: listOf(grantKindSchema, grantKindSchema.options.length),
  /** Of both caps, and of the orders that they cover. */
  currency: currencySchema,
  /** Of one order at its worst price. */
  orderNotionalMax: positiveDecimalSchema,
  /** Of all orders together, each at its worst price. */
  totalNotionalMax: positiveDecimalSchema,
  ordersMax: z.int().min(1).max(GRANT_ORDERS_MAX),
};

/** What the user asks for in the window. The typed sentence is `grantSentence(alias)` on a live account. */
export const grantInputSchema = z.strictObject({
  ...scope,
  lifetimeMs: z.int().min(MINUTE_MS).max(GRANT_LIFETIME_MAX_MS.paper),
  typedSentence: z.string().max(200),
});
export type GrantInput = z.infer<typeof grantInputSchema>;

/** The terms as they are kept and sealed. */
export const grantTermsSchema = z.strictObject({
  ...scope,
  /** Made for an account that was live, or not proven to be paper. A grant for a paper account never covers a live one. */
  isLive: z.boolean(),
  createdAtMs: z.int(),
  expiresAtMs: z.int(),
});
export type GrantTerms = z.infer<typeof grantTermsSchema>;

const grantStateSchema = z.enum(['in_force', 'used_up', 'expired', 'revoked']);

/** A budget that its owner gave to a client, and what is left of it. */
export const grantSchema = z.strictObject({
  id: grantIdSchema,
  terms: grantTermsSchema,
  state: grantStateSchema,
  revokedAtMs: z.int().nullable(),
  ordersUsed: z.int().min(0),
  notionalUsed: decimalSchema,
});
export type Grant = z.infer<typeof grantSchema>;

/** What its owner types to let a client trade on a live account without a card; a click is no acknowledgement. */
export function grantSentence(alias: string): string {
  return `I allow orders on ${alias} without a card`;
}
