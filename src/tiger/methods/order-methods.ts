import * as z from 'zod';
import { readMethod, writeMethod } from '../method.ts';
import type { ExactNumber } from '../wire/exact-number.ts';
import {
  wireBooleanOrNull,
  wireDecimalOrNull,
  wireId,
  wireIdOrNull,
  wireTextOrNull,
} from '../wire/wire-readers.ts';
import type { OcaOrder, OrderDetails } from './order-params.ts';
import { listOf } from './reply-shapes.ts';

/** The order as it is sent (wire contract 5.1). Prices are exact numbers, ids bigints: both go out as bare digits. */
export interface OrderParams extends OrderDetails {
  readonly symbol: string;
  readonly sec_type: string;
  readonly currency: string;
  readonly action: 'BUY' | 'SELL';
  readonly order_type: string;
  /** Scaled: quantity = total_quantity x 10^-total_quantity_scale. */
  readonly total_quantity: bigint;
  readonly total_quantity_scale?: number;
  /** Crypto: null, where others send DAY. */
  readonly time_in_force: string | null;
  /** Tiger's default is true for limit orders, so it is always sent. */
  readonly outside_rth: boolean;
}

/** An order over an amount of money instead of a quantity: funds and fractional shares. */
type AmountOrderParams = Omit<OrderParams, 'total_quantity' | 'total_quantity_scale'> & {
  readonly cash_amount: ExactNumber;
};

/** Two orders in one call; then nothing of an order stands at the top. */
interface OcaOrderParams {
  readonly oca_orders: readonly OcaOrder[];
}

type AnyOrderParams = OrderParams | AmountOrderParams | OcaOrderParams;

/**
 * The changed order. `total_quantity` is the new total, not the rest, and must exceed what is filled. Symbol, side,
 * type and mark cannot change; they are repeated because the official SDK repeats them (wire contract 5.3).
 */
interface ModifyOrderParams
  extends Pick<
    OrderDetails,
    | 'aux_price'
    | 'trailing_percent'
    | 'adjust_limit'
    | 'expire_time'
    | 'limit_price'
    | 'order_id'
    | 'display_size'
    | 'min_display_size'
    | 'check_intervals'
    | 'price_type'
    | 'start_time'
    | 'end_time'
  > {
  /** The global id. */
  readonly id: bigint;
  readonly symbol?: string;
  readonly sec_type?: string;
  readonly currency?: string;
  readonly action?: 'BUY' | 'SELL';
  readonly order_type?: string;
  readonly total_quantity?: bigint;
  readonly total_quantity_scale?: number;
  readonly time_in_force?: string;
  readonly outside_rth?: boolean;
}

/** Takes the account's next order number. An unused number harms nobody, so this is no call with effects. */
export const orderNumber = readMethod<Record<never, never>>()({
  name: 'order_no',
  version: '2.0',
  server: 'trade',
  context: 'account',
  reply: z.preprocess(
    // The vendor's samples spell the member both ways (wire contract 5.1).
    (data) => {
      const reply = data as { orderId?: unknown; order_id?: unknown } | null;
      return { orderId: reply?.orderId ?? reply?.order_id };
    },
    z.looseObject({ orderId: wireId }),
  ),
});

export const previewOrder = readMethod<AnyOrderParams>()({
  name: 'preview_order',
  version: '2.0',
  server: 'trade',
  context: 'account',
  reply: z.looseObject({
    isPass: wireBooleanOrNull,
    message: wireTextOrNull,
    warningText: wireTextOrNull,
    commission: wireDecimalOrNull,
    commissionCurrency: wireTextOrNull,
    marginCurrency: wireTextOrNull,
    initMargin: wireDecimalOrNull,
    initMarginBefore: wireDecimalOrNull,
    maintMargin: wireDecimalOrNull,
    maintMarginBefore: wireDecimalOrNull,
    equityWithLoan: wireDecimalOrNull,
    equityWithLoanBefore: wireDecimalOrNull,
    availableEE: wireDecimalOrNull,
    excessLiquidity: wireDecimalOrNull,
    overnightLiquidation: wireDecimalOrNull,
    gst: wireDecimalOrNull,
    account: wireTextOrNull,
  }),
});
export type PreviewReply = z.output<typeof previewOrder.reply>;

/**
 * `id` is the id to use from then on. The `orders` of the answer stay unread: a row of an unforeseen form must not turn a
 * placed order into an unknown one.
 */
export const placeOrder = writeMethod<AnyOrderParams>()({
  name: 'place_order',
  version: '2.0',
  server: 'trade',
  context: 'account',
  reply: z.looseObject({
    id: wireId,
    subIds: listOf(wireId),
    order_id: wireIdOrNull,
    orderId: wireIdOrNull,
  }),
});

/** The answer means "request accepted"; the order's status says when, and whether, it is cancelled. */
export const cancelOrder = writeMethod<{ readonly id: bigint }>()({
  name: 'cancel_order',
  version: '2.0',
  server: 'trade',
  context: 'account',
  reply: z.looseObject({ id: wireId }),
});

/** The answer means "request accepted"; `replaceStatus` of the order says what became of it. The id stays the same. */
export const modifyOrder = writeMethod<ModifyOrderParams>()({
  name: 'modify_order',
  version: '2.0',
  server: 'trade',
  context: 'account',
  reply: z.looseObject({ id: wireId }),
});
