import { AppError } from '../shared/app-error.ts';
import { combinationRoot } from '../shared/domain/combination.ts';
import { parseOptionIdentifier } from '../shared/domain/option-identifier.ts';
import type { BrokerOrder, BrokerOrderList } from '../shared/domain/order.ts';
import type { Clock } from '../tiger/clock.ts';
import {
  activeOrders,
  filledOrders,
  inactiveOrders,
  type OrderListParams,
  orders,
  singleOrder,
} from '../tiger/methods/order-query-methods.ts';
import type { TigerReader } from '../tiger/tiger-client.ts';
import { TigerError } from '../tiger/tiger-error.ts';
import { BROKER_TIMEOUT_MS } from './broker-time-limit.ts';
import { readOrderCursor, writeOrderCursor } from './order-cursor.ts';
import { brokerOrderOf } from './tiger-mapping/order-mapping.ts';
import { provenanceOf } from './tiger-mapping/provenance-of.ts';
import { instrumentFilter } from './tiger-mapping/wire-option.ts';

export interface OrderQuery {
  readonly scope: 'all' | 'open' | 'filled' | 'inactive';
  readonly symbol: string | null;
  readonly startMs: number | null;
  readonly endMs: number | null;
  readonly limit: number;
  readonly cursor: string | null;
}

export interface OrderListSourceDeps {
  readonly tiger: TigerReader;
  readonly clock: Clock;
}

const METHODS = { all: orders, open: activeOrders, filled: filledOrders, inactive: inactiveOrders } as const;
const DAY_MS = 24 * 60 * 60_000;
/** filled_orders needs both dates, at most 90 days apart (wire contract 7.3); a day is left for the clocks. */
const FILLED_SPAN_MS = 89 * DAY_MS;

/** One page, newest first. @throws TigerError, or AppError invalid_input (a cursor that is none) */
export async function readOrders(
  deps: OrderListSourceDeps,
  query: OrderQuery,
  signal: AbortSignal,
): Promise<BrokerOrderList> {
  const dates = query.cursor === null ? datesOf(query, deps.clock.nowMs()) : readOrderCursor(query.cursor);
  const reply = await deps.tiger.read(METHODS[query.scope], paramsOf(query, dates), {
    timeoutMs: BROKER_TIMEOUT_MS,
    signal,
  });
  const { items, nextPageToken: token } = reply.data;
  const shown = items.slice(0, query.limit);
  // A service that gives more than asked for continues behind what was cut off here.
  const canContinue = token !== null && shown.length === items.length;
  return {
    orders: shown.map(brokerOrderOf).filter((order) => isAskedFor(order, query.symbol)),
    isTruncated: token !== null || items.length > shown.length,
    nextCursor: canContinue ? writeOrderCursor({ ...dates, token }) : null,
    provenance: provenanceOf(reply, { asOfMs: reply.brokerTimeMs, isDelayed: null }),
  };
}

type Dates = Pick<OrderQuery, 'startMs' | 'endMs'>;

function datesOf(query: OrderQuery, nowMs: number): Dates {
  const isFilled = query.scope === 'filled';
  const endMs = query.endMs ?? (isFilled ? nowMs + DAY_MS : null);
  const startMs = query.startMs ?? (isFilled && endMs !== null ? endMs - FILLED_SPAN_MS : null);
  return { startMs, endMs };
}

function paramsOf(query: OrderQuery, dates: Dates & { readonly token?: string }): OrderListParams {
  const { startMs, endMs, token } = dates;
  return {
    limit: query.limit,
    ...instrumentFilter(query.symbol),
    ...(startMs === null ? {} : { start_date: startMs }),
    ...(endMs === null ? {} : { end_date: endMs }),
    ...(token === undefined ? {} : { page_token: token }),
  };
}

/** Of an option, a service that knows the filters of options not all answers more than that option's orders. */
function isAskedFor(order: BrokerOrder, symbol: string | null): boolean {
  if (symbol === null || order.symbol === symbol) return true;
  return parseOptionIdentifier(symbol) === null && combinationRoot(symbol) === null;
}

/** null if Tiger says that it has no such order. @throws TigerError, AppError */
export async function readOrder(
  deps: OrderListSourceDeps,
  brokerOrderId: string,
  signal: AbortSignal,
): Promise<BrokerOrder | null> {
  try {
    const options = { timeoutMs: BROKER_TIMEOUT_MS, signal };
    const { data } = await deps.tiger.read(singleOrder, { id: BigInt(brokerOrderId) }, options);
    if (data === null) return null;
    const order = brokerOrderOf(data);
    if (order.brokerOrderId === brokerOrderId) return order;
    throw new AppError('broker_protocol', 'Tiger answered another order than the one asked for.', {
      nextStep: 'List the orders instead.',
    });
  } catch (error) {
    if (error instanceof TigerError && isNoSuchOrder(error)) return null;
    throw error;
  }
}

/** The vendor documents no code of its own for it, only the words. */
function isNoSuchOrder(error: TigerError): boolean {
  const isRefusal = error.kind === 'account_refused' || error.kind === 'request_refused';
  return isRefusal && /not (?:exist|found)|no such order/i.test(error.message);
}
