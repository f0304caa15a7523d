import * as z from 'zod';
import { accountFields, accountJson, provenanceFields, provenanceJson } from '../../account-fields.ts';
import { dataAccountInput, readLimits } from '../../data-account.ts';
import { symbolInput } from '../../tolerant-input.ts';
import { READ_ANNOTATIONS, readTool } from '../../tool.ts';

const input = z.strictObject({
  symbol: symbolInput().describe('The underlying: AAPL, or 00700 in Hong Kong.'),
  ...dataAccountInput,
});

const output = z.strictObject({
  ...accountFields,
  symbol: z.string(),
  columns: z.array(z.enum(['expiry', 'kind'])).describe('Names of the values of each row.'),
  rows: z
    .array(z.array(z.string().nullable()))
    .describe('Nearest first. kind: monthly, weekly, quarterly; null: not said.'),
  ...provenanceFields,
});

export const getOptionExpirations = readTool({
  name: 'tiger_get_option_expirations',
  title: 'Get option expirations',
  description:
    'Days on which options of a stock or ETF expire. Use it before tiger_get_option_chain. Kept for up to an hour.',
  toolset: 'options',
  input,
  output,
  annotations: READ_ANNOTATIONS,
  run: async ({ symbol, data_account_id }, context) => {
    const { account, read } = context.accounts.readable(data_account_id);
    const list = await read('options.expirations', { symbol }, readLimits(context));
    return {
      ...accountJson(account),
      symbol: list.symbol,
      columns: ['expiry' as const, 'kind' as const],
      rows: list.expirations.map(({ day, kind }) => [day, kind]),
      ...provenanceJson(list.provenance, context.clock.nowMs()),
    };
  },
});
