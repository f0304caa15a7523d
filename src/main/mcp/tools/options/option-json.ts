import * as z from 'zod';
import { type OptionKey, optionRightSchema } from '../../../../shared/domain/option.ts';
import { formatOptionIdentifier } from '../../../../shared/domain/option-identifier.ts';
import type { ReadableAccount, ReadContext } from '../../tool.ts';
import { currenciesOf } from '../quotes/quote-json.ts';

/** Which option an answer is about. */
export const optionFields = {
  identifier: z.string().describe('In 21 characters.'),
  underlying: z.string(),
  expiry: z.string(),
  right: optionRightSchema,
  strike: z.string(),
  currency: z.string().nullable().describe('Of the underlying and the prices; null: not said.'),
};

/** Reads something of one option, and its currency beside it. */
export async function withCurrency<Answer>(
  from: ReadableAccount,
  symbols: readonly string[],
  context: ReadContext,
  answer: Promise<Answer>,
) {
  const [value, currencies] = await Promise.all([answer, currenciesOf(from, symbols, context)]);
  return { value, currencyOf: (symbol: string) => currencies.get(symbol) ?? null };
}

export function optionJson(key: OptionKey, currency: string | null) {
  return {
    identifier: formatOptionIdentifier(key),
    underlying: key.symbol,
    expiry: key.expiry,
    right: key.right,
    strike: key.strike,
    currency,
  };
}

export const OPTION_EXAMPLE = 'AAPL  261218C00150000 or AAPL 2026-12-18 150 C.';
