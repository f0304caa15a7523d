import * as z from 'zod';
import { AppError } from '../../../../shared/app-error.ts';
import { addDays } from '../../../../shared/domain/market-day.ts';
import { brokerOrderIdSchema } from '../../../../shared/domain/order.ts';
import {
  PAGE_CURSOR_LENGTH_MAX,
  TRANSACTIONS_PER_CALL_MAX,
  type Transaction,
} from '../../../../shared/domain/transaction.ts';
import {
  accountFields,
  accountJson,
  isoTime,
  provenanceFields,
  provenanceJson,
} from '../../account-fields.ts';
import { readAccountInput } from '../../data-account.ts';
import { dayInput } from '../../day-input.ts';
import { READ_TIMEOUT_MS } from '../../read-time-limit.ts';
import { instrumentInput, integerInput } from '../../tolerant-input.ts';
import { READ_ANNOTATIONS, readTool } from '../../tool.ts';

const LIMIT_DEFAULT = 20;
const COLUMNS = [
  'time',
  'symbol',
  'side',
  'quantity',
  'price',
  'amount',
  'currency',
  'order_id',
  'id',
] as const;

const input = z.strictObject({
  ...readAccountInput,
  order_id: brokerOrderIdSchema.optional().describe('Fills of this order; from tiger_get_orders.'),
  symbol: instrumentInput().optional(),
  start_date: dayInput('First day (UTC).').optional(),
  end_date: dayInput('Last day (UTC), included.').optional(),
  limit: integerInput(1, TRANSACTIONS_PER_CALL_MAX).optional().describe(`Default ${LIMIT_DEFAULT}.`),
  cursor: z
    .string()
    .min(1)
    .max(PAGE_CURSOR_LENGTH_MAX)
    .optional()
    .describe('next_cursor of the answer before; keep all else as it was.'),
});

const output = z.strictObject({
  ...accountFields,
  columns: z.array(z.enum(COLUMNS)).describe('Names of the values of each row.'),
  rows: z
    .array(z.array(z.string().nullable()))
    .describe('One per fill. time is ISO UTC; quantity in shares; price and amount in currency.'),
  next_cursor: z.string().nullable().describe('null: these were the last.'),
  ...provenanceFields,
});

export const getTransactions = readTool({
  name: 'tiger_get_transactions',
  title: 'Get transactions',
  description:
    'Fills of one order, or of one stock, ETF or option: when, how many, at what price. Tiger needs order_id or symbol. Use tiger_get_orders for whole orders.',
  toolset: 'portfolio',
  input,
  output,
  annotations: READ_ANNOTATIONS,
  run: async (wanted, context) => {
    const { order_id = null, symbol = null, start_date, end_date } = wanted;
    if (order_id === null && symbol === null)
      throw badInput('symbol: must be given where there is no order_id');
    if (start_date !== undefined && end_date !== undefined && start_date > end_date) {
      throw badInput('start_date: is after end_date');
    }
    const { account, read } = context.accounts.readable(wanted.account_id);
    const list = await read(
      'transactions.list',
      {
        brokerOrderId: order_id,
        symbol,
        startMs: start_date === undefined ? null : Date.parse(start_date),
        endMs: end_date === undefined ? null : Date.parse(addDays(end_date, 1)) - 1,
        limit: wanted.limit ?? LIMIT_DEFAULT,
        cursor: wanted.cursor ?? null,
      },
      { timeoutMs: READ_TIMEOUT_MS, signal: context.signal },
    );
    return {
      ...accountJson(account),
      columns: [...COLUMNS],
      rows: list.transactions.map(rowOf),
      next_cursor: list.nextCursor,
      ...provenanceJson(list.provenance, context.clock.nowMs()),
    };
  },
});

function rowOf(fill: Transaction) {
  return [
    isoTime(fill.filledAtMs),
    fill.symbol,
    fill.side,
    fill.quantity,
    fill.price,
    fill.amount,
    fill.currency,
    fill.brokerOrderId,
    fill.transactionId,
  ];
}

function badInput(message: string): AppError {
  return new AppError('invalid_input', message, { nextStep: 'Correct the named field and call again.' });
}
