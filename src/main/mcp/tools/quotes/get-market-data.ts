import * as z from 'zod';
import { SYMBOLS_PER_CALL_MAX } from '../../../../shared/ipc/worker-calls/quote-calls.ts';
import { accountFields, accountJson } from '../../account-fields.ts';
import { dataAccountInput } from '../../data-account.ts';
import { symbolsInput, wordsInput } from '../../tolerant-input.ts';
import { READ_ANNOTATIONS, readTool } from '../../tool.ts';
import {
  type QuoteFigure,
  quoteFacts,
  quoteFactsJson,
  quoteFigures,
  quoteFiguresJson,
  readQuotes,
} from './quote-json.ts';
import { unknownSymbols } from './unknown-symbols.ts';

const FIGURES = Object.keys(quoteFigures) as [QuoteFigure, ...QuoteFigure[]];
/** What a comparison of many symbols needs; the rest on demand, because answers fill the model's context. */
const FIGURES_DEFAULT: readonly QuoteFigure[] = [
  'last_price',
  'bid_price',
  'ask_price',
  'change_rate',
  'volume',
];

const input = z.strictObject({
  symbols: symbolsInput(SYMBOLS_PER_CALL_MAX),
  fields: wordsInput(FIGURES)
    .optional()
    .describe(`Figures to return. Default: ${FIGURES_DEFAULT.join(', ')}.`),
  ...dataAccountInput,
});

const output = z.strictObject({
  ...accountFields,
  quotes: z.array(z.strictObject({ ...quoteFacts, ...z.strictObject(quoteFigures).partial().shape })),
  not_found: z.array(z.string()).describe('Symbols that the broker does not know.'),
});

export const getMarketData = readTool({
  name: 'tiger_get_market_data',
  title: 'Get quotes of many symbols',
  description:
    'Current quotes of up to 50 stocks or ETFs in one call. Use it instead of repeated tiger_get_quote; name fields to keep the answer small.',
  toolset: 'quotes',
  input,
  output,
  annotations: READ_ANNOTATIONS,
  run: async ({ symbols, fields, data_account_id }, context) => {
    const from = context.accounts.readable(data_account_id);
    const { quotes, currencies } = await readQuotes(from, symbols, context);
    if (quotes.length === 0) throw unknownSymbols(symbols);
    const wanted = new Set<string>(fields ?? FIGURES_DEFAULT);
    const nowMs = context.clock.nowMs();
    const known = new Set<string>(quotes.map(({ symbol }) => symbol));
    return {
      ...accountJson(from.account),
      quotes: quotes.map((quote) => ({
        ...quoteFactsJson(quote, currencies.get(quote.symbol) ?? null, nowMs),
        ...Object.fromEntries(Object.entries(quoteFiguresJson(quote)).filter(([name]) => wanted.has(name))),
      })),
      not_found: symbols.filter((symbol) => !known.has(symbol)),
    };
  },
});
