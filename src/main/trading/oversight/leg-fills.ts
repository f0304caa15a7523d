import { sql, type Transaction } from 'kysely';
import { legRole } from '../../../shared/domain/attached-legs.ts';
import { add, type Decimal, decimalSchema, maximum, sum, ZERO } from '../../../shared/domain/decimal.ts';
import type { BrokerOrder } from '../../../shared/domain/order.ts';
import { orderSentence } from '../../../shared/domain/order-sentence.ts';
import type { RiskSettings } from '../../../shared/domain/risk-settings.ts';
import type { AlertFinding, TradeAlert } from '../../../shared/domain/trade-alert.ts';
import type { Transaction as Fill } from '../../../shared/domain/transaction.ts';
import type { Schema } from '../../database/schema.ts';
import { filledInAll, type ReportedOrder } from '../../risk/controls/fills-against-approval.ts';
import { bracketQuantity, legFills } from '../../risk/leg-fills.ts';
import { legOf } from '../leg-store.ts';
import type { OrderRow } from '../proposal-record.ts';
import type { TradingContext } from '../trading-context.ts';
import type { AlertStore } from './alert-store.ts';
import { readOrder } from './broker-fills.ts';
import { approvalOf, type DueFills, type FillJudge, keepFills } from './fill-judge.ts';

type Trx = Transaction<Schema>;

interface LegReading {
  readonly leg: BrokerOrder;
  readonly parent: BrokerOrder;
  readonly fills: readonly Fill[];
  readonly settings: RiskSettings;
}

/** Legs of brackets: the broker made them, and what they may do was approved with their order. */
export class LegFills implements FillJudge {
  readonly #context: TradingContext;
  readonly #alerts: AlertStore;

  constructor(context: TradingContext, alerts: AlertStore) {
    this.#context = context;
    this.#alerts = alerts;
  }

  /** The words of the condition are those of the index. */
  async unchecked(): Promise<DueFills[]> {
    const rows = await this.#context.database
      .selectFrom('order_legs')
      .innerJoin('orders', (join) =>
        join
          .onRef('orders.account_id', '=', 'order_legs.account_id')
          .onRef('orders.broker_order_id', '=', 'order_legs.parent_broker_order_id')
          .on('orders.kind', '=', 'place'),
      )
      .select([
        ...(['order_legs.account_id', 'order_legs.broker_order_id', 'order_legs.filled_quantity'] as const),
        'orders.proposal_id',
      ])
      .where(
        sql<boolean>`order_legs.filled_quantity IS NOT NULL AND order_legs.filled_quantity <> '0' AND order_legs.fills_checked IS NOT order_legs.filled_quantity`,
      )
      .orderBy('order_legs.read_at_ms')
      .execute();
    return rows.map((row) => ({
      accountId: row.account_id,
      brokerOrderId: row.broker_order_id,
      proposalId: row.proposal_id,
      filledQuantity: row.filled_quantity ?? '0',
    }));
  }

  async judge(due: DueFills, leg: BrokerOrder, fills: readonly Fill[]): Promise<boolean> {
    const { database, orders, riskSettings } = this.#context;
    const placed = await orders.find(due.proposalId);
    if (placed?.broker_order_id == null) return false;
    // Asked now: the leg may have filled after the last look at its order.
    const parent = await readOrder(this.#context, {
      accountId: due.accountId,
      brokerOrderId: placed.broker_order_id,
    });
    if (parent === null) return false;
    const { settings } = await riskSettings.get(due.accountId);
    const alerts = await database
      .transaction()
      .execute((trx) => this.#compare(trx, due, placed, { leg, parent, fills, settings }));
    for (const alert of alerts) this.#alerts.tell(alert);
    return true;
  }

  async #compare(
    trx: Trx,
    due: DueFills,
    placed: OrderRow,
    { leg, parent, fills, settings }: LegReading,
  ): Promise<(TradeAlert | null)[]> {
    const { orders, clock } = this.#context;
    const approval = await approvalOf(this.#context, trx, placed, settings);
    const [{ attached }] = approval.versions;
    if (attached === null) return [];
    const reported: ReportedOrder = {
      accountId: due.accountId,
      symbol: leg.symbol,
      side: leg.side,
      filledQuantity: leg.filledQuantity ?? ZERO,
      averagePrice: leg.averageFillPrice,
      fills,
    };
    const ofLeg = legFills(approval, legRole(leg, attached), reported);
    const ofOrder = maximum(
      parent.filledQuantity ?? ZERO,
      decimalSchema.parse(placed.filled_quantity ?? '0'),
    );
    const ofLegs = add(filledInAll(reported), await this.#filledBySibling(trx, due, placed));
    const ofBoth = bracketQuantity(ofLegs, ofOrder);
    await keepFills(trx, due, fills, clock.nowMs());
    await trx
      .updateTable('order_legs')
      .set({
        fills_checked: due.filledQuantity,
        ...(leg.commission === null ? {} : { commission: leg.commission }),
      })
      .where('account_id', '=', due.accountId)
      .where('broker_order_id', '=', due.brokerOrderId)
      .execute();
    const findings = [...ofLeg, ...ofBoth];
    const name = legOf(placed, leg);
    const word = findings.length === 0 ? 'as approved' : 'NOT as approved';
    await orders.record(trx, { ...placed, broker_order_id: due.brokerOrderId }, 'order.fills_checked', {
      actor: 'app',
      summary: `Filled ${due.filledQuantity} by ${name}: ${word}`,
      detail: {
        parentOrderId: placed.broker_order_id,
        fillsListed: fills.length,
        findings: findings.map((finding) => ({ ...finding })),
      },
    });
    const sentence = orderSentence(approval.versions[0]);
    return [
      await this.#raise(trx, due, due.brokerOrderId, `The ${name} was not filled as approved.`, ofLeg),
      // Of both legs, so it is told of their order, and once whichever of them is looked at.
      await this.#raise(trx, due, placed.broker_order_id, `The legs of ${sentence} filled too much.`, ofBoth),
    ];
  }

  async #filledBySibling(trx: Trx, due: DueFills, placed: OrderRow): Promise<Decimal> {
    const rows = await trx
      .selectFrom('order_legs')
      .select('filled_quantity')
      .where('account_id', '=', due.accountId)
      .where('parent_broker_order_id', '=', placed.broker_order_id)
      .where('broker_order_id', '<>', due.brokerOrderId)
      .where('filled_quantity', 'is not', null)
      .execute();
    return sum(rows.map(({ filled_quantity }) => decimalSchema.parse(filled_quantity ?? '0')));
  }

  async #raise(
    trx: Trx,
    { accountId, proposalId }: DueFills,
    brokerOrderId: string | null,
    words: string,
    findings: readonly AlertFinding[],
  ): Promise<TradeAlert | null> {
    if (findings.length === 0) return null;
    const account = this.#context.accounts.get(accountId);
    const text = `${words} ${findings.map((finding) => finding.text).join(' ')}`;
    return this.#alerts.raise(trx, {
      kind: 'fill_mismatch',
      account,
      brokerOrderId,
      proposalId,
      text,
      findings,
    });
  }
}
