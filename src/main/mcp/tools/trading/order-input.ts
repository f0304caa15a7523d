import * as z from 'zod';
import { AppError } from '../../../../shared/app-error.ts';
import { LEGS_MAX, LEGS_MIN } from '../../../../shared/domain/combination.ts';
import type { Decimal } from '../../../../shared/domain/decimal.ts';
import {
  type OrderDraft,
  type OrderType,
  orderTypeSchema,
  type Side,
  sessionSchema,
  timeInForceSchema,
} from '../../../../shared/domain/order.ts';
import type { OrderRequest } from '../../../../shared/domain/order-request.ts';
import { type OrderIssue, orderIssues } from '../../../../shared/domain/order-rules.ts';
import { accountInput, instrumentInput, positiveDecimalInput, wordInput } from '../../tolerant-input.ts';
import { legsOutput } from './legs-json.ts';
import {
  algoInput,
  bare,
  type Describe,
  described,
  type OrderFormInput,
  orderForm,
  orderFormOutputs,
  timedFormInputs,
} from './order-form-input.ts';

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

/** The legs of a combination. */
const legsInput = (describe: Describe) =>
  describe(
    z
      .array(
        z.strictObject({
          symbol: instrumentInput(),
          side: wordInput(['BUY', 'SELL'], { b: 'BUY', s: 'SELL' }),
          ratio: z.int().min(1).optional(),
        }),
      )
      .min(LEGS_MIN)
      .max(LEGS_MAX)
      .optional(),
    'Combination of US options on `symbol`, LMT; sides as bought: SELL turns them. price: net per share, above 0; BUY pays, SELL receives it.',
  );

/** Where an order goes is always said. */
export const orderAccountField = accountInput('Alias. Orders are never routed to another account.');

const BASKET_TYPES = ['MKT', 'LMT', 'STP', 'STP_LMT', 'TRAIL'] as const;
const ORDER_TYPES = [...BASKET_TYPES, 'TWAP', 'VWAP'] as const;

function fieldsWith<const Types extends readonly [OrderType, ...OrderType[]]>(
  types: Types,
  describe: Describe,
) {
  return {
    symbol: instrumentInput(),
    side: wordInput(['BUY', 'SELL'], { b: 'BUY', s: 'SELL' }),
    quantity: describe(positiveDecimalInput(), 'Shares in whole lots, or contracts of an option.'),
    order_type: describe(
      wordInput(types, ORDER_TYPE_WORDS),
      'MKT market, LMT limit, STP stop, STP_LMT stop limit, TRAIL trailing stop; TWAP, VWAP: spread over regular hours, US stocks.',
    ),
    price: describe(
      positiveDecimalInput().optional(),
      'Limit price, for LMT and STP_LMT; TWAP and VWAP may have one.',
    ),
    stop_price: describe(positiveDecimalInput().optional(), 'Trigger price; for STP and STP_LMT alone.'),
    time_in_force: describe(
      wordInput(['DAY', 'GTC', 'GTD']).optional(),
      'Default DAY; GTD needs expires_at.',
    ),
    session: describe(
      wordInput(['regular', 'extended', 'overnight'], { rth: 'regular', eth: 'extended' }).optional(),
      'Default regular. extended: before and after regular hours too. overnight: US, LMT DAY, at night alone.',
    ),
    ...timedFormInputs(describe),
  };
}

/** One order of a basket, all of which go to one account. Algorithms are for orders that stand alone. */
export const legFields = fieldsWith(BASKET_TYPES, bare);

function orderFieldsWith(describe: Describe) {
  return {
    account_id: orderAccountField,
    ...fieldsWith(ORDER_TYPES, describe),
    algo: algoInput(describe),
    legs: legsInput(describe),
  };
}

/** The order itself. */
export const orderFields = orderFieldsWith(described);

/** The same without their words. */
export const bareOrderFields = orderFieldsWith(bare);

export interface OrderInput extends OrderFormInput {
  readonly symbol: string;
  readonly side: 'BUY' | 'SELL';
  readonly quantity: Decimal;
  readonly order_type: OrderType;
  readonly price?: Decimal | undefined;
  readonly stop_price?: Decimal | undefined;
  readonly time_in_force?: OrderDraft['timeInForce'] | undefined;
  readonly session?: OrderDraft['session'] | undefined;
  readonly legs?:
    | readonly { readonly symbol: string; readonly side: Side; readonly ratio?: number | undefined }[]
    | undefined;
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
    legs: input.legs?.map(({ symbol, side, ratio }) => ({ symbol, side, ratio: ratio ?? 1 })) ?? null,
    ...orderForm(input.order_type, input),
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
  legs: 'legs',
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
  legs: legsOutput,
  ...orderFormOutputs,
});
