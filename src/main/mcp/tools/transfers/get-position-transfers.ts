import * as z from 'zod';
import { addDays, marketDay } from '../../../../shared/domain/market-day.ts';
import { POSITION_TRANSFER_DAYS_MAX } from '../../../../shared/domain/money-record.ts';
import {
  accountFields,
  accountJson,
  figure,
  provenanceFields,
  provenanceJson,
} from '../../account-fields.ts';
import { readAccountInput } from '../../data-account.ts';
import { dayInput, daySpan } from '../../day-input.ts';
import { READ_TIMEOUT_MS } from '../../read-time-limit.ts';
import { wordInput } from '../../tolerant-input.ts';
import { READ_ANNOTATIONS, readTool } from '../../tool.ts';
import { untrustedText } from '../../untrusted-text.ts';

/** About 200 bytes each: an answer stays below the 40 kB beyond which clients cut. */
const TRANSFERS_PER_ANSWER_MAX = 100;

const output = z.strictObject({
  ...accountFields,
  transfers: z.array(
    z.strictObject({
      id: figure,
      kind: z.enum(['internal', 'external']),
      direction: figure,
      status: figure.describe("Tiger's word."),
      method: figure,
      counterparty: untrustedText.describe('Other broker, or the last digits of the other account.'),
      created: figure.describe("Tiger's text; its zone is not said."),
      finished: figure,
      lines: z
        .array(z.strictObject({ symbol: figure, market: figure, quantity: figure, status: figure }))
        .nullable()
        .describe('null: Tiger lists none for internal transfers.'),
    }),
  ),
  total: z.int(),
  truncated: z.boolean(),
  ...provenanceFields,
});

export const getPositionTransfers = readTool({
  name: 'tiger_get_position_transfers',
  title: 'Get position transfers',
  description:
    'Shares that were moved between own accounts (internal) or from and to other brokers (external).',
  toolset: 'transfers',
  input: z.strictObject({
    ...readAccountInput,
    kind: wordInput(['internal', 'external']).optional().describe('Default internal.'),
    start_date: dayInput(`Default ${POSITION_TRANSFER_DAYS_MAX} days ago.`).optional(),
    end_date: dayInput(`Default today; at most ${POSITION_TRANSFER_DAYS_MAX} days later.`).optional(),
  }),
  output,
  annotations: READ_ANNOTATIONS,
  run: async ({ account_id, kind = 'internal', ...dates }, context) => {
    const today = marketDay('US', context.clock.nowMs());
    const around = { startDay: addDays(today, -POSITION_TRANSFER_DAYS_MAX), endDay: today };
    const span = daySpan(dates, around, POSITION_TRANSFER_DAYS_MAX);
    const { account, read } = context.accounts.readable(account_id);
    const options = { timeoutMs: READ_TIMEOUT_MS, signal: context.signal };
    const list = await read('positions.transfers', { ...span, kind }, options);
    return {
      ...accountJson(account),
      transfers: list.transfers.slice(0, TRANSFERS_PER_ANSWER_MAX).map((row) => ({
        id: row.id,
        kind: row.kind,
        direction: row.direction,
        status: row.status,
        method: row.method,
        counterparty: row.counterparty,
        created: row.createdText,
        finished: row.finishedText,
        lines: row.lines,
      })),
      total: list.transfers.length,
      truncated: list.transfers.length > TRANSFERS_PER_ANSWER_MAX,
      ...provenanceJson(list.provenance, context.clock.nowMs()),
    };
  },
});
