import { sql } from 'kysely';
import { ZERO } from '../../../shared/domain/decimal.ts';
import type { BrokerOrder } from '../../../shared/domain/order.ts';
import { orderSentence } from '../../../shared/domain/order-sentence.ts';
import type { Transaction as Fill } from '../../../shared/domain/transaction.ts';
import { fillsAgainstApproval } from '../../risk/controls/fills-against-approval.ts';
import type { TradingContext } from '../trading-context.ts';
import type { AlertStore } from './alert-store.ts';
import { approvalOf, type DueFills, type FillJudge, keepFills } from './fill-judge.ts';

/** Orders that were placed here. */
export class OrderFills implements FillJudge {
  readonly #context: TradingContext;
  readonly #alerts: AlertStore;

  constructor(context: TradingContext, alerts: AlertStore) {
    this.#context = context;
    this.#alerts = alerts;
  }

  /** The words of the condition are those of the index, so that each turn costs nothing while nothing is due. */
  async unchecked(): Promise<DueFills[]> {
    const rows = await this.#context.database
      .selectFrom('orders')
      .select(['account_id', 'broker_order_id', 'proposal_id', 'filled_quantity'])
      .where(
        sql<boolean>`kind = 'place' AND filled_quantity IS NOT NULL AND filled_quantity <> '0' AND fills_checked IS NOT filled_quantity`,
      )
      .where('broker_order_id', 'is not', null)
      .orderBy('updated_at_ms')
      .execute();
    return rows.map((row) => ({
      accountId: row.account_id,
      brokerOrderId: row.broker_order_id ?? '',
      proposalId: row.proposal_id,
      filledQuantity: row.filled_quantity ?? '0',
    }));
  }

  async judge(due: DueFills, order: BrokerOrder, fills: readonly Fill[]): Promise<boolean> {
    const { database, orders, accounts, clock, riskSettings } = this.#context;
    const { settings } = await riskSettings.get(due.accountId);
    const account = accounts.get(due.accountId);
    const alert = await database.transaction().execute(async (trx) => {
      const row = await orders.find(due.proposalId, trx);
      if (row === null) return null;
      const approval = await approvalOf(this.#context, trx, row, settings);
      const findings = fillsAgainstApproval(approval, {
        accountId: due.accountId,
        symbol: order.symbol,
        side: order.side,
        filledQuantity: order.filledQuantity ?? ZERO,
        averagePrice: order.averageFillPrice,
        fills,
      });
      await keepFills(trx, due, fills, clock.nowMs());
      await orders.update(trx, due.proposalId, {
        fills_checked: due.filledQuantity,
        commission: order.commission ?? row.commission,
      });
      const sentence = orderSentence(approval.versions[0]);
      const word = findings.length === 0 ? 'as approved' : 'NOT as approved';
      await orders.record(trx, row, 'order.fills_checked', {
        actor: 'app',
        summary: `Filled ${due.filledQuantity} of ${sentence}: ${word}`,
        detail: { fillsListed: fills.length, findings: findings.map((finding) => ({ ...finding })) },
      });
      if (findings.length === 0) return null;
      return this.#alerts.raise(trx, {
        kind: 'fill_mismatch',
        account,
        brokerOrderId: due.brokerOrderId,
        proposalId: due.proposalId,
        text: `${sentence} was not filled as approved. ${findings.map(({ text }) => text).join(' ')}`,
        findings,
      });
    });
    this.#alerts.tell(alert);
    return true;
  }
}
