import { AppError } from '../../shared/app-error.ts';
import { isOpen } from '../../shared/domain/order.ts';
import { backoffMs, FIRST_LOOK_MS } from './check-schedule.ts';
import type { OrderRow } from './proposal-record.ts';
import { absent, isTooSoon } from './reconcile-placement.ts';
import { reportOnCancel } from './report-on-cancel.ts';
import type { TradingContext } from './trading-context.ts';

const READ_TIMEOUT_MS = 15_000;
/** A cancel can sit on its way for a while; before this, an order that still works proves nothing. */
const SETTLE_TIME_MS = 5_000;

/**
 * Finds out what became of a cancel whose sending had no clear answer, by the state of its order.
 * @returns whether the cancel changed. @throws AppError when the account cannot be asked
 */
export async function reconcileCancel(context: TradingContext, row: OrderRow): Promise<boolean> {
  const { accounts, clock, database, orders } = context;
  const { broker_order_id: brokerOrderId, sent_at_ms: sentAtMs } = row;
  if (brokerOrderId === null || sentAtMs === null) {
    throw new AppError('internal', 'a cancel without its order', { nextStep: 'Look at the log.' });
  }
  if (isTooSoon(row, clock.nowMs())) return false;
  const reads = accounts.reads(row.account_id);
  const { order } = await reads.read('orders.get', { brokerOrderId }, { timeoutMs: READ_TIMEOUT_MS });
  const isUntouched = order !== null && isOpen(order.status) && order.status !== 'pending_cancel';
  if (isUntouched && order.status !== 'unknown' && clock.nowMs() - sentAtMs >= SETTLE_TIME_MS) {
    return absent(context, row, 'The order still works: the cancel did not reach the broker.');
  }
  if (order === null || isUntouched) {
    await orders.reschedule(row.proposal_id, {
      absences_seen: 0,
      checks_failed: row.checks_failed + 1,
      next_check_at_ms: clock.nowMs() + backoffMs(row.checks_failed),
    });
    return false;
  }
  const nextCheckAtMs = clock.nowMs() + FIRST_LOOK_MS;
  return database.transaction().execute(async (trx) => {
    const reason = { actor: 'broker', summary: `Reconciled: the order is ${order.status}` } as const;
    await orders.record(trx, row, 'order.reconciled', reason);
    const changed = await orders.change(trx, row.proposal_id, 'found', reason, {
      broker_message: null,
      next_check_at_ms: nextCheckAtMs,
    });
    if (!isOpen(order.status))
      await orders.report(trx, row.proposal_id, reportOnCancel(order), nextCheckAtMs);
    return changed !== null;
  });
}
