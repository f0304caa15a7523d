import * as z from 'zod';
import { AppError } from '../../../../shared/app-error.ts';
import type { Decimal } from '../../../../shared/domain/decimal.ts';
import { needsLimitPrice, needsStopPrice, type OrderType } from '../../../../shared/domain/order.ts';
import type { OrderRequest } from '../../../trading/trading.ts';
import { accountInput, instrumentInput, positiveDecimalInput, wordInput } from '../../tolerant-input.ts';

/** The words of the original and of other brokers' tools. */
const ORDER_TYPE_WORDS = {
  market: 'MKT',
  limit: 'LMT',
  stop: 'STP',
  stop_loss: 'STP',
  stop_limit: 'STP_LMT',
  stplmt: 'STP_LMT',
} as const;

/** Where an order goes is always said. */
export const orderAccountField = accountInput(
  'Alias from tiger_list_accounts. Orders are never routed to another account.',
);

/** One order, apart from its account: in a basket all go to the same. */
export const legFields = {
  symbol: instrumentInput(),
  side: wordInput(['BUY', 'SELL'], { b: 'BUY', s: 'SELL' }),
  quantity: positiveDecimalInput().describe('Shares in whole lots, or contracts of an option.'),
  order_type: wordInput(['MKT', 'LMT', 'STP', 'STP_LMT'], ORDER_TYPE_WORDS).describe(
    'MKT market, LMT limit, STP stop, STP_LMT stop limit.',
  ),
  price: positiveDecimalInput().optional().describe('Limit price; for LMT and STP_LMT alone.'),
  stop_price: positiveDecimalInput().optional().describe('Trigger price; for STP and STP_LMT alone.'),
  time_in_force: wordInput(['DAY', 'GTC']).optional().describe('Default DAY.'),
  session: wordInput(['regular', 'extended'], { rth: 'regular', eth: 'extended' })
    .optional()
    .describe('Default regular: extended also trades before and after regular hours.'),
};

/** The order itself; tiger_preview_order and tiger_place_order take the same. */
export const orderFields = { account_id: orderAccountField, ...legFields };

export interface OrderInput {
  readonly symbol: string;
  readonly side: 'BUY' | 'SELL';
  readonly quantity: Decimal;
  readonly order_type: OrderType;
  readonly price?: Decimal | undefined;
  readonly stop_price?: Decimal | undefined;
  readonly time_in_force?: 'DAY' | 'GTC' | undefined;
  readonly session?: 'regular' | 'extended' | undefined;
}

/** A price that does not belong to the order type is refused: nobody may think that it counts. @throws AppError invalid_input */
export function orderRequest(input: OrderInput): OrderRequest {
  const { order_type: orderType, price = null, stop_price: stopPrice = null } = input;
  checkPrice('price', price, orderType, needsLimitPrice(orderType));
  checkPrice('stop_price', stopPrice, orderType, needsStopPrice(orderType));
  return {
    symbol: input.symbol,
    side: input.side,
    orderType,
    quantity: input.quantity,
    limitPrice: price,
    stopPrice,
    timeInForce: input.time_in_force ?? 'DAY',
    session: input.session ?? 'regular',
  };
}

function checkPrice(name: string, value: Decimal | null, orderType: OrderType, isNeeded: boolean): void {
  if (isNeeded === (value !== null)) return;
  throw new AppError('invalid_input', `${name}: must be ${isNeeded ? 'given' : 'absent'} for ${orderType}`, {
    nextStep: 'Correct the named field and call again.',
  });
}

/** The same order as an answer shows it. */
export const orderOutput = z.strictObject({
  symbol: z.string(),
  market: z.string(),
  security_type: z.string(),
  currency: z.string(),
  side: z.enum(['BUY', 'SELL']),
  order_type: z.enum(['MKT', 'LMT', 'STP', 'STP_LMT']),
  quantity: z.string(),
  price: z.string().nullable(),
  stop_price: z.string().nullable(),
  time_in_force: z.enum(['DAY', 'GTC']),
  session: z.enum(['regular', 'extended']),
});
