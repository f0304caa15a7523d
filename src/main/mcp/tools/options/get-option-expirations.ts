import * as z from 'zod';
import { accountFields, accountJson, provenanceFields, provenanceJson } from '../../account-fields.ts';
import { READ_TIMEOUT_MS } from '../../read-time-limit.ts';
import { accountInput, symbolInput } from '../../tolerant-input.ts';
import { READ_ANNOTATIONS, readTool } from '../../tool.ts';

const input = z.strictObject({
  symbol: symbolInput().describe('The underlying: AAPL, or 00700 in Hong Kong.'),
  data_account_id: accountInput('Account to read with; without it a ready one is used.').optional(),
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
    const options = { timeoutMs: READ_TIMEOUT_MS, signal: context.signal };
    const list = await read('options.expirations', { symbol }, options);
    return {
      ...accountJson(account),
      symbol: list.symbol,
      columns: ['expiry' as const, 'kind' as const],
      rows: list.expirations.map(({ day, kind }) => [day, kind]),
      ...provenanceJson(list.provenance, context.clock.nowMs()),
    };
  },
});
