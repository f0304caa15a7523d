import * as z from 'zod';
import { type CorporateAction, corporateActionKindSchema } from '../../../../shared/domain/fundamentals.ts';
import { marketOfSymbol } from '../../../../shared/domain/instrument.ts';
import { addDays, marketDay } from '../../../../shared/domain/market-day.ts';
import {
  accountFields,
  accountJson,
  figure,
  provenanceFields,
  provenanceJson,
} from '../../account-fields.ts';
import { dataAccountInput } from '../../data-account.ts';
import { dayInput, daySpan } from '../../day-input.ts';
import { READ_TIMEOUT_MS } from '../../read-time-limit.ts';
import { wordsInput } from '../../tolerant-input.ts';
import { READ_ANNOTATIONS, readTool } from '../../tool.ts';
import { untrustedText } from '../../untrusted-text.ts';
import { stockInput } from './stock-input.ts';

const YEAR_DAYS = 365;
const DAYS_MAX = 3_660;
/** About 300 bytes each: an answer stays below the 40 kB beyond which clients cut. */
const ACTIONS_PER_ANSWER_MAX = 100;

const input = z.strictObject({
  symbol: stockInput(),
  kinds: wordsInput(['dividend', 'split', 'symbol_change', 'delisting'])
    .optional()
    .describe('Default dividend, split.'),
  start_date: dayInput('Default a year ago.').optional(),
  end_date: dayInput('That day included; default in a year. At most ten years later.').optional(),
  ...dataAccountInput,
});

const output = z.strictObject({
  ...accountFields,
  symbol: z.string(),
  actions: z
    .array(
      z.strictObject({
        kind: corporateActionKindSchema,
        date: figure.describe('The day it takes effect; of a dividend the ex-date.'),
        announced_on: figure,
        record_date: figure,
        pay_date: figure,
        amount: figure.describe('Dividend for each share, in currency.'),
        currency: figure,
        dividend_yield: figure.describe('Fraction: 0.01 is 1 %.'),
        split_from: figure.describe('Split: from so many shares'),
        split_to: figure.describe('to so many.'),
        old_symbol: figure,
        new_symbol: figure,
        reason: untrustedText,
      }),
    )
    .describe('Newest first. What does not belong to a kind is null.'),
  total: z.int(),
  truncated: z.boolean().describe('true: there are older ones; narrow the dates.'),
  ...provenanceFields,
});

export const getCorporateActions = readTool({
  name: 'tiger_get_corporate_actions',
  title: 'Get corporate actions',
  description:
    'Dividends and splits of one stock or ETF, past and announced, and symbol changes or delisting if asked for. Use tiger_get_earnings for report dates. At most 100 per answer; kept for up to an hour.',
  toolset: 'fundamentals',
  input,
  output,
  annotations: READ_ANNOTATIONS,
  returnsThirdPartyText: true,
  run: async ({ symbol, kinds = ['dividend', 'split'], data_account_id, ...dates }, context) => {
    const today = marketDay(marketOfSymbol(symbol), context.clock.nowMs());
    const around = { startDay: addDays(today, -YEAR_DAYS), endDay: addDays(today, YEAR_DAYS) };
    const span = daySpan(dates, around, DAYS_MAX);
    const { account, read } = context.accounts.readable(data_account_id);
    const wanted = {
      symbol,
      kinds: corporateActionKindSchema.options.filter((kind) => (kinds as readonly string[]).includes(kind)),
      ...span,
    };
    const options = { timeoutMs: READ_TIMEOUT_MS, signal: context.signal };
    const list = await read('corporate.actions', wanted, options);
    return {
      ...accountJson(account),
      symbol: list.symbol,
      actions: list.actions.slice(0, ACTIONS_PER_ANSWER_MAX).map(actionJson),
      total: list.actions.length,
      truncated: list.actions.length > ACTIONS_PER_ANSWER_MAX,
      ...provenanceJson(list.provenance, context.clock.nowMs()),
    };
  },
});

function actionJson(action: CorporateAction) {
  return {
    kind: action.kind,
    date: action.day,
    announced_on: action.announcedOn,
    record_date: action.recordDay,
    pay_date: action.payDay,
    amount: action.amount,
    currency: action.currency,
    dividend_yield: action.dividendYield,
    split_from: action.fromFactor,
    split_to: action.toFactor,
    old_symbol: action.oldSymbol,
    new_symbol: action.newSymbol,
    reason: action.reason,
  };
}
