import { AppError } from '../../shared/app-error.ts';
import type { OrderEvent } from '../../shared/domain/order-transitions.ts';
import type { Output } from '../../shared/ipc/contract.ts';
import { MOVES_KNOWN_MAX } from '../../shared/ipc/worker-calls/money-record-calls.ts';
import type { WorkerReads } from '../../shared/ipc/worker-calls.ts';
import { backoffMs, FIRST_LOOK_MS } from './check-schedule.ts';
import { moneyFrom, type OrderRow } from './proposal-record.ts';
import { absent, isTooSoon } from './reconcile-placement.ts';
import type { TradingContext } from './trading-context.ts';

const FIND_TIMEOUT_MS = 20_000;

type Found = Output<WorkerReads, 'money.find'>;

const END_EVENTS: Readonly<Record<NonNullable<Found['state']>, OrderEvent | null>> = {
  under_way: null,
  settled: 'reported_settled',
  failed: 'reported_rejected',
  cancelled: 'reported_cancelled',
};

/**
 * What became of a move of money whose sending had no clear answer, by the broker's lists. Plainly absent, twice and
 * seconds apart: no money moved. @returns whether it changed. @throws AppError when the account cannot be asked
 */
export async function reconcileMoney(context: TradingContext, row: OrderRow): Promise<boolean> {
  const { database, orders, clock } = context;
  if (isTooSoon(row, clock.nowMs())) return false;
  const answer = await find(context, row);
  if (answer.finding === 'not_found') return absent(context, row, answer.text);
  if (answer.finding === 'unclear') {
    await orders.reschedule(row.proposal_id, {
      absences_seen: 0,
      checks_failed: row.checks_failed + 1,
      next_check_at_ms: clock.nowMs() + backoffMs(row.checks_failed),
      broker_message: answer.text,
    });
    return false;
  }
  return database.transaction().execute(async (trx) => {
    const reason = {
      actor: 'broker',
      summary: `Reconciled: ${answer.text}`,
      detail: { finding: 'found' },
    } as const;
    await orders.record(trx, { ...row, broker_order_id: answer.brokerOrderId }, 'order.reconciled', reason);
    const patch = {
      broker_order_id: answer.brokerOrderId,
      broker_message: null,
      next_check_at_ms: clock.nowMs() + FIRST_LOOK_MS,
    };
    if ((await orders.change(trx, row.proposal_id, 'found', reason, patch)) === null) return false;
    const event = answer.state === null ? null : END_EVENTS[answer.state];
    if (event !== null)
      await orders.change(trx, row.proposal_id, event, reason, { broker_message: answer.text });
    return true;
  });
}

/** A move that the broker took, until its list says that it is over. @returns whether it changed */
export async function trackMoney(context: TradingContext, row: OrderRow): Promise<boolean> {
  const { database, orders, clock } = context;
  const answer = await find(context, row);
  const event = answer.state === null ? null : END_EVENTS[answer.state];
  if (event === null) {
    await orders.reschedule(row.proposal_id, {
      checks_failed: row.checks_failed + 1,
      next_check_at_ms: clock.nowMs() + backoffMs(row.checks_failed),
    });
    return false;
  }
  return database.transaction().execute(async (trx) => {
    const reason = { actor: 'broker', summary: `As the broker reports: ${answer.text}` } as const;
    const patch = { broker_message: answer.text };
    return (await orders.change(trx, row.proposal_id, event, reason, patch)) !== null;
  });
}

async function find(context: TradingContext, row: OrderRow): Promise<Found> {
  const { accounts, proposals, database } = context;
  const { row: proposal } = await proposals.get(row.proposal_id);
  if (proposal.money_json === null || row.sent_at_ms === null) {
    throw new AppError('internal', 'a move of money without its move', { nextStep: 'Look at the log.' });
  }
  const others = await database
    .selectFrom('orders')
    .select('broker_order_id')
    .where('account_id', '=', row.account_id)
    .where('kind', '=', row.kind)
    .where('proposal_id', '!=', row.proposal_id)
    .where('broker_order_id', 'is not', null)
    .orderBy('created_at_ms', 'desc')
    .limit(MOVES_KNOWN_MAX)
    .execute();
  return accounts.reads(row.account_id).read(
    'money.find',
    {
      move: moneyFrom(proposal.money_json),
      mark: row.proposal_id,
      brokerOrderId: row.broker_order_id,
      sentAtMs: row.sent_at_ms,
      otherIds: others.flatMap(({ broker_order_id }) => (broker_order_id === null ? [] : [broker_order_id])),
    },
    { timeoutMs: FIND_TIMEOUT_MS },
  );
}
