import * as z from 'zod';
import { AppError } from '../../../../shared/app-error.ts';
import { addDays } from '../../../../shared/domain/market-day.ts';
import { FUND_DETAILS_MAX, fundKindSchema, segmentSchema } from '../../../../shared/domain/money-record.ts';
import {
  accountFields,
  accountJson,
  figure,
  isoTime,
  provenanceFields,
  provenanceJson,
} from '../../account-fields.ts';
import { readAccountInput } from '../../data-account.ts';
import { dayInput } from '../../day-input.ts';
import { READ_TIMEOUT_MS } from '../../read-time-limit.ts';
import { integerInput, wordInput } from '../../tolerant-input.ts';
import { READ_ANNOTATIONS, readTool } from '../../tool.ts';
import { untrustedText } from '../../untrusted-text.ts';

const LIMIT_DEFAULT = 50;
const OFFSET_MAX = 100_000;
type Kind = z.infer<typeof fundKindSchema>;

const output = z.strictObject({
  ...accountFields,
  movements: z
    .array(
      z.strictObject({
        id: figure,
        type: figure.describe("Tiger's word."),
        text: untrustedText,
        segment: figure,
        currency: figure,
        amount: figure.describe('Negative: money that left.'),
        business_date: figure,
        time: figure,
      }),
    )
    .describe('Newest first.'),
  total: z.int().nullable(),
  next_offset: z.int().nullable().describe('null: these were the last.'),
  ...provenanceFields,
});

export const getFundDetails = readTool({
  name: 'tiger_get_fund_details',
  title: 'Get cash movements',
  description: 'Every change of cash of one account: deposits, trades, fees, dividends, currency exchange.',
  toolset: 'portfolio',
  input: z.strictObject({
    ...readAccountInput,
    kind: wordInput(fundKindSchema.options as [Kind, ...Kind[]])
      .optional()
      .describe('Default ALL.'),
    segment: wordInput(segmentSchema.options as ['SEC', 'FUT', 'FUND'])
      .optional()
      .describe('Default SEC.'),
    start_date: dayInput('First day (UTC).').optional(),
    end_date: dayInput('Last day (UTC), included.').optional(),
    limit: integerInput(1, FUND_DETAILS_MAX).optional().describe(`Default ${LIMIT_DEFAULT}.`),
    offset: integerInput(0, OFFSET_MAX).optional(),
  }),
  output,
  annotations: READ_ANNOTATIONS,
  run: async (wanted, context) => {
    const { kind = 'ALL', segment = 'SEC', limit = LIMIT_DEFAULT, offset = 0 } = wanted;
    const { start_date: start, end_date: end } = wanted;
    if (start !== undefined && end !== undefined && start > end) {
      throw new AppError('invalid_input', 'start_date: is after end_date', {
        nextStep: 'Correct the named field and call again.',
      });
    }
    const { account, read } = context.accounts.readable(wanted.account_id);
    const list = await read(
      'funds.details',
      {
        segment,
        kind,
        currency: null,
        startMs: start === undefined ? null : Date.parse(start),
        endMs: end === undefined ? null : Date.parse(addDays(end, 1)) - 1,
        offset,
        limit,
      },
      { timeoutMs: READ_TIMEOUT_MS, signal: context.signal },
    );
    const reached = offset + list.rows.length;
    const hasMore = list.total === null ? list.rows.length === limit : reached < list.total;
    return {
      ...accountJson(account),
      movements: list.rows.map((row) => ({
        id: row.id,
        type: row.type,
        text: row.contractName ?? row.text,
        segment: row.segment,
        currency: row.currency,
        amount: row.amount,
        business_date: row.day,
        time: isoTime(row.timeMs),
      })),
      total: list.total,
      next_offset: hasMore && list.rows.length > 0 && reached <= OFFSET_MAX ? reached : null,
      ...provenanceJson(list.provenance, context.clock.nowMs()),
    };
  },
});
