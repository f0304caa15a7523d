import * as z from 'zod';
import { FUTURE_QUOTES_MAX, type FutureQuote } from '../../../../shared/domain/future.ts';
import {
  accountFields,
  accountJson,
  figure,
  provenanceFields,
  provenanceJson,
} from '../../account-fields.ts';
import { dataAccountInput, readLimits } from '../../data-account.ts';
import { futureCodesInput } from '../../tolerant-input.ts';
import { READ_ANNOTATIONS, readTool } from '../../tool.ts';
import { noneKnown, unansweredOf } from '../quotes/unknown-symbols.ts';

const input = z.strictObject({
  codes: futureCodesInput(FUTURE_QUOTES_MAX).describe('["CL2612", "ESmain"]'),
  ...dataAccountInput,
});

const output = z.strictObject({
  ...accountFields,
  quotes: z
    .array(
      z.strictObject({
        code: z.string(),
        currency: z.string().nullable(),
        multiplier: figure.describe('Currency for one point of the price.'),
        last_price: figure,
        last_size: figure,
        bid_price: figure,
        bid_size: figure,
        ask_price: figure,
        ask_size: figure,
        open_price: figure,
        high_price: figure,
        low_price: figure,
        average_price: figure,
        settlement_price: figure,
        change: figure,
        limit_up: figure,
        limit_down: figure,
        volume: figure,
        open_interest: figure,
        open_interest_change: figure,
        ...provenanceFields,
      }),
    )
    .describe('Sizes, volume and interest in contracts.'),
  unknown_codes: z.array(z.string()),
});

export const getFutureQuote = readTool({
  name: 'tiger_get_future_quote',
  title: 'Get futures quotes',
  description: `Current price, best bid and ask, settlement, limits and open interest of up to ${FUTURE_QUOTES_MAX} futures contracts.`,
  toolset: 'futures',
  input,
  output,
  annotations: READ_ANNOTATIONS,
  run: async ({ codes, data_account_id }, context) => {
    const { account, read } = context.accounts.readable(data_account_id);
    const quotes = await read('futures.quotes', { codes }, readLimits(context));
    const answered = quotes.map(({ code }) => code);
    const unknown = unansweredOf(codes, answered, (none) =>
      noneKnown(none, 'Look the codes up with tiger_get_future_contracts.'),
    );
    return {
      ...accountJson(account),
      quotes: quotes.map((quote) => quoteJson(quote, context.clock.nowMs())),
      unknown_codes: unknown,
    };
  },
});

function quoteJson(quote: FutureQuote, nowMs: number) {
  return {
    code: quote.code,
    currency: quote.currency,
    multiplier: quote.multiplier,
    last_price: quote.lastPrice,
    last_size: quote.lastSize,
    bid_price: quote.bidPrice,
    bid_size: quote.bidSize,
    ask_price: quote.askPrice,
    ask_size: quote.askSize,
    open_price: quote.openPrice,
    high_price: quote.highPrice,
    low_price: quote.lowPrice,
    average_price: quote.averagePrice,
    settlement_price: quote.settlementPrice,
    change: quote.change,
    limit_up: quote.limitUp,
    limit_down: quote.limitDown,
    volume: quote.volume,
    open_interest: quote.openInterest,
    open_interest_change: quote.openInterestChange,
    ...provenanceJson(quote.provenance, nowMs),
  };
}
