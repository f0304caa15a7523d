import * as z from 'zod';
import { marketSchema } from '../../../../shared/domain/instrument.ts';
import {
  accountFields,
  accountJson,
  figure,
  provenanceFields,
  provenanceJson,
} from '../../account-fields.ts';
import { dataAccountInput } from '../../data-account.ts';
import { READ_TIMEOUT_MS } from '../../read-time-limit.ts';
import { integerInput, wordInput } from '../../tolerant-input.ts';
import { READ_ANNOTATIONS, readTool } from '../../tool.ts';
import { untrustedText } from '../../untrusted-text.ts';

const LIMIT_DEFAULT = 30;
const LIMIT_MAX = 200;

const output = z.strictObject({
  ...accountFields,
  market: marketSchema,
  stocks: z
    .array(
      z.strictObject({
        symbol: z.string(),
        name: untrustedText,
        change_rate: figure,
        buy_order_rate: figure,
        sell_order_rate: figure,
      }),
    )
    .describe('Most traded first; rates as fractions.'),
  total: z.int(),
  truncated: z.boolean(),
  ...provenanceFields,
});

export const getTradeRank = readTool({
  name: 'tiger_get_trade_rank',
  title: 'Get most traded stocks',
  description: "Stocks that Tiger's customers trade most in a market.",
  toolset: 'scanner',
  input: z.strictObject({
    market: wordInput(marketSchema.options as ['US', 'HK', 'SG', 'CN']),
    limit: integerInput(1, LIMIT_MAX).optional().describe(`Default ${LIMIT_DEFAULT}.`),
    ...dataAccountInput,
  }),
  output,
  annotations: READ_ANNOTATIONS,
  run: async ({ market, limit = LIMIT_DEFAULT, data_account_id }, context) => {
    const { account, read } = context.accounts.readable(data_account_id);
    const options = { timeoutMs: READ_TIMEOUT_MS, signal: context.signal };
    const rank = await read('rank.trades', { market }, options);
    return {
      ...accountJson(account),
      market,
      stocks: rank.rows.slice(0, limit).map((row) => ({
        symbol: row.symbol,
        name: row.name,
        change_rate: row.changeRate,
        buy_order_rate: row.buyOrderRate,
        sell_order_rate: row.sellOrderRate,
      })),
      total: rank.rows.length,
      truncated: rank.rows.length > limit,
      ...provenanceJson(rank.provenance, context.clock.nowMs()),
    };
  },
});
