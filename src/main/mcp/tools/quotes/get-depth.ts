import * as z from 'zod';
import type { Depth } from '../../../../shared/domain/intraday.ts';
import { accountFields, accountJson, provenanceFields, provenanceJson } from '../../account-fields.ts';
import { dataAccountInput } from '../../data-account.ts';
import { READ_TIMEOUT_MS } from '../../read-time-limit.ts';
import { integerInput, symbolInput } from '../../tolerant-input.ts';
import { READ_ANNOTATIONS, readTool } from '../../tool.ts';
import { currenciesOf } from './quote-json.ts';

/** Tiger has up to 40 levels in the US and 10 in Hong Kong. */
const LEVELS_MAX = 40;
const LEVELS_DEFAULT = 10;
const COLUMNS = ['price', 'volume', 'orders'] as const;

const input = z.strictObject({
  symbol: symbolInput(),
  levels: integerInput(1, LEVELS_MAX).optional().describe(`Levels of each side, default ${LEVELS_DEFAULT}.`),
  ...dataAccountInput,
});

const rows = z.array(z.array(z.string().nullable()));

const output = z.strictObject({
  ...accountFields,
  symbol: z.string(),
  currency: z.string().nullable().describe('Currency of the prices; null: the broker did not say.'),
  columns: z.array(z.enum(COLUMNS)).describe('Names of the values of each row.'),
  bids: rows.describe('Best (highest) first. volume in shares; orders: how many, said for Hong Kong alone.'),
  asks: rows.describe('Best (lowest) first.'),
  bid_levels: z.int().describe('Levels that the broker gave.'),
  ask_levels: z.int(),
  ...provenanceFields,
});

export const getDepth = readTool({
  name: 'tiger_get_depth',
  title: 'Get order book',
  description:
    'Order book of one stock or ETF, up to 40 levels in the US and 10 in Hong Kong. Use it to judge what a larger order would move. Needs a level 2 quote permission.',
  toolset: 'quotes',
  input,
  output,
  annotations: READ_ANNOTATIONS,
  run: async ({ symbol, levels = LEVELS_DEFAULT, data_account_id }, context) => {
    const from = context.accounts.readable(data_account_id);
    const options = { timeoutMs: READ_TIMEOUT_MS, signal: context.signal };
    const [depth, currencies] = await Promise.all([
      from.read('depth.get', { symbol }, options),
      currenciesOf(from, [symbol], context),
    ]);
    return {
      ...accountJson(from.account),
      symbol: depth.symbol,
      currency: currencies.get(symbol) ?? null,
      columns: [...COLUMNS],
      bids: depth.bids.slice(0, levels).map(levelRow),
      asks: depth.asks.slice(0, levels).map(levelRow),
      bid_levels: depth.bids.length,
      ask_levels: depth.asks.length,
      ...provenanceJson(depth.provenance, context.clock.nowMs()),
    };
  },
});

function levelRow({ price, volume, orderCount }: Depth['bids'][number]) {
  return [price, volume, orderCount === null ? null : String(orderCount)];
}
