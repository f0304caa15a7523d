import * as z from 'zod';
import {
  OPTION_BARS_MAX,
  type OptionBars,
  type OptionPeriod,
  optionPeriodSchema,
} from '../../../../shared/domain/option-detail.ts';
import { accountFields, accountJson, provenanceFields, provenanceJson } from '../../account-fields.ts';
import { dataAccountInput, readLimits } from '../../data-account.ts';
import { contractBarColumns } from '../../series-columns.ts';
import { newestOf, table, tableFields } from '../../table-fields.ts';
import { integerInput, optionInput, wordInput } from '../../tolerant-input.ts';
import { READ_ANNOTATIONS, readTool } from '../../tool.ts';
import { OPTION_EXAMPLE, optionFields, optionJson, withCurrency } from './option-json.ts';

/** About 85 bytes each: an answer stays below the 40 kB beyond which clients cut. */
const BARS_PER_ANSWER_MAX = 400;
const COUNT_DEFAULT = 100;

const COLUMNS = table<OptionBars['bars'][number]>({
  ...contractBarColumns,
});

const input = z.strictObject({
  option: optionInput().describe(OPTION_EXAMPLE),
  period: wordInput(optionPeriodSchema.options as [OptionPeriod, ...OptionPeriod[]], {
    day: '1d',
    daily: '1d',
    hour: '1h',
    '60m': '1h',
  }).describe('Length of a bar.'),
  count: integerInput(1, OPTION_BARS_MAX).optional().describe(`Newest bars, default ${COUNT_DEFAULT}.`),
  ...dataAccountInput,
});

const output = z.strictObject({
  ...accountFields,
  ...optionFields,
  period: optionPeriodSchema,
  ...tableFields('Oldest first. time: ISO UTC start of the bar; volume and interest in contracts.'),
  total: z.int().describe('Bars that the broker gave.'),
  truncated: z.boolean().describe(`true: only the newest ${BARS_PER_ANSWER_MAX} are shown.`),
  ...provenanceFields,
});

export const getOptionKline = readTool({
  name: 'tiger_get_option_kline',
  title: 'Get option bars',
  description: `Historical bars of one option that has not expired. At most ${BARS_PER_ANSWER_MAX} rows per answer.`,
  toolset: 'options',
  input,
  output,
  annotations: READ_ANNOTATIONS,
  run: async ({ option, period, count = COUNT_DEFAULT, data_account_id }, context) => {
    const from = context.accounts.readable(data_account_id);
    const asked = from.read('options.bars', { option, period, count }, readLimits(context));
    const { value: series, currencyOf } = await withCurrency(from, [option.symbol], context, asked);
    const { shown, cut } = newestOf(series.bars, BARS_PER_ANSWER_MAX);
    return {
      ...accountJson(from.account),
      ...optionJson(series.option, currencyOf(option.symbol)),
      period: series.period,
      columns: COLUMNS.names,
      rows: COLUMNS.rows(shown),
      ...cut,
      ...provenanceJson(series.provenance, context.clock.nowMs()),
    };
  },
});
