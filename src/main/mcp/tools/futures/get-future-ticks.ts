import * as z from 'zod';
import type { FutureTicks } from '../../../../shared/domain/future.ts';
import { accountFields, accountJson, provenanceFields, provenanceJson } from '../../account-fields.ts';
import { dataAccountInput, readLimits } from '../../data-account.ts';
import { contractTickColumns } from '../../series-columns.ts';
import { table, tableFields } from '../../table-fields.ts';
import { futureCodeInput, integerInput } from '../../tolerant-input.ts';
import { READ_ANNOTATIONS, readTool } from '../../tool.ts';

/** About 50 bytes each: an answer stays below the 40 kB beyond which clients cut. */
const TICKS_PER_ANSWER_MAX = 500;
const COUNT_DEFAULT = 50;

const COLUMNS = table<FutureTicks['ticks'][number]>({
  ...contractTickColumns,
});

const input = z.strictObject({
  code: futureCodeInput().describe('CL2612 or ESmain.'),
  count: integerInput(1, TICKS_PER_ANSWER_MAX)
    .optional()
    .describe(`Newest trades, default ${COUNT_DEFAULT}.`),
  ...dataAccountInput,
});

const output = z.strictObject({
  ...accountFields,
  code: z.string(),
  currency: z.string().nullable(),
  ...tableFields('Oldest first. time: ISO UTC; volume in contracts.'),
  ...provenanceFields,
});

export const getFutureTicks = readTool({
  name: 'tiger_get_future_ticks',
  title: 'Get latest futures trades',
  description: `The newest single trades of one futures contract, at most ${TICKS_PER_ANSWER_MAX}.`,
  toolset: 'futures',
  input,
  output,
  annotations: READ_ANNOTATIONS,
  run: async ({ code, count = COUNT_DEFAULT, data_account_id }, context) => {
    const { account, read } = context.accounts.readable(data_account_id);
    const series = await read('futures.ticks', { code, count }, readLimits(context));
    return {
      ...accountJson(account),
      code: series.code,
      currency: series.currency,
      columns: COLUMNS.names,
      rows: COLUMNS.rows(series.ticks),
      ...provenanceJson(series.provenance, context.clock.nowMs()),
    };
  },
});
