import * as z from 'zod';
import { FUTURE_BARS_MAX, type FutureBars } from '../../../../shared/domain/future.ts';
import { barPeriodSchema } from '../../../../shared/domain/market-data.ts';
import { accountFields, accountJson, provenanceFields, provenanceJson } from '../../account-fields.ts';
import { dataAccountInput, readLimits } from '../../data-account.ts';
import { contractBarColumns } from '../../series-columns.ts';
import { newestOf, table, tableFields } from '../../table-fields.ts';
import { barPeriodInput, futureCodeInput, integerInput } from '../../tolerant-input.ts';
import { READ_ANNOTATIONS, readTool } from '../../tool.ts';

/** About 100 bytes each: an answer stays below the 40 kB beyond which clients cut. */
const BARS_PER_ANSWER_MAX = 350;
const COUNT_DEFAULT = 100;

const COLUMNS = table<FutureBars['bars'][number]>({
  ...contractBarColumns,
  settlement: ({ settlementPrice }) => settlementPrice,
});

const input = z.strictObject({
  code: futureCodeInput().describe('CL2612 or ESmain.'),
  period: barPeriodInput(),
  count: integerInput(1, FUTURE_BARS_MAX).optional().describe(`Newest bars, default ${COUNT_DEFAULT}.`),
  ...dataAccountInput,
});

const output = z.strictObject({
  ...accountFields,
  code: z.string(),
  period: barPeriodSchema,
  currency: z.string().nullable(),
  ...tableFields('Oldest first. time: ISO UTC start of the bar; volume and interest in contracts.'),
  total: z.int().describe('Bars that the broker gave.'),
  truncated: z.boolean().describe(`true: only the newest ${BARS_PER_ANSWER_MAX} are shown.`),
  ...provenanceFields,
});

export const getFutureKline = readTool({
  name: 'tiger_get_future_kline',
  title: 'Get futures bars',
  description: `Historical bars of one futures contract with open interest and settlement. At most ${BARS_PER_ANSWER_MAX} rows per answer.`,
  toolset: 'futures',
  input,
  output,
  annotations: READ_ANNOTATIONS,
  run: async ({ code, period, count = COUNT_DEFAULT, data_account_id }, context) => {
    const { account, read } = context.accounts.readable(data_account_id);
    const series = await read('futures.bars', { code, period, count }, readLimits(context));
    const { shown, cut } = newestOf(series.bars, BARS_PER_ANSWER_MAX);
    return {
      ...accountJson(account),
      code: series.code,
      period: series.period,
      currency: series.currency,
      columns: COLUMNS.names,
      rows: COLUMNS.rows(shown),
      ...cut,
      ...provenanceJson(series.provenance, context.clock.nowMs()),
    };
  },
});
