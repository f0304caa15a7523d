import * as z from 'zod';
import {
  type AnalysisPeriod,
  analysisPeriodSchema,
  type OptionAnalysis,
} from '../../../../shared/domain/option-detail.ts';
import {
  accountFields,
  accountJson,
  figure,
  isoTime,
  provenanceFields,
  provenanceJson,
} from '../../account-fields.ts';
import { dataAccountInput, readLimits } from '../../data-account.ts';
import { newestOf, table, tableFields } from '../../table-fields.ts';
import { booleanInput, symbolInput, wordInput } from '../../tolerant-input.ts';
import { READ_ANNOTATIONS, readTool } from '../../tool.ts';

/** About 50 bytes each; three years of trading days are some 760. */
const HISTORY_PER_ANSWER_MAX = 600;

const COLUMNS = table<OptionAnalysis['history'][number]>({
  time: ({ timeMs }) => isoTime(timeMs),
  implied_volatility_30d: ({ impliedVolatility30Days }) => impliedVolatility30Days,
  historical_volatility: ({ historicalVolatility }) => historicalVolatility,
});

const input = z.strictObject({
  symbol: symbolInput().describe('The underlying: AAPL, or 00700 in Hong Kong.'),
  period: wordInput(analysisPeriodSchema.options as [AnalysisPeriod, ...AnalysisPeriod[]], {
    '3y': '3year',
    '1y': '52week',
    year: '52week',
    '6m': '26week',
    '3m': '13week',
    quarter: '13week',
  })
    .optional()
    .describe('Of rank and percentile, default 52week.'),
  history: booleanInput().optional().describe('Default false: without the series of volatility.'),
  ...dataAccountInput,
});

const output = z.strictObject({
  ...accountFields,
  symbol: z.string(),
  period: analysisPeriodSchema,
  implied_volatility_30d: figure.describe('Volatilities, rank and percentile are fractions: 0.25 is 25 %.'),
  historical_volatility: figure,
  implied_to_historical: figure,
  implied_volatility_percentile: figure.describe('Part of the period in which it was lower.'),
  implied_volatility_rank: figure.describe('0: lowest of the period, 1: highest.'),
  call_put_ratio: figure.describe('Calls for one put.'),
  ...tableFields('History, oldest first; empty unless asked for.'),
  total: z.int().describe('Rows that the broker gave.'),
  truncated: z.boolean().describe(`true: only the newest ${HISTORY_PER_ANSWER_MAX} are shown.`),
  ...provenanceFields,
});

export const getOptionAnalysis = readTool({
  name: 'tiger_get_option_analysis',
  title: 'Get option analysis',
  description:
    'Whether options on an underlying are dear: implied volatility with its rank and percentile, historical volatility, calls against puts.',
  toolset: 'options',
  input,
  output,
  annotations: READ_ANNOTATIONS,
  run: async ({ symbol, period = '52week', history = false, data_account_id }, context) => {
    const { account, read } = context.accounts.readable(data_account_id);
    const query = { symbol, period, hasHistory: history };
    const analysis = await read('options.analysis', query, readLimits(context));
    const all = history ? analysis.history : [];
    const { shown, cut } = newestOf(all, HISTORY_PER_ANSWER_MAX);
    return {
      ...accountJson(account),
      symbol: analysis.symbol,
      period: analysis.period,
      implied_volatility_30d: analysis.impliedVolatility30Days,
      historical_volatility: analysis.historicalVolatility,
      implied_to_historical: analysis.impliedToHistorical,
      implied_volatility_percentile: analysis.impliedPercentile,
      implied_volatility_rank: analysis.impliedRank,
      call_put_ratio: analysis.callPutRatio,
      columns: COLUMNS.names,
      rows: COLUMNS.rows(shown),
      ...cut,
      ...provenanceJson(analysis.provenance, context.clock.nowMs()),
    };
  },
});
