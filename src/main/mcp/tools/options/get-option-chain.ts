import * as z from 'zod';
import type { Decimal } from '../../../../shared/domain/decimal.ts';
import { type OptionRow, optionRightSchema } from '../../../../shared/domain/option.ts';
import {
  accountFields,
  accountJson,
  figure,
  provenanceFields,
  provenanceJson,
} from '../../account-fields.ts';
import { dataAccountInput, readLimits } from '../../data-account.ts';
import { dayInput } from '../../day-input.ts';
import {
  booleanInput,
  decimalInput,
  integerInput,
  positiveDecimalInput,
  symbolInput,
  wordInput,
} from '../../tolerant-input.ts';
import { READ_ANNOTATIONS, type ReadableAccount, type ReadContext, readTool } from '../../tool.ts';
import { currenciesOf } from '../quotes/quote-json.ts';
import { chainFilter, requireAscending } from './chain-filter.ts';
import { startOffset } from './start-offset.ts';

/** About 180 bytes each with greeks: an answer stays below the 40 kB beyond which clients cut. */
const ROWS_PER_ANSWER_MAX = 200;
const LIMIT_DEFAULT = 40;
const OFFSET_MAX = 10_000;
/** More than any option ever had. */
const CONTRACTS_MAX = 1_000_000_000;

const PRICE_COLUMNS = {
  strike: (row: OptionRow) => row.strike,
  right: (row: OptionRow) => row.right,
  bid: (row: OptionRow) => row.bidPrice,
  ask: (row: OptionRow) => row.askPrice,
  last: (row: OptionRow) => row.lastPrice,
  volume: (row: OptionRow) => row.volume,
  open_interest: (row: OptionRow) => row.openInterest,
  identifier: (row: OptionRow) => row.identifier,
};
const GREEK_COLUMNS = {
  implied_volatility: (row: OptionRow) => row.impliedVolatility,
  delta: (row: OptionRow) => row.delta,
  gamma: (row: OptionRow) => row.gamma,
  theta: (row: OptionRow) => row.theta,
  vega: (row: OptionRow) => row.vega,
  rho: (row: OptionRow) => row.rho,
};

const input = z.strictObject({
  symbol: symbolInput().describe('The underlying: AAPL, or 00700 in Hong Kong.'),
  expiry: dayInput('From tiger_get_option_expirations; default the nearest.').optional(),
  right: wordInput(optionRightSchema.options as ['call', 'put'], {
    c: 'call',
    p: 'put',
    calls: 'call',
    puts: 'put',
  })
    .optional()
    .describe('Default both.'),
  strike_min: positiveDecimalInput().optional(),
  strike_max: positiveDecimalInput().optional(),
  delta_min: decimalInput().optional().describe('Puts have deltas below 0. Rows without one are left out.'),
  delta_max: decimalInput().optional(),
  in_the_money: booleanInput().optional().describe('true: only those; false: only the others.'),
  open_interest_min: integerInput(0, CONTRACTS_MAX).optional(),
  volume_min: integerInput(0, CONTRACTS_MAX).optional(),
  greeks: booleanInput().optional().describe('Default true: implied volatility and greeks too.'),
  limit: integerInput(1, ROWS_PER_ANSWER_MAX).optional().describe(`Rows, default ${LIMIT_DEFAULT}.`),
  offset: integerInput(0, OFFSET_MAX)
    .optional()
    .describe(
      'Rows to skip from the lowest strike; default: so that the rows lie around the price of the underlying.',
    ),
  ...dataAccountInput,
});

const output = z.strictObject({
  ...accountFields,
  symbol: z.string(),
  expiry: z.string(),
  currency: z
    .string()
    .nullable()
    .describe('Of the underlying and of the prices; null: the broker did not say.'),
  underlying_price: figure.describe('Last price; null: not to be had.'),
  multiplier: figure.describe('Shares for each contract; null: not said, or not the same for all rows.'),
  columns: z.array(z.string()).describe('Names of the values of each row.'),
  rows: z
    .array(z.array(z.string().nullable()))
    .describe(
      'By strike. Prices per share, volume and open interest in contracts, volatility as a fraction.',
    ),
  offset: z.int(),
  total: z.int().describe('Rows that fit the filters.'),
  next_offset: z.int().nullable().describe('null: these were the last. Below offset there may be more.'),
  ...provenanceFields,
});

export const getOptionChain = readTool({
  name: 'tiger_get_option_chain',
  title: 'Get option chain',
  description:
    'Calls and puts of one underlying for one expiry with bid, ask, open interest, implied volatility and greeks, filtered as you ask. Without a strike range or offset the rows around the current price are shown. At most 200 rows per answer. Needs an option quote permission.',
  toolset: 'options',
  input,
  output,
  annotations: READ_ANNOTATIONS,
  run: async ({ symbol, expiry, data_account_id, ...wanted }, context) => {
    const { strike_min, strike_max, limit = LIMIT_DEFAULT } = wanted;
    requireAscending('strike_min', strike_min, strike_max);
    requireAscending('delta_min', wanted.delta_min, wanted.delta_max);
    const from = context.accounts.readable(data_account_id);
    const [chain, currencies, price] = await Promise.all([
      from.read('options.chain', { symbol, expiry: expiry ?? null }, readLimits(context)),
      currenciesOf(from, [symbol], context),
      lastPriceOf(from, symbol, context),
    ]);
    const fitting = chain.options.filter(chainFilter({ ...wanted, price, symbol }));
    const hasPlace = strike_min !== undefined || strike_max !== undefined;
    const offset = wanted.offset ?? startOffset(fitting, hasPlace ? null : price, limit);
    const columns = { ...PRICE_COLUMNS, ...(wanted.greeks === false ? {} : GREEK_COLUMNS) };
    const end = offset + limit;
    const shown = fitting.slice(offset, end);
    return {
      ...accountJson(from.account),
      symbol: chain.symbol,
      expiry: chain.expiry,
      currency: currencies.get(symbol) ?? null,
      underlying_price: price,
      multiplier: commonMultiplier(shown),
      columns: Object.keys(columns),
      rows: shown.map((row) => Object.values(columns).map((figureOf) => figureOf(row))),
      offset,
      total: fitting.length,
      next_offset: end < fitting.length ? end : null,
      ...provenanceJson(chain.provenance, context.clock.nowMs()),
    };
  },
});

/** Without it the chain is worth having all the same. */
async function lastPriceOf({ read }: ReadableAccount, symbol: string, context: ReadContext) {
  const quotes = await read('quotes.get', { symbols: [symbol] }, readLimits(context)).catch(() => []);
  return quotes[0]?.lastPrice ?? null;
}

function commonMultiplier(rows: readonly OptionRow[]): Decimal | null {
  const multipliers = new Set(rows.map(({ multiplier }) => multiplier));
  const [only = null] = multipliers;
  return multipliers.size === 1 ? only : null;
}
