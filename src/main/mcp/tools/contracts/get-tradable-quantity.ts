import * as z from 'zod';
import { AppError } from '../../../../shared/app-error.ts';
import type { Decimal } from '../../../../shared/domain/decimal.ts';
import { needsLimitPrice, needsStopPrice } from '../../../../shared/domain/order-rules.ts';
import {
  accountFields,
  accountJson,
  figure,
  provenanceFields,
  provenanceJson,
} from '../../account-fields.ts';
import { readAccountInput } from '../../data-account.ts';
import { READ_TIMEOUT_MS } from '../../read-time-limit.ts';
import { positiveDecimalInput, symbolInput, wordInput } from '../../tolerant-input.ts';
import { READ_ANNOTATIONS, readTool } from '../../tool.ts';

const input = z.strictObject({
  ...readAccountInput,
  symbol: symbolInput(),
  side: wordInput(['BUY', 'SELL'], { b: 'BUY', s: 'SELL' }),
  order_type: wordInput(['MKT', 'LMT', 'STP', 'STP_LMT'], {
    market: 'MKT',
    limit: 'LMT',
    stop: 'STP',
    stop_limit: 'STP_LMT',
  })
    .optional()
    .describe('Default LMT with a price, else MKT.'),
  price: positiveDecimalInput().optional().describe('Limit price; for LMT and STP_LMT alone.'),
  stop_price: positiveDecimalInput().optional().describe('Trigger price; for STP and STP_LMT alone.'),
});

const output = z.strictObject({
  ...accountFields,
  symbol: z.string(),
  cash_quantity: figure.describe("Shares that the account's own cash allows."),
  financing_quantity: figure.describe('Shares with financing; null: none, or not said.'),
  position_quantity: figure.describe('Shares held.'),
  tradable_position_quantity: figure.describe('Of these, what can be sold now.'),
  ...provenanceFields,
});

export const getTradableQuantity = readTool({
  name: 'tiger_get_tradable_quantity',
  title: 'Get tradable quantity',
  description:
    "Tiger's estimate of how many shares an account could buy or sell now at a price. Use it to size an order. Not for options, futures or Tiger's older Global accounts.",
  toolset: 'contracts',
  input,
  output,
  annotations: READ_ANNOTATIONS,
  run: async ({ account_id, symbol, side, price = null, stop_price = null, ...wanted }, context) => {
    const orderType = wanted.order_type ?? (price === null ? 'MKT' : 'LMT');
    checkPrice('price', price, orderType, needsLimitPrice(orderType));
    checkPrice('stop_price', stop_price, orderType, needsStopPrice(orderType));
    const { account, read } = context.accounts.readable(account_id);
    const quantities = await read(
      'quantity.tradable',
      { symbol, side, orderType, limitPrice: price, stopPrice: stop_price },
      { timeoutMs: READ_TIMEOUT_MS, signal: context.signal },
    );
    return {
      ...accountJson(account),
      symbol,
      cash_quantity: quantities.cashQuantity,
      financing_quantity: quantities.financingQuantity,
      position_quantity: quantities.positionQuantity,
      tradable_position_quantity: quantities.tradablePositionQuantity,
      ...provenanceJson(quantities.provenance, context.clock.nowMs()),
    };
  },
});

function checkPrice(field: string, value: Decimal | null, orderType: string, isNeeded: boolean): void {
  if (isNeeded === (value !== null)) return;
  throw new AppError('invalid_input', `${field}: must be ${isNeeded ? 'given' : 'absent'} for ${orderType}`, {
    nextStep: 'Correct the named field and call again.',
  });
}
