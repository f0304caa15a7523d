import * as z from 'zod';
import { marketSchema, securityTypeSchema } from '../../../../shared/domain/instrument.ts';
import { optionRightSchema } from '../../../../shared/domain/option.ts';
import { parseOptionIdentifier } from '../../../../shared/domain/option-identifier.ts';
import type { Position } from '../../../../shared/domain/portfolio.ts';
import {
  accountFields,
  accountJson,
  figure,
  provenanceFields,
  provenanceJson,
} from '../../account-fields.ts';
import { readAccountInput } from '../../data-account.ts';
import { READ_TIMEOUT_MS } from '../../read-time-limit.ts';
import { integerInput } from '../../tolerant-input.ts';
import { READ_ANNOTATIONS, readTool } from '../../tool.ts';
import { untrustedText } from '../../untrusted-text.ts';

/** About 300 bytes each: an answer stays below the 40 kB beyond which clients cut. */
const POSITIONS_PER_ANSWER_MAX = 100;
const OFFSET_MAX = 100_000;

const input = z.strictObject({
  ...readAccountInput,
  limit: integerInput(1, POSITIONS_PER_ANSWER_MAX).optional().describe('Default 50.'),
  offset: integerInput(0, OFFSET_MAX).optional().describe('next_offset of the answer before.'),
});

const LIMIT_DEFAULT = 50;

const output = z.strictObject({
  ...accountFields,
  positions: z.array(
    z.strictObject({
      symbol: z.string(),
      name: untrustedText,
      market: marketSchema.nullable(),
      security_type: securityTypeSchema,
      currency: z.string().nullable().describe('Currency of the prices and amounts of this row.'),
      quantity: z.string().describe('Negative: short.'),
      salable_quantity: figure,
      average_cost: figure,
      last_price: figure,
      market_value: figure,
      unrealized_pnl: figure,
      unrealized_pnl_rate: figure.describe('Fraction: 0.01 is 1 %.'),
      realized_pnl: figure,
      today_pnl: figure,
      multiplier: figure,
      option: z
        .strictObject({
          underlying: z.string(),
          expiry: z.string(),
          right: optionRightSchema,
          strike: z.string(),
        })
        .nullable()
        .describe('What an option is about; null: none.'),
    }),
  ),
  total: z.int(),
  next_offset: z.int().nullable().describe('null: these were the last.'),
  ...provenanceFields,
});

export const getPositions = readTool({
  name: 'tiger_get_positions',
  title: 'Get positions',
  description:
    'Positions of one account with quantity, average cost, market value and profit. Use it before selling and to review a portfolio.',
  toolset: 'portfolio',
  input,
  output,
  annotations: READ_ANNOTATIONS,
  run: async ({ account_id, limit = LIMIT_DEFAULT, offset = 0 }, context) => {
    const { account, read } = context.accounts.readable(account_id);
    const list = await read('positions.list', {}, { timeoutMs: READ_TIMEOUT_MS, signal: context.signal });
    const total = list.positions.length;
    const end = offset + limit;
    return {
      ...accountJson(account),
      positions: list.positions.slice(offset, end).map(positionJson),
      total,
      next_offset: end < total ? end : null,
      ...provenanceJson(list.provenance, context.clock.nowMs()),
    };
  },
});

function positionJson(position: Position) {
  return {
    symbol: position.symbol,
    name: position.name,
    market: position.market,
    security_type: position.securityType,
    currency: position.currency,
    quantity: position.quantity,
    salable_quantity: position.salableQuantity,
    average_cost: position.averageCost,
    last_price: position.lastPrice,
    market_value: position.marketValue,
    unrealized_pnl: position.unrealizedPnl,
    unrealized_pnl_rate: position.unrealizedPnlRate,
    realized_pnl: position.realizedPnl,
    today_pnl: position.todayPnl,
    multiplier: position.multiplier,
    option: optionOf(position),
  };
}

/** The symbol of an option says what it is about. */
function optionOf({ securityType, symbol }: Position) {
  const key = securityType === 'OPT' ? parseOptionIdentifier(symbol) : null;
  return key === null
    ? null
    : { underlying: key.symbol, expiry: key.expiry, right: key.right, strike: key.strike };
}
