import * as z from 'zod';
import { AppError } from '../../../../shared/app-error.ts';
import type { BrokerOrder } from '../../../../shared/domain/order.ts';
import { PAGE_CURSOR_LENGTH_MAX } from '../../../../shared/domain/transaction.ts';
import { accountFields, accountJson, provenanceFields, provenanceJson } from '../../account-fields.ts';
import { readAccountInput } from '../../data-account.ts';
import { READ_TIMEOUT_MS } from '../../read-time-limit.ts';
import { instrumentInput, integerInput, wordInput } from '../../tolerant-input.ts';
import { READ_ANNOTATIONS, readTool } from '../../tool.ts';
import { brokerOrderFields, brokerOrderJson } from './broker-order-json.ts';
import { dateInput, endMs, startMs } from './date-input.ts';

/** The limit of the original; the cursor leads to what is beyond the cap below. */
const LIMIT_MAX = 500;
const LIMIT_DEFAULT = 50;
/** About 450 bytes each: an answer stays below the 40 kB beyond which clients cut. */
const ORDERS_PER_ANSWER_MAX = 80;

type Scope = 'all' | 'open' | 'filled' | 'inactive';
/** The broker's list to ask for, and which of its statuses are meant. */
const STATUSES: Readonly<Record<Status, { scope: Scope; only: readonly BrokerOrder['status'][] | null }>> = {
  all: { scope: 'all', only: null },
  open: { scope: 'open', only: null },
  filled: { scope: 'filled', only: null },
  partially_filled: { scope: 'open', only: ['partially_filled'] },
  inactive: { scope: 'inactive', only: null },
  cancelled: { scope: 'inactive', only: ['cancelled'] },
  rejected: { scope: 'inactive', only: ['rejected'] },
  expired: { scope: 'inactive', only: ['expired'] },
};
type Status =
  | 'all'
  | 'open'
  | 'filled'
  | 'partially_filled'
  | 'inactive'
  | 'cancelled'
  | 'rejected'
  | 'expired';
const STATUS_WORDS = [
  'all',
  'open',
  'filled',
  'partially_filled',
  'inactive',
  'cancelled',
  'rejected',
  'expired',
] as const satisfies readonly Status[];

const input = z.strictObject({
  ...readAccountInput,
  status: wordInput(STATUS_WORDS, {
    pending: 'open',
    working: 'open',
    partial_filled: 'partially_filled',
    canceled: 'cancelled',
  })
    .optional()
    .describe('Default all. inactive: cancelled, rejected or expired.'),
  symbol: instrumentInput().optional(),
  start_date: dateInput('Oldest order wanted'),
  end_date: dateInput('Newest order wanted'),
  limit: integerInput(1, LIMIT_MAX).optional().describe(`Default ${LIMIT_DEFAULT}.`),
  cursor: z
    .string()
    .min(1)
    .max(PAGE_CURSOR_LENGTH_MAX)
    .optional()
    .describe('next_cursor of the answer before; keep all else.'),
});

const output = z.strictObject({
  ...accountFields,
  orders: z.array(z.strictObject(brokerOrderFields)),
  shown: z.int(),
  truncated: z.boolean().describe('true: there are more.'),
  next_cursor: z
    .string()
    .nullable()
    .describe('Leads to the next orders; null: none, or narrow status, symbol or dates.'),
  ...provenanceFields,
});

export const getOrders = readTool({
  name: 'tiger_get_orders',
  title: 'Get orders',
  description:
    'Orders of one account as the broker has them, newest first, whoever made them. Use tiger_list_proposals for those that still wait for a decision. At most 80 per answer.',
  toolset: 'trading',
  input,
  output,
  annotations: READ_ANNOTATIONS,
  run: async (wanted, context) => {
    const from = startMs('start_date', wanted.start_date);
    const to = endMs('end_date', wanted.end_date);
    if (from !== null && to !== null && from > to) throw reversedDates();
    const { account, read } = context.accounts.readable(wanted.account_id);
    const { scope, only } = STATUSES[wanted.status ?? 'all'];
    const limit = Math.min(wanted.limit ?? LIMIT_DEFAULT, ORDERS_PER_ANSWER_MAX);
    const list = await read(
      'orders.list',
      {
        scope,
        symbol: wanted.symbol ?? null,
        startMs: from,
        endMs: to,
        limit,
        cursor: wanted.cursor ?? null,
      },
      { timeoutMs: READ_TIMEOUT_MS, signal: context.signal },
    );
    // A page can hold less than was asked for, since a filter of ours runs over the broker's.
    const shown = list.orders.filter(({ status }) => only === null || only.includes(status));
    return {
      ...accountJson(account),
      orders: shown.map(brokerOrderJson),
      shown: shown.length,
      truncated: list.isTruncated,
      next_cursor: list.nextCursor,
      ...provenanceJson(list.provenance, context.clock.nowMs()),
    };
  },
});

function reversedDates(): AppError {
  return new AppError('invalid_input', 'start_date: is after end_date', {
    nextStep: 'Correct the named field and call again.',
  });
}
