import { AppError } from '../../shared/app-error.ts';
import { backoffMs, FIRST_LOOK_MS } from './check-schedule.ts';
import { hasFiguresOf } from './modify-finding.ts';
import { draftFrom, type OrderRow } from './proposal-record.ts';
import { absent, isTooSoon } from './reconcile-placement.ts';
import type { TradingContext } from './trading-context.ts';

const READ_TIMEOUT_MS = 15_000;
/** A change can sit on its way for a while; before this, an order that is unchanged proves nothing. */
const SETTLE_TIME_MS = 10_000;

/**
 * Finds out what became of a change whose sending had no clear answer, by the figures of its order.
 * @returns whether the change's row changed. @throws AppError when the account cannot be asked
 */
export async function reconcileModify(context: TradingContext, row: OrderRow): Promise<boolean> {
  const { accounts, clock, database, orders } = context;
  const { broker_order_id: brokerOrderId, sent_at_ms: sentAtMs, order_json: orderJson } = row;
  if (brokerOrderId === null || sentAtMs === null || orderJson === null) {
    throw new AppError('internal', 'a change without its order', { nextStep: 'Look at the log.' });
  }
  if (isTooSoon(row, clock.nowMs())) return false;
  const reads = accounts.reads(row.account_id);
  const { order } = await reads.read('orders.get', { brokerOrderId }, { timeoutMs: READ_TIMEOUT_MS });
  if (order !== null && hasFiguresOf(order, draftFrom(orderJson))) {
    return database.transaction().execute(async (trx) => {
      const reason = { actor: 'broker', summary: 'Reconciled: the order is changed' } as const;
      await orders.record(trx, row, 'order.reconciled', reason);
      const patch = { broker_message: null, next_check_at_ms: clock.nowMs() + FIRST_LOOK_MS };
      const found = await orders.change(trx, row.proposal_id, 'found', reason, patch);
      if (found !== null) await orders.change(trx, row.proposal_id, 'reported_modified', reason);
      return found !== null;
    });
  }
  const isSettled =
    order !== null && order.status !== 'unknown' && clock.nowMs() - sentAtMs >= SETTLE_TIME_MS;
  if (isSettled) return absent(context, row, 'The order is unchanged: the change did not reach the broker.');
  await orders.reschedule(row.proposal_id, {
    absences_seen: 0,
    checks_failed: row.checks_failed + 1,
    next_check_at_ms: clock.nowMs() + backoffMs(row.checks_failed),
  });
  return false;
}
