import * as z from 'zod';
import { isPositive } from '../../shared/domain/decimal.ts';
import { wireBooleanOrNull, wireIdOrNull, wireText } from '../../tiger/wire/wire-readers.ts';
import { businessError } from '../gateway-refusal.ts';
import { segmentOf } from '../ledger/holdings.ts';
import { findListing } from '../market/find-listing.ts';
import { MARKETS } from '../market/listings.ts';
import { isOpenStatus, type OrderState } from '../matching/order-state.ts';
import type { GatewayServices, MethodCall, MethodGroup } from '../method-table.ts';
import { readAccount } from './account-reader.ts';
import { matchesFilter, optionalInteger, optionalText, readBiz, readTime } from './biz-parameters.ts';
import { exchangesOf, exchangeView } from './forex-methods.ts';
import { findOrder } from './order-methods.ts';
import { pageOf } from './order-paging.ts';
import { chargesView, executionView, orderView } from './order-view.ts';

/** Wire contract 7.3. */
const ORDERS_DEFAULT = 100;
const ORDERS_MAX = 300;
const TRANSACTIONS_DEFAULT = 20;
const TRANSACTIONS_MAX = 100;
const FILLED_SPAN_MS = 90 * 86_400_000;

const ordersSchema = z.looseObject({
  id: wireIdOrNull,
  order_id: wireIdOrNull,
  market: optionalText,
  sec_type: optionalText,
  seg_type: optionalText,
  symbol: optionalText,
  states: z.array(wireText).max(20).nullish(),
  sort_by: optionalText,
  limit: optionalInteger,
  parent_id: wireIdOrNull,
  page_token: optionalText,
  show_charges: wireBooleanOrNull,
});
const transactionsSchema = z.looseObject({
  order_id: wireIdOrNull,
  symbol: optionalText,
  sec_type: optionalText,
  limit: optionalInteger,
  page_token: optionalText,
});

type OrderFilter = (order: OrderState) => boolean;

export const orderQueryMethods: MethodGroup = {
  orders: (services, call) => {
    const fields = readBiz(ordersSchema, call.biz);
    const exchanges = exchangesOf(services, readAccount(services, call));
    if (fields.sec_type === 'CASH') {
      const limit = readLimit(fields.limit, ORDERS_DEFAULT, ORDERS_MAX);
      const page = pageOf(exchanges, call.biz, fields.page_token, limit);
      return { ...page, items: page.items.map(exchangeView) };
    }
    if (fields.id === null && fields.order_id === null) return listOrders(services, call, () => true);
    const exchange = exchanges.find(({ id }) => BigInt(id) === fields.id);
    if (exchange !== undefined) return exchangeView(exchange);
    const order = findOrder(services, readAccount(services, call), call.biz);
    const view = orderView(order, services.market);
    return fields.show_charges === true ? { ...view, charges: chargesView(order) } : view;
  },
  active_orders: (services, call) => listOrders(services, call, (order) => isOpenStatus(order.status)),
  inactive_orders: (services, call) =>
    listOrders(services, call, ({ status }) => ['Cancelled', 'Inactive', 'Invalid'].includes(status)),
  filled_orders: (services, call) => {
    requireFilledSpan(services, call);
    return listOrders(services, call, (order) => order.status === 'Filled');
  },
  order_transactions: listTransactions,
};

function listOrders(services: GatewayServices, call: MethodCall, isWanted: OrderFilter) {
  const account = readAccount(services, call);
  const fields = readBiz(ordersSchema, call.biz);
  const limit = readLimit(fields.limit, ORDERS_DEFAULT, ORDERS_MAX);
  const isInTime = timeFilter(services, call);
  const sortKey = (order: OrderState) =>
    fields.sort_by === 'LATEST_STATUS_UPDATED' ? order.updatedAtMs : order.openedAtMs;
  const orders = Object.values(services.store.state.orders)
    .filter((order) => order.account === account.account && isWanted(order))
    .filter((order) => isInTime(order.openedAtMs))
    .filter((order) => matchesFilter(fields.market, findListing(order.symbol)?.market ?? ''))
    .filter((order) => fields.symbol === null || isNamed(order.symbol, fields.symbol))
    .filter((order) => matchesStates(order, fields.states ?? []))
    .filter((order) => isInSegment(order, fields.sec_type, fields.seg_type))
    .filter(({ parentId }) => fields.parent_id === null || BigInt(parentId ?? 0) === fields.parent_id)
    // Newest first; ids grow with time and decide between equals.
    .sort((left, right) => sortKey(right) - sortKey(left) || (BigInt(right.id) > BigInt(left.id) ? 1 : -1));
  const page = pageOf(orders, call.biz, fields.page_token, limit);
  return { ...page, items: page.items.map((order) => orderView(order, services.market)) };
}

function isInSegment(order: OrderState, secType: string | null, segment: string | null): boolean {
  const listing = findListing(order.symbol);
  if (listing === null) return false;
  return (
    matchesFilter(secType, order.combo === undefined ? listing.secType : 'MLEG') &&
    matchesFilter(segment, segmentOf(listing))
  );
}

/** An option goes by its own identifier or by its share's symbol. */
function isNamed(key: string, symbol: string): boolean {
  return key === symbol || findListing(key)?.option?.optionSymbol === symbol;
}

/** States are asked for by their wire texts; PartiallyFilled is Submitted with a fill (wire contract 4.1). */
function matchesStates(order: OrderState, states: readonly string[]): boolean {
  if (states.length === 0 || states.includes(order.status)) return true;
  const isPartial = order.status === 'Submitted' && isPositive(order.filledQuantity);
  return isPartial && states.includes('PartiallyFilled');
}

function listTransactions(services: GatewayServices, call: MethodCall) {
  const account = readAccount(services, call);
  const fields = readBiz(transactionsSchema, call.biz);
  if (fields.order_id === null && fields.symbol === null) {
    throw businessError("field 'order_id' or 'symbol' cannot be empty");
  }
  const limit = readLimit(fields.limit, TRANSACTIONS_DEFAULT, TRANSACTIONS_MAX);
  const isInTime = timeFilter(services, call);
  const executions = services.store.state.executions
    .filter((execution) => execution.account === account.account && isInTime(execution.timeMs))
    .filter((execution) => fields.order_id === null || BigInt(execution.orderId) === fields.order_id)
    .filter((execution) => fields.symbol === null || isNamed(execution.symbol, fields.symbol))
    .filter((execution) => matchesFilter(fields.sec_type, findListing(execution.symbol)?.secType ?? ''))
    .reverse();
  const page = pageOf(executions, call.biz, fields.page_token, limit);
  const items = page.items.map((execution) => {
    const market = findListing(execution.symbol)?.market ?? MARKETS[0] ?? 'US';
    return executionView(execution, services.market.schedule(market).zone);
  });
  return { ...page, items };
}

/** Start closed, end open. Dates without a zone are read in New York (wire contract 4.2 leaves the zone open). */
function timeFilter({ market }: GatewayServices, { biz }: MethodCall): (timeMs: number) => boolean {
  const { zone } = market.schedule('US');
  const startMs = readTime(biz, 'start_date', zone);
  const endMs = readTime(biz, 'end_date', zone);
  return (timeMs) => (startMs === null || timeMs >= startMs) && (endMs === null || timeMs < endMs);
}

function requireFilledSpan({ market }: GatewayServices, { biz }: MethodCall): void {
  const { zone } = market.schedule('US');
  const startMs = readTime(biz, 'start_date', zone);
  const endMs = readTime(biz, 'end_date', zone);
  if (startMs === null) throw businessError("field 'start_date' cannot be empty");
  if (endMs === null) throw businessError("field 'end_date' cannot be empty");
  if (endMs - startMs > FILLED_SPAN_MS) throw businessError('the time span cannot exceed 90 days');
}

function readLimit(limit: number | null, otherwise: number, most: number): number {
  const value = limit ?? otherwise;
  if (value < 1 || value > most) throw businessError(`field 'limit' must be 1 to ${most}`);
  return value;
}
