import * as z from 'zod';
import { AppError } from '../../../../shared/app-error.ts';
import type { FundHistory } from '../../../../shared/domain/fund.ts';
import { addDays } from '../../../../shared/domain/market-day.ts';
import {
  accountFields,
  accountJson,
  isoTime,
  provenanceFields,
  provenanceJson,
} from '../../account-fields.ts';
import { dataAccountInput, readLimits } from '../../data-account.ts';
import { dayInput } from '../../day-input.ts';
import { table, tableFields } from '../../table-fields.ts';
import { integerInput, symbolInput } from '../../tolerant-input.ts';
import { READ_ANNOTATIONS, readTool } from '../../tool.ts';

/** About 40 bytes each: an answer stays below the 40 kB beyond which clients cut. */
const VALUES_PER_ANSWER_MAX = 500;
const COUNT_DEFAULT = 100;

const COLUMNS = table<FundHistory['values'][number]>({
  time: ({ timeMs }) => isoTime(timeMs),
  net_asset_value: ({ netAssetValue }) => netAssetValue,
});

const input = z.strictObject({
  symbol: symbolInput().describe('LU0792757196.USD'),
  start_date: dayInput('First day, UTC.').optional(),
  end_date: dayInput('Last day, UTC.').optional(),
  count: integerInput(1, VALUES_PER_ANSWER_MAX)
    .optional()
    .describe(`Newest values, default ${COUNT_DEFAULT}.`),
  ...dataAccountInput,
});

const output = z.strictObject({
  ...accountFields,
  symbol: z.string(),
  currency: z.string().nullable(),
  ...tableFields('Oldest first; of one unit. time: ISO UTC.'),
  truncated: z.boolean().describe('true: the span has older values.'),
  ...provenanceFields,
});

export const getFundQuoteHistory = readTool({
  name: 'tiger_get_fund_quote_history',
  title: 'Get fund value history',
  description: `Published net asset values of one mutual fund, at most ${VALUES_PER_ANSWER_MAX} per answer.`,
  toolset: 'funds',
  input,
  output,
  annotations: READ_ANNOTATIONS,
  run: async ({ symbol, start_date, end_date, count = COUNT_DEFAULT, data_account_id }, context) => {
    if (start_date !== undefined && end_date !== undefined && start_date > end_date) {
      throw new AppError('invalid_input', 'start_date: is after end_date', {
        nextStep: 'Correct the named field and call again.',
      });
    }
    const { account, read } = context.accounts.readable(data_account_id);
    const history = await read(
      'funds.history',
      {
        symbol,
        startMs: start_date === undefined ? null : Date.parse(start_date),
        // The last day counts to its end.
        endMs: end_date === undefined ? null : Date.parse(addDays(end_date, 1)),
        count,
      },
      readLimits(context),
    );
    return {
      ...accountJson(account),
      symbol: history.symbol,
      currency: history.currency,
      columns: COLUMNS.names,
      rows: COLUMNS.rows(history.values),
      truncated: history.isTruncated,
      ...provenanceJson(history.provenance, context.clock.nowMs()),
    };
  },
});
