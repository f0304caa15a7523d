import * as z from 'zod';
import { accountFields, accountJson } from '../../account-fields.ts';
import { dataAccountInput } from '../../data-account.ts';
import { symbolInput } from '../../tolerant-input.ts';
import { READ_ANNOTATIONS, readTool } from '../../tool.ts';
import { quoteFacts, quoteFactsJson, quoteFigures, quoteFiguresJson, readQuotes } from './quote-json.ts';
import { unknownSymbols } from './unknown-symbols.ts';

const input = z.strictObject({
  symbol: symbolInput(),
  ...dataAccountInput,
});

const output = z.strictObject({ ...accountFields, ...quoteFacts, ...quoteFigures });

export const getQuote = readTool({
  name: 'tiger_get_quote',
  title: 'Get quote',
  description:
    'Current quote of one stock or ETF: last, bid and ask with sizes, day range, change, volume. Look at age_ms, delayed and simulated before you rely on it.',
  toolset: 'quotes',
  input,
  output,
  annotations: READ_ANNOTATIONS,
  run: async ({ symbol, data_account_id }, context) => {
    const from = context.accounts.readable(data_account_id);
    const { quotes, currencies } = await readQuotes(from, [symbol], context);
    const quote = quotes.find((candidate) => candidate.symbol === symbol);
    if (quote === undefined) throw unknownSymbols([symbol]);
    return {
      ...accountJson(from.account),
      ...quoteFactsJson(quote, currencies.get(symbol) ?? null, context.clock.nowMs()),
      ...quoteFiguresJson(quote),
    };
  },
});
