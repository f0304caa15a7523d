import * as z from 'zod';
import { FLOWS_MAX, flowPeriodSchema } from '../../../../shared/domain/company.ts';
import {
  accountFields,
  accountJson,
  isoTime,
  provenanceFields,
  provenanceJson,
} from '../../account-fields.ts';
import { dataAccountInput } from '../../data-account.ts';
import { READ_TIMEOUT_MS } from '../../read-time-limit.ts';
import { newestOf } from '../../table-fields.ts';
import { integerInput, wordInput } from '../../tolerant-input.ts';
import { READ_ANNOTATIONS, readTool } from '../../tool.ts';
import { currenciesOf } from '../quotes/quote-json.ts';
import { stockInput } from './stock-input.ts';

/** About 50 bytes each: an answer stays below the 40 kB beyond which clients cut. */
const FLOWS_PER_ANSWER_MAX = 500;
const COUNT_DEFAULT = 60;
const COLUMNS = ['time', 'net_inflow'] as const;

const input = z.strictObject({
  symbol: stockInput(),
  period: wordInput(flowPeriodSchema.options as [FlowWord, ...FlowWord[]])
    .optional()
    .describe('Default day.'),
  count: integerInput(1, FLOWS_MAX).optional().describe(`Default ${COUNT_DEFAULT}.`),
  ...dataAccountInput,
});
type FlowWord = z.infer<typeof flowPeriodSchema>;

const output = z.strictObject({
  ...accountFields,
  symbol: z.string(),
  period: flowPeriodSchema,
  currency: z.string().nullable(),
  columns: z.array(z.enum(COLUMNS)),
  rows: z.array(z.array(z.string().nullable())).describe('Oldest first; time is ISO UTC.'),
  total: z.int().describe('Rows that the broker gave.'),
  truncated: z.boolean().describe(`true: only the newest ${FLOWS_PER_ANSWER_MAX} are shown.`),
  ...provenanceFields,
});

export const getCapitalFlow = readTool({
  name: 'tiger_get_capital_flow',
  title: 'Get capital flow',
  description: "Net money flowing into a stock by period, by Tiger's reckoning; negative is outflow.",
  toolset: 'fundamentals',
  input,
  output,
  annotations: READ_ANNOTATIONS,
  run: async ({ symbol, period = 'day', count = COUNT_DEFAULT, data_account_id }, context) => {
    const from = context.accounts.readable(data_account_id);
    const options = { timeoutMs: READ_TIMEOUT_MS, signal: context.signal };
    const [flow, currencies] = await Promise.all([
      from.read('capital.flow', { symbol, period, count }, options),
      currenciesOf(from, [symbol], context),
    ]);
    const { shown, cut } = newestOf(flow.flows, Math.min(count, FLOWS_PER_ANSWER_MAX));
    return {
      ...accountJson(from.account),
      symbol,
      period,
      currency: currencies.get(symbol) ?? null,
      columns: [...COLUMNS],
      rows: shown.map((row) => [isoTime(row.timeMs) ?? row.timeText, row.netInflow]),
      ...cut,
      ...provenanceJson(flow.provenance, context.clock.nowMs()),
    };
  },
});
