import * as z from 'zod';
import { SEGMENT_TRANSFERS_MAX } from '../../../../shared/domain/money-record.ts';
import {
  accountFields,
  accountJson,
  figure,
  isoTime,
  provenanceFields,
  provenanceJson,
} from '../../account-fields.ts';
import { readAccountInput } from '../../data-account.ts';
import { READ_TIMEOUT_MS } from '../../read-time-limit.ts';
import { integerInput, wordInput } from '../../tolerant-input.ts';
import { READ_ANNOTATIONS, readTool } from '../../tool.ts';
import { untrustedText } from '../../untrusted-text.ts';

const LIMIT_DEFAULT = 20;
/** About 250 bytes each: an answer stays below the 40 kB beyond which clients cut. */
const LIMIT_MAX = Math.min(100, SEGMENT_TRANSFERS_MAX);

const output = z.strictObject({
  ...accountFields,
  available: z
    .array(z.strictObject({ from_segment: figure, currency: figure, amount: figure }))
    .describe('What may be moved out of the segment now.'),
  transfers: z
    .array(
      z.strictObject({
        id: z.string(),
        from_segment: figure,
        to_segment: figure,
        currency: figure,
        amount: figure,
        status: figure.describe("Tiger's: NEW, PROC, SUCC, FAIL or CANC."),
        message: untrustedText,
        created_at: figure,
        settled_at: figure,
      }),
    )
    .describe('Newest first; times are ISO UTC.'),
  truncated: z.boolean().describe('true: there may be older ones.'),
  ...provenanceFields,
});

export const getSegmentFunds = readTool({
  name: 'tiger_get_segment_funds',
  title: 'Get segment funds',
  description:
    'Money that may be moved between the securities and the futures part of an account, and past moves. Moves nothing.',
  toolset: 'transfers',
  input: z.strictObject({
    ...readAccountInput,
    from_segment: wordInput(['SEC', 'FUT'], { securities: 'SEC', futures: 'FUT' })
      .optional()
      .describe('Default SEC.'),
    currency: wordInput(['USD', 'HKD']).optional().describe('Default USD.'),
    limit: integerInput(1, LIMIT_MAX).optional().describe(`Past moves, default ${LIMIT_DEFAULT}.`),
  }),
  output,
  annotations: READ_ANNOTATIONS,
  run: async (wanted, context) => {
    const { from_segment: segment = 'SEC', currency = 'USD', limit = LIMIT_DEFAULT } = wanted;
    const { account, read } = context.accounts.readable(wanted.account_id);
    const options = { timeoutMs: READ_TIMEOUT_MS, signal: context.signal };
    const [funds, history] = await Promise.all([
      read('segments.available', { segment, currency }, options),
      read('segments.transfers', { limit }, options),
    ]);
    return {
      ...accountJson(account),
      available: funds.available.map((row) => ({
        from_segment: row.fromSegment,
        currency: row.currency,
        amount: row.amount,
      })),
      transfers: history.transfers.map((row) => ({
        id: row.id,
        from_segment: row.fromSegment,
        to_segment: row.toSegment,
        currency: row.currency,
        amount: row.amount,
        status: row.status,
        message: row.message,
        created_at: isoTime(row.createdAtMs),
        settled_at: isoTime(row.settledAtMs),
      })),
      truncated: history.transfers.length >= limit,
      ...provenanceJson(funds.provenance, context.clock.nowMs()),
    };
  },
});
