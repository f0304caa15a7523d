import { AppError } from '../shared/app-error.ts';
import type { BrokerOrder, OrderDraft } from '../shared/domain/order.ts';
import type { Clock } from '../tiger/clock.ts';
import {
  activeOrders,
  type OrderListParams,
  orders,
  singleOrder,
} from '../tiger/methods/order-query-methods.ts';
import type { OrderRow } from '../tiger/methods/order-schemas.ts';
import type { TigerReader } from '../tiger/tiger-client.ts';
import { TigerError } from '../tiger/tiger-error.ts';
import { isSameOrder } from './order-match.ts';
import { brokerOrderOf } from './tiger-mapping/order-mapping.ts';
import { instrumentFilter } from './tiger-mapping/wire-option.ts';

export interface SentOrder {
  readonly order: OrderDraft;
  readonly orderNumber: string;
  readonly userMark: string;
  /** Our clock when it was handed to the wire. */
  readonly sentAtMs: number;
}

export interface Finding {
  readonly finding: 'found' | 'not_found' | 'unclear';
  readonly order: BrokerOrder | null;
  /** For the person: what was looked for and what came out. */
  readonly text: string;
}

export interface ReconcileDeps {
  readonly tiger: TigerReader;
  readonly clock: Clock;
}

/**
 * A request can sit in a buffer on its way for a while after we gave up on it; before this time has passed since
 * sending, "Tiger does not have it" is no proof.
 */
export const SETTLE_TIME_MS = 5_000;
/** Tiger notes an order when it arrives, which by its clock may be a little before we sent it by ours. */
const OPEN_TIME_TOLERANCE_MS = 5_000;
/** The list begins this much earlier, so that a wrong estimate of the clocks' difference hides nothing. */
const LIST_MARGIN_MS = 10 * 60_000;
const PAGE_LIMIT = 300;
/** 1500 orders within minutes are no longer an account that a person trades. */
const PAGES_MAX = 5;
const TIME_LIMIT = { timeoutMs: 5_000 };

/**
 * Finds out what became of an order whose sending had no clear answer: by our order number, then by number and mark
 * in the list, then by its content among orders that carry neither. Says `not_found` only if the complete list was
 * read and nothing in it can be ours. It never throws for what Tiger does: no answer is `unclear`.
 */
export async function reconcileOrder(deps: ReconcileDeps, sent: SentOrder): Promise<Finding> {
  try {
    return (await findByNumber(deps, sent)) ?? (await findInList(deps, sent));
  } catch (error) {
    // AppError: an order in the list is of a form that cannot be read, so nothing can be ruled out.
    if (!(error instanceof TigerError || error instanceof AppError)) throw error;
    return unclear(`Tiger could not be asked (${error.message}).`);
  }
}

async function findByNumber(deps: ReconcileDeps, sent: SentOrder): Promise<Finding | null> {
  try {
    const reply = await deps.tiger.read(singleOrder, { order_id: BigInt(sent.orderNumber) }, TIME_LIMIT);
    const row = reply.data;
    // A gateway that ignores the parameter answers some other order.
    if (row === null || row.orderId?.toString() !== sent.orderNumber) return null;
    return byIdentity(row, sent);
  } catch (error) {
    // Refusals differ in their words for "no such order"; the list below decides.
    if (error instanceof TigerError && error.brokerCode !== null && error.kind !== 'server_error')
      return null;
    throw error;
  }
}

async function findInList(deps: ReconcileDeps, sent: SentOrder): Promise<Finding> {
  const { rows, isComplete, clockDifferenceMs } = await listSince(deps, sent);
  const own = rows.filter(
    (row) => row.orderId?.toString() === sent.orderNumber || row.userMark === sent.userMark,
  );
  const main = own.find((row) => !isLeg(row));
  if (main !== undefined) return byIdentity(main, sent);
  // A leg can carry its order's mark, and proves that there is one.
  if (own.length > 0) return unclear('Tiger has a leg of it, and the order itself could not be read.');
  const openedFromMs = sent.sentAtMs + clockDifferenceMs - OPEN_TIME_TOLERANCE_MS;
  const alike = rows.filter((row) => isSameOrder(row, sent.order, openedFromMs) && row.userMark === null);
  const [first] = alike;
  if (alike.length === 1 && first !== undefined && first.orderId === null) return found(first);
  if (alike.length > 0) {
    return unclear('Tiger has an order like it under another number, and nothing tells whose it is.');
  }
  if (!isComplete) return unclear('Tiger has more orders than could be read.');
  if (deps.clock.nowMs() - sent.sentAtMs < SETTLE_TIME_MS) {
    return unclear('Tiger does not have it yet; it may still be on its way.');
  }
  return { finding: 'not_found', order: null, text: 'Tiger has no such order: it was not placed.' };
}

function isLeg({ parentId }: OrderRow): boolean {
  return parentId !== null && parentId !== 0n;
}

/** Open orders first: their answer also tells how far Tiger's clock is from ours. */
async function listSince(deps: ReconcileDeps, sent: SentOrder) {
  const instrument = instrumentFilter(sent.order.symbol);
  const open = await deps.tiger.read(activeOrders, { ...instrument, limit: PAGE_LIMIT }, TIME_LIMIT);
  const clockDifferenceMs = (open.brokerTimeMs ?? open.receivedAtMs) - open.receivedAtMs;
  const rows = new Map(open.data.items.map((row) => [row.id, row]));
  // Tiger refuses a page token together with another filter, so all pages have this one.
  const start_date = sent.sentAtMs + clockDifferenceMs - LIST_MARGIN_MS;
  let page: OrderListParams = { ...instrument, start_date, limit: PAGE_LIMIT };
  for (let pages = 1; pages <= PAGES_MAX; pages += 1) {
    const { data } = await deps.tiger.read(orders, page, TIME_LIMIT);
    for (const row of data.items) rows.set(row.id, row);
    if (data.nextPageToken === null) return { rows: [...rows.values()], isComplete: true, clockDifferenceMs };
    page = { ...page, page_token: data.nextPageToken };
  }
  return { rows: [...rows.values()], isComplete: false, clockDifferenceMs };
}

/**
 * The mark names one proposal of ours, whatever was changed on the order since. The number alone could have gone to
 * another order of this account, so symbol and side must agree.
 */
function byIdentity(row: OrderRow, sent: SentOrder): Finding {
  const order = brokerOrderOf(row);
  const isAlike = order.symbol === sent.order.symbol && order.side === sent.order.side;
  if (isAlike || row.userMark === sent.userMark) return found(row);
  return unclear(`Tiger has another order under our number ${sent.orderNumber}.`);
}

function found(row: OrderRow): Finding {
  const order = brokerOrderOf(row);
  return { finding: 'found', order, text: `Tiger has it as order ${order.brokerOrderId}.` };
}

function unclear(text: string): Finding {
  return { finding: 'unclear', order: null, text };
}
