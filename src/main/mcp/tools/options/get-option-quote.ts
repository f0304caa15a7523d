import * as z from 'zod';
import { OPTIONS_PER_CALL_MAX, type OptionQuote } from '../../../../shared/domain/option-detail.ts';
import { formatOptionIdentifier } from '../../../../shared/domain/option-identifier.ts';
import {
  accountFields,
  accountJson,
  figure,
  provenanceFields,
  provenanceJson,
} from '../../account-fields.ts';
import { dataAccountInput, readLimits } from '../../data-account.ts';
import { optionsInput } from '../../tolerant-input.ts';
import { READ_ANNOTATIONS, readTool } from '../../tool.ts';
import { noneKnown, unansweredOf } from '../quotes/unknown-symbols.ts';
import { OPTION_EXAMPLE, optionFields, optionJson, withCurrency } from './option-json.ts';

const input = z.strictObject({
  options: optionsInput(OPTIONS_PER_CALL_MAX).describe(OPTION_EXAMPLE),
  ...dataAccountInput,
});

const output = z.strictObject({
  ...accountFields,
  quotes: z
    .array(
      z.strictObject({
        ...optionFields,
        bid_price: figure,
        bid_size: figure,
        ask_price: figure,
        ask_size: figure,
        last_price: figure,
        middle_price: figure.describe('Of bid and ask.'),
        mark_price: figure,
        open_price: figure,
        high_price: figure,
        low_price: figure,
        previous_close: figure,
        change: figure,
        volume: figure,
        open_interest: figure,
        multiplier: figure.describe('Shares for each contract.'),
        implied_volatility: figure.describe('Fraction: 0.25 is 25 %.'),
        ...provenanceFields,
      }),
    )
    .describe('Prices per share; sizes, volume and interest in contracts.'),
  unknown_options: z.array(z.string()),
});

export const getOptionQuote = readTool({
  name: 'tiger_get_option_quote',
  title: 'Get option quotes',
  description: `Bid, ask, last price, open interest and implied volatility of up to ${OPTIONS_PER_CALL_MAX} options.`,
  toolset: 'options',
  input,
  output,
  annotations: READ_ANNOTATIONS,
  run: async ({ options, data_account_id }, context) => {
    const from = context.accounts.readable(data_account_id);
    const symbols = [...new Set(options.map(({ symbol }) => symbol))];
    const asked = from.read('options.quotes', { options }, readLimits(context));
    const { value: quotes, currencyOf } = await withCurrency(from, symbols, context, asked);
    const answered = quotes.map(({ option }) => formatOptionIdentifier(option));
    const unknown = unansweredOf(options.map(formatOptionIdentifier), answered, (none) =>
      noneKnown(none, 'Take identifiers from tiger_get_option_chain.'),
    );
    return {
      ...accountJson(from.account),
      quotes: quotes.map((quote) => ({
        ...optionJson(quote.option, currencyOf(quote.option.symbol)),
        ...figuresJson(quote),
        ...provenanceJson(quote.provenance, context.clock.nowMs()),
      })),
      unknown_options: unknown,
    };
  },
});

function figuresJson(quote: OptionQuote) {
  return {
    bid_price: quote.bidPrice,
    bid_size: quote.bidSize,
    ask_price: quote.askPrice,
    ask_size: quote.askSize,
    last_price: quote.lastPrice,
    middle_price: quote.middlePrice,
    mark_price: quote.markPrice,
    open_price: quote.openPrice,
    high_price: quote.highPrice,
    low_price: quote.lowPrice,
    previous_close: quote.previousClose,
    change: quote.change,
    volume: quote.volume,
    open_interest: quote.openInterest,
    multiplier: quote.multiplier,
    implied_volatility: quote.impliedVolatility,
  };
}
