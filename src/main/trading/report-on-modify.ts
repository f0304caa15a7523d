import { type BrokerOrder, isOpen } from '../../shared/domain/order.ts';
import { hasFiguresOf } from './modify-finding.ts';
import { draftFrom, type OrderRow } from './proposal-record.ts';
import type { TradingContext } from './trading-context.ts';

/** Changes take a moment at the exchange; an order that is unchanged after this was not changed. */
const CHANGE_TIME_MAX_MS = 60_000;

/** What the order itself says of a change that the broker took. @returns whether anything is new */
export async function reportOnModify(
  context: Pick<TradingContext, 'database' | 'orders' | 'clock'>,
  row: OrderRow,
  target: BrokerOrder,
  nextCheckAtMs: number,
): Promise<boolean> {
  const { database, orders, clock } = context;
  if (row.order_json === null) throw new Error('a change without its order');
  if (hasFiguresOf(target, draftFrom(row.order_json))) {
    const reason = { actor: 'broker', summary: 'The order is changed, as the broker reports' } as const;
    return database.transaction().execute(async (trx) => {
      return (await orders.change(trx, row.proposal_id, 'reported_modified', reason)) !== null;
    });
  }
  const isPending = isOpen(target.status) && clock.nowMs() - (row.sent_at_ms ?? 0) < CHANGE_TIME_MAX_MS;
  if (isPending) return false;
  const remark = isOpen(target.status)
    ? 'The broker took the request, but the order is unchanged.'
    : `The order had already ended: ${target.status}.`;
  return database
    .transaction()
    .execute((trx) =>
      orders.report(
        trx,
        row.proposal_id,
        { ...target, status: 'rejected', filledQuantity: null, averageFillPrice: null, remark },
        nextCheckAtMs,
      ),
    );
}
