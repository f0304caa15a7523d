import * as z from 'zod';
import { compare, type Decimal, decimal, decimalSchema, isMultipleOf, subtract } from './decimal.ts';

export const marketSchema = z.enum(['US', 'HK', 'SG', 'CN']);
export type Market = z.infer<typeof marketSchema>;

/** ISO 4217 code, or CNH as Tiger writes offshore renminbi. */
export const currencySchema = z
  .string()
  .regex(/^[A-Z]{3}$/, 'must be a three-letter currency code such as USD');
export type Currency = z.infer<typeof currencySchema>;

/** Tiger's security types; `OTHER` stands for any text that the wire contract does not list. */
export const securityTypeSchema = z.enum([
  'STK',
  'OPT',
  'WAR',
  'IOPT',
  'FUT',
  'FOP',
  'CASH',
  'MLEG',
  'FUND',
  'CC',
  'OTHER',
]);
export type SecurityType = z.infer<typeof securityTypeSchema>;

/** The longest symbol on the wire is an option identifier of 21 characters; funds reach 16. */
export const SYMBOL_LENGTH_MAX = 24;
export const symbolSchema = z
  .string()
  .min(1, 'must not be empty')
  .max(SYMBOL_LENGTH_MAX, 'is too long for a symbol')
  .regex(/^[A-Z0-9][A-Z0-9.\-/ ]*$/, 'must be a symbol such as AAPL or 00700');

/** One row of an exchange's tick table: from `from` to `to` the price moves in steps of `size`, counted from `from`. */
export const tickSizeSchema = z.strictObject({
  from: decimalSchema,
  /** null is infinity. */
  to: decimalSchema.nullable(),
  fromInclusive: z.boolean(),
  toInclusive: z.boolean(),
  size: decimalSchema,
});
export type TickSize = z.infer<typeof tickSizeSchema>;

/** What can be traded, as the broker describes it. Absent facts are null. */
export const contractSchema = z.strictObject({
  symbol: symbolSchema,
  name: z.string().nullable(),
  market: marketSchema.nullable(),
  exchange: z.string().nullable(),
  currency: currencySchema.nullable(),
  securityType: securityTypeSchema,
  lotSize: decimalSchema.nullable(),
  multiplier: decimalSchema.nullable(),
  tickSizes: z.array(tickSizeSchema),
  isTradeable: z.boolean().nullable(),
  isMarginable: z.boolean().nullable(),
  isShortable: z.boolean().nullable(),
  isCloseOnly: z.boolean().nullable(),
  isEtf: z.boolean().nullable(),
  supportsFractional: z.boolean().nullable(),
  /** The share that an option is on, by its own code: 00700 of an option of the class TCH.HK. null: not an option. */
  underlying: symbolSchema.nullable().default(null),
});
export type Contract = z.infer<typeof contractSchema>;

/** The row that governs a price, or null if the table does not cover it. The first matching row wins. */
export function tickSizeAt(tickSizes: readonly TickSize[], price: Decimal): TickSize | null {
  return tickSizes.find((row) => isAbove(row, price) && isBelow(row, price)) ?? null;
}

/** The step from a price up or down: at a border between two rows it is that of the row on the way. null: not covered. */
export function tickTowards(tickSizes: readonly TickSize[], price: Decimal, isUp: boolean): Decimal | null {
  const row = tickSizes.find(({ from, to }) =>
    isUp
      ? compare(price, from) >= 0 && (to === null || compare(price, to) < 0)
      : compare(price, from) > 0 && (to === null || compare(price, to) <= 0),
  );
  return row?.size ?? null;
}

/** null means that the contract has no tick table, so nothing can be said. */
export function isOnTick(tickSizes: readonly TickSize[], price: Decimal): boolean | null {
  const row = tickSizeAt(tickSizes, price);
  return row === null ? null : isMultipleOf(subtract(price, row.from), row.size);
}

function isAbove(row: TickSize, price: Decimal): boolean {
  const order = compare(price, row.from);
  return order > 0 || (order === 0 && row.fromInclusive);
}

function isBelow(row: TickSize, price: Decimal): boolean {
  if (row.to === null) return true;
  const order = compare(price, row.to);
  return order < 0 || (order === 0 && row.toInclusive);
}

const HK_CODE_LENGTH = 5;

/**
 * Accepts what people and assistants write: any case, `700.HK`, `0700`, `HK.00700`, `AAPL.US`. Hong Kong codes get
 * their leading zeros back, since Tiger knows `00700` alone.
 */
export function normaliseSymbol(text: string): string {
  const upper = text.trim().toUpperCase();
  const bare = upper.replace(/^(US|HK)[.:]/, '').replace(/\.(US|HK)$/, '');
  const isHkOption = /^[A-Z]/.test(bare) && upper.endsWith('.HK');
  if (isHkOption) return upper;
  return /^\d{1,5}$/.test(bare) ? bare.padStart(HK_CODE_LENGTH, '0') : bare;
}

/** `TCH.HK` and the identifiers of its options: Hong Kong's option classes carry their market in their name. */
const HK_OPTION_CLASS = /^[A-Z][A-Z0-9]*\.HK(?:\d{6}[CP]\d{8})?$/;

/** Five digits are Hong Kong, six are mainland China, letters are the US: Tiger's own convention for stock codes. */
export function marketOfSymbol(symbol: string): Market {
  if (/^\d{5}$/.test(symbol) || HK_OPTION_CLASS.test(symbol)) return 'HK';
  if (/^\d{6}$/.test(symbol)) return 'CN';
  return 'US';
}

export const ONE_SHARE = decimal(1);
