import * as z from 'zod';
import type { OptionTicks } from '../../../../shared/domain/option-detail.ts';
import { accountFields, accountJson, provenanceFields, provenanceJson } from '../../account-fields.ts';
import { dataAccountInput, readLimits } from '../../data-account.ts';
import { contractTickColumns } from '../../series-columns.ts';
import { table, tableFields } from '../../table-fields.ts';
import { integerInput, optionInput } from '../../tolerant-input.ts';
import { READ_ANNOTATIONS, readTool } from '../../tool.ts';
import { OPTION_EXAMPLE, optionFields, optionJson, withCurrency } from './option-json.ts';

/** About 50 bytes each: an answer stays below the 40 kB beyond which clients cut. */
const TICKS_PER_ANSWER_MAX = 500;
const COUNT_DEFAULT = 50;

const COLUMNS = table<OptionTicks['ticks'][number]>({
  ...contractTickColumns,
});

const input = z.strictObject({
  option: optionInput().describe(OPTION_EXAMPLE),
  count: integerInput(1, TICKS_PER_ANSWER_MAX)
    .optional()
    .describe(`Newest trades, default ${COUNT_DEFAULT}.`),
  ...dataAccountInput,
});

const output = z.strictObject({
  ...accountFields,
  ...optionFields,
  ...tableFields('Oldest first. time: ISO UTC; volume in contracts.'),
  total: z.int().describe('Trades that the broker gave.'),
  truncated: z.boolean().describe('true: older ones are left out.'),
  ...provenanceFields,
});

export const getOptionTicks = readTool({
  name: 'tiger_get_option_ticks',
  title: 'Get latest option trades',
  description: `The newest single trades of one option, at most ${TICKS_PER_ANSWER_MAX}.`,
  toolset: 'options',
  input,
  output,
  annotations: READ_ANNOTATIONS,
  run: async ({ option, count = COUNT_DEFAULT, data_account_id }, context) => {
    const from = context.accounts.readable(data_account_id);
    const asked = from.read('options.ticks', { option, count }, readLimits(context));
    const { value: series, currencyOf } = await withCurrency(from, [option.symbol], context, asked);
    return {
      ...accountJson(from.account),
      ...optionJson(series.option, currencyOf(option.symbol)),
      columns: COLUMNS.names,
      rows: COLUMNS.rows(series.ticks),
      total: series.total,
      truncated: series.ticks.length < series.total,
      ...provenanceJson(series.provenance, context.clock.nowMs()),
    };
  },
});
