import { AppError } from '../../shared/app-error.ts';
import type { BrokerOrder } from '../../shared/domain/order.ts';
import { ABSENCE_AGAIN_MS, ABSENCES_NEEDED, backoffMs, FIRST_LOOK_MS } from './check-schedule.ts';
import { draftFrom, type OrderRow } from './proposal-record.ts';
import type { TradingContext } from './trading-context.ts';

/** The account process asks several lists, each with a limit of its own. */
const RECONCILE_TIMEOUT_MS = 40_000;

/**
 * Finds out what became of an order whose sending had no clear answer. Found: the broker's order is ours. Plainly
 * absent, twice and seconds apart: it was never placed. Anything else: still unknown, the symbol stays locked.
 * @returns whether the order changed. @throws AppError when the account cannot be asked
 */
export async function reconcilePlacement(context: TradingContext, row: OrderRow): Promise<boolean> {
  const { accounts, clock, orders } = context;
  if (row.order_json === null || row.order_number === null || row.sent_at_ms === null) {
    throw new AppError('internal', 'an order without its identity', { nextStep: 'Look at the log.' });
  }
  if (isTooSoon(row, clock.nowMs())) return false;
  const { finding, order, text } = await accounts.reads(row.account_id).read(
    'orders.reconcile',
    {
      order: draftFrom(row.order_json),
      orderNumber: row.order_number,
      userMark: row.proposal_id,
      sentAtMs: row.sent_at_ms,
    },
    { timeoutMs: RECONCILE_TIMEOUT_MS },
  );
  if (finding === 'found' && order !== null) return adopt(context, row, order, text);
  if (finding === 'not_found') return absent(context, row, text);
  // Two plain absences must follow each other.
  await orders.reschedule(row.proposal_id, {
    absences_seen: 0,
    checks_failed: row.checks_failed + 1,
    next_check_at_ms: clock.nowMs() + backoffMs(row.checks_failed),
    broker_message: text,
  });
  return false;
}

/** A second absence only counts after its distance from the first. */
export function isTooSoon(row: OrderRow, nowMs: number): boolean {
  return row.absences_seen > 0 && row.next_check_at_ms !== null && nowMs < row.next_check_at_ms;
}

async function adopt(
  context: TradingContext,
  row: OrderRow,
  order: BrokerOrder,
  text: string,
): Promise<boolean> {
  const { database, orders, clock } = context;
  const nextCheckAtMs = clock.nowMs() + FIRST_LOOK_MS;
  return database.transaction().execute(async (trx) => {
    const { brokerOrderId } = order;
    const reason = { actor: 'broker', summary: `Reconciled: ${text}`, detail: { finding: 'found' } } as const;
    await orders.record(trx, { ...row, broker_order_id: brokerOrderId }, 'order.reconciled', reason);
    const patch = { broker_order_id: brokerOrderId, broker_message: null, next_check_at_ms: nextCheckAtMs };
    const changed = await orders.change(trx, row.proposal_id, 'found', reason, patch);
    if (changed !== null) await orders.report(trx, row.proposal_id, order, nextCheckAtMs);
    return changed !== null;
  });
}

/** Shared with cancels: `text` says what the broker does not have. */
export async function absent(context: TradingContext, row: OrderRow, text: string): Promise<boolean> {
  const { database, orders, clock } = context;
  const absencesSeen = row.absences_seen + 1;
  const reason = {
    actor: 'broker',
    summary: `Reconciled: ${text}`,
    detail: { finding: 'not_found', absencesSeen },
  } as const;
  return database.transaction().execute(async (trx) => {
    await orders.record(trx, row, 'order.reconciled', reason);
    if (absencesSeen < ABSENCES_NEEDED) {
      const next_check_at_ms = clock.nowMs() + ABSENCE_AGAIN_MS;
      await orders.update(trx, row.proposal_id, {
        absences_seen: absencesSeen,
        checks_failed: 0,
        next_check_at_ms,
      });
      return false;
    }
    const patch = { absences_seen: absencesSeen, broker_message: text };
    return (await orders.change(trx, row.proposal_id, 'proven_absent', reason, patch)) !== null;
  });
}
