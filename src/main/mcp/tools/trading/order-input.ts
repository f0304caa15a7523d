import * as z from 'zod';
import { AppError } from '../../../../shared/app-error.ts';
import type { Decimal } from '../../../../shared/domain/decimal.ts';
import {
  type OrderDraft,
  type OrderType,
  orderTypeSchema,
  sessionSchema,
  timeInForceSchema,
} from '../../../../shared/domain/order.ts';
import { type OrderIssue, orderIssues } from '../../../../shared/domain/order-rules.ts';
import type { OrderRequest } from '../../../trading/trading.ts';
import { accountInput, instrumentInput, positiveDecimalInput, wordInput } from '../../tolerant-input.ts';
import { type OrderFormInput, orderForm, orderFormInputs, orderFormOutputs } from './order-form-input.ts';

/** The words of the original and of other brokers' tools. */
const ORDER_TYPE_WORDS = {
  market: 'MKT',
  limit: 'LMT',
  stop: 'STP',
  stop_loss: 'STP',
  stop_limit: 'STP_LMT',
  stplmt: 'STP_LMT',
  trailing_stop: 'TRAIL',
  trailing: 'TRAIL',
} as const;

/** Where an order goes is always said. */
export const orderAccountField = accountInput('Alias. Orders are never routed to another account.');

/** One order, apart from its account: in a basket all go to the same. */
export const legFields = {
  symbol: instrumentInput(),
  side: wordInput(['BUY', 'SELL'], { b: 'BUY', s: 'SELL' }),
  quantity: positiveDecimalInput().describe('Shares in whole lots, or contracts of an option.'),
  order_type: wordInput(['MKT', 'LMT', 'STP', 'STP_LMT', 'TRAIL'], ORDER_TYPE_WORDS).describe(
    'MKT market, LMT limit, STP stop, STP_LMT stop limit, TRAIL trailing stop.',
  ),
  price: positiveDecimalInput().optional().describe('Limit price; for LMT and STP_LMT alone.'),
  stop_price: positiveDecimalInput().optional().describe('Trigger price; for STP and STP_LMT alone.'),
  time_in_force: wordInput(['DAY', 'GTC', 'GTD']).optional().describe('Default DAY; GTD needs expires_at.'),
  session: wordInput(['regular', 'extended', 'overnight'], { rth: 'regular', eth: 'extended' })
    .optional()
    .describe(
      'Default regular. extended: before and after regular hours too. overnight: US, LMT DAY, at night alone.',
    ),
  ...orderFormInputs,
};

/** The order itself; tiger_preview_order and tiger_place_order take the same. */
export const orderFields = { account_id: orderAccountField, ...legFields };

export interface OrderInput extends OrderFormInput {
  readonly symbol: string;
  readonly side: 'BUY' | 'SELL';
  readonly quantity: Decimal;
  readonly order_type: OrderType;
  readonly price?: Decimal | undefined;
  readonly stop_price?: Decimal | undefined;
  readonly time_in_force?: OrderDraft['timeInForce'] | undefined;
  readonly session?: OrderDraft['session'] | undefined;
}

/** What does not go together is refused: nobody may think that it counts. @throws AppError invalid_input */
export function orderRequest(input: OrderInput): OrderRequest {
  const order: OrderRequest = {
    symbol: input.symbol,
    side: input.side,
    orderType: input.order_type,
    quantity: input.quantity,
    limitPrice: input.price ?? null,
    stopPrice: input.stop_price ?? null,
    timeInForce: input.time_in_force ?? 'DAY',
    session: input.session ?? 'regular',
    ...orderForm(input),
  };
  const [issue] = orderIssues(order);
  if (issue === undefined) return order;
  throw new AppError('invalid_input', `${FIELD_NAMES[issue.field]}: ${issue.message}`, {
    nextStep: 'Correct the named field and call again.',
  });
}

/** The rules' fields as the tool names them. */
const FIELD_NAMES: Readonly<Record<OrderIssue['field'], string>> = {
  side: 'side',
  orderType: 'order_type',
  limitPrice: 'price',
  stopPrice: 'stop_price',
  timeInForce: 'time_in_force',
  session: 'session',
  trail: 'trail_amount or trail_percent',
  expiresAtMs: 'expires_at',
  attached: 'bracket',
  algo: 'algo',
};

/** The same order as an answer shows it. */
export const orderOutput = z.strictObject({
  symbol: z.string(),
  market: z.string(),
  security_type: z.string(),
  currency: z.string(),
  side: z.enum(['BUY', 'SELL']),
  order_type: orderTypeSchema,
  quantity: z.string(),
  price: z.string().nullable(),
  stop_price: z.string().nullable(),
  time_in_force: timeInForceSchema,
  session: sessionSchema,
  ...orderFormOutputs,
});
