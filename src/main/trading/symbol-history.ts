import type { Kysely } from 'kysely';
import type { AccountId } from '../../shared/domain/account.ts';
import { sideOfLeg } from '../../shared/domain/combination.ts';
import { decimal, multiply } from '../../shared/domain/decimal.ts';
import type { OrderDraft } from '../../shared/domain/order.ts';
import { isFinalOrderState } from '../../shared/domain/order-transitions.ts';
import type { OrderState } from '../../shared/domain/proposal.ts';
import type { Schema } from '../database/schema.ts';
import type { LegUnderWay, RecentOrder } from '../risk/control-facts.ts';
import { draftFrom } from './proposal-record.ts';

/** More of the same symbol within the window than this is stopped by other limits long before. */
const RECENT_MAX = 500;

/** Orders that came to nothing are no duplicates of a new one. */
const CAME_TO_NOTHING: ReadonlySet<OrderState> = new Set(['not_sent', 'rejected', 'cancelled', 'expired']);

/** What this app knows of one symbol on one account: orders like the new one, and the lock of control 13. */
export interface SymbolHistory {
  readonly recentOrders: readonly RecentOrder[];
  readonly lockedByProposalId: string | null;
  readonly legsUnderWay: readonly LegUnderWay[];
}

/** `exceptIds`: the proposal that is judged itself, the one that it replaces, the order at the broker that it changes. */
export async function symbolHistory(
  db: Kysely<Schema>,
  accountId: AccountId,
  { symbol, legs }: Pick<OrderDraft, 'symbol' | 'legs'>,
  exceptIds: readonly string[],
): Promise<SymbolHistory> {
  const rows = await db
    .selectFrom('proposals')
    .leftJoin('orders', 'orders.proposal_id', 'proposals.id')
    .select([
      'proposals.id as id',
      'proposals.kind as kind',
      'proposals.order_json as order_json',
      'proposals.created_at_ms as created_at_ms',
      'orders.state as order_state',
      'orders.broker_order_id as broker_order_id',
    ])
    .where('proposals.account_id', '=', accountId)
    .where('proposals.symbol', '=', symbol)
    .where('proposals.kind', 'in', ['place', 'modify'])
    // Drafts are the orders of baskets that wait.
    .where('proposals.state', 'in', ['draft', 'awaiting_approval', 'needs_review', 'approved', 'submitting'])
    .orderBy('proposals.created_at_ms', 'desc')
    .limit(RECENT_MAX)
    .execute();
  const others = rows.filter(
    (row) => !exceptIds.includes(row.id) && !exceptIds.includes(row.broker_order_id ?? ''),
  );
  const locking = await lockingLegs(db, accountId, names({ symbol, legs }), exceptIds);
  const recentOrders = others.flatMap((row) => {
    // A change is no second order; what it changes is in the list already.
    if (row.order_json === null || row.kind === 'modify') return [];
    if (row.order_state !== null && CAME_TO_NOTHING.has(row.order_state)) return [];
    const { side, orderType, quantity } = draftFrom(row.order_json);
    const isOpen = row.order_state === null || !isFinalOrderState(row.order_state);
    const { created_at_ms: createdAtMs, broker_order_id: brokerOrderId } = row;
    return [{ proposalId: row.id, side, orderType, quantity, createdAtMs, isOpen, brokerOrderId }];
  });
  const legsUnderWay = await otherLegs(db, accountId, { symbol, legs }, exceptIds);
  return { recentOrders, lockedByProposalId: locking, legsUnderWay };
}

/** At the broker and not over, as far as is known here. What is on its way there locks what it moves. */
const AT_BROKER: readonly OrderState[] = ['submitted', 'working', 'partially_filled'];

/** What other names' orders may still do to what this one moves. */
async function otherLegs(
  db: Kysely<Schema>,
  accountId: AccountId,
  order: Pick<OrderDraft, 'symbol' | 'legs'>,
  exceptIds: readonly string[],
): Promise<LegUnderWay[]> {
  const rows = await db
    .selectFrom('orders')
    .select(['proposal_id', 'order_json', 'broker_order_id'])
    .where('account_id', '=', accountId)
    .where('kind', '=', 'place')
    .where('state', 'in', AT_BROKER)
    .orderBy('created_at_ms', 'desc')
    .limit(RECENT_MAX)
    .execute();
  const moved = names(order);
  return rows.flatMap(({ proposal_id, order_json, broker_order_id: brokerOrderId }) => {
    if (order_json === null || brokerOrderId === null) return [];
    if (exceptIds.includes(proposal_id) || exceptIds.includes(brokerOrderId)) return [];
    const other = draftFrom(order_json);
    if (other.symbol === order.symbol) return [];
    return partsOf(other).flatMap((part) => (moved.has(part.symbol) ? [{ ...part, brokerOrderId }] : []));
  });
}

/** An order as what it does to each instrument. */
export function partsOf({ symbol, side, quantity, legs }: OrderDraft): Omit<LegUnderWay, 'brokerOrderId'>[] {
  if (legs === null) return [{ symbol, side, quantity }];
  return legs.map((leg) => ({
    symbol: leg.symbol,
    side: sideOfLeg(side, leg),
    quantity: multiply(quantity, decimal(leg.ratio)),
  }));
}

/** What an order moves: itself, or the legs of a combination as well. */
function names({ symbol, legs }: Pick<OrderDraft, 'symbol' | 'legs'>): ReadonlySet<string> {
  return new Set([symbol, ...(legs ?? []).map((leg) => leg.symbol)]);
}

/** The first order of unknown outcome that moves something of the same. */
async function lockingLegs(
  db: Kysely<Schema>,
  accountId: AccountId,
  moved: ReadonlySet<string>,
  exceptIds: readonly string[],
): Promise<string | null> {
  const rows = await db
    .selectFrom('orders')
    .innerJoin('proposals', 'proposals.id', 'orders.proposal_id')
    .select([
      'proposals.id as id',
      'proposals.order_json as order_json',
      'orders.broker_order_id as broker_order_id',
    ])
    .where('orders.account_id', '=', accountId)
    .where('orders.state', 'in', ['submitting', 'unknown'])
    .where('orders.kind', 'in', ['place', 'modify'])
    .orderBy('orders.created_at_ms', 'desc')
    .limit(RECENT_MAX)
    .execute();
  const locking = rows.find(({ id, order_json, broker_order_id }) => {
    if (order_json === null || exceptIds.includes(id) || exceptIds.includes(broker_order_id ?? ''))
      return false;
    return [...names(draftFrom(order_json))].some((name) => moved.has(name));
  });
  return locking?.id ?? null;
}
