import { sql, type Transaction } from 'kysely';
import { AppError } from '../../../shared/app-error.ts';
import { compare, type Decimal, decimalSchema, multiply, sum, ZERO } from '../../../shared/domain/decimal.ts';
import { ONE_SHARE } from '../../../shared/domain/instrument.ts';
import type { BrokerOrder, OrderDraft } from '../../../shared/domain/order.ts';
import { orderSentence } from '../../../shared/domain/order-sentence.ts';
import { referencePrice } from '../../../shared/domain/price-drift.ts';
import type { ProposalId } from '../../../shared/domain/proposal.ts';
import { collarBlock } from '../../../shared/domain/risk-settings.ts';
import {
  type Transaction as Fill,
  TRANSACTIONS_PER_CALL_MAX,
  type TransactionList,
} from '../../../shared/domain/transaction.ts';
import type { Schema } from '../../database/schema.ts';
import { contractsInOne } from '../../risk/combination-loss.ts';
import { fillsAgainstApproval } from '../../risk/controls/fills-against-approval.ts';
import { backoffMs } from '../check-schedule.ts';
import { draftFrom, type OrderRow, orderCardFrom } from '../proposal-record.ts';
import type { TradingContext } from '../trading-context.ts';
import type { AlertStore } from './alert-store.ts';

/** What does not fit is checked in the next turn. */
const ORDERS_PER_TURN_MAX = 5;
const READ_TIMEOUT_MS = 15_000;
/** 2,000 fills of one order; the broker's own figures of the order are judged whatever is listed. */
const PAGES_MAX = 20;
/** The list of fills may lag behind the order. After this many looks the order's own figures are enough. */
const LOOKS_MAX = 5;

/** Control 36: every order of ours that filled is compared with its approval, fill by fill as the broker lists them. */
export class FillDesk {
  readonly #context: TradingContext;
  readonly #alerts: AlertStore;
  readonly #putOff = new Map<ProposalId, { readonly looks: number; readonly untilMs: number }>();

  constructor(context: TradingContext, alerts: AlertStore) {
    this.#context = context;
    this.#alerts = alerts;
  }

  /** One look at what has filled since it was compared last. A broker that cannot be asked is asked again later. */
  async checkDue(): Promise<void> {
    const nowMs = this.#context.clock.nowMs();
    const due = (await this.#unchecked()).filter(
      ({ proposal_id }) => (this.#putOff.get(proposal_id)?.untilMs ?? 0) <= nowMs,
    );
    for (const row of due.slice(0, ORDERS_PER_TURN_MAX)) await this.#checkOrPutOff(row);
  }

  /** The words of the condition are those of the index, so that each turn costs nothing while nothing is due. */
  #unchecked(): Promise<OrderRow[]> {
    return this.#context.database
      .selectFrom('orders')
      .selectAll()
      .where(
        sql<boolean>`kind = 'place' AND filled_quantity IS NOT NULL AND filled_quantity <> '0' AND fills_checked IS NOT filled_quantity`,
      )
      .where('broker_order_id', 'is not', null)
      .orderBy('updated_at_ms')
      .execute();
  }

  async #checkOrPutOff(row: OrderRow): Promise<void> {
    const looks = (this.#putOff.get(row.proposal_id)?.looks ?? 0) + 1;
    let isDone = false;
    try {
      isDone = await this.#check(row, looks);
    } catch (error) {
      // A broker that is away is no finding, and an account that was removed cannot be asked any more.
      if (!(error instanceof AppError))
        this.#context.logger.error({ err: error, proposal: row.proposal_id }, 'fills were not checked');
    }
    if (isDone) this.#putOff.delete(row.proposal_id);
    else
      this.#putOff.set(row.proposal_id, { looks, untilMs: this.#context.clock.nowMs() + backoffMs(looks) });
  }

  /** @returns false: the broker does not list all of it yet */
  async #check(row: OrderRow, looks: number): Promise<boolean> {
    const { accounts } = this.#context;
    const reads = accounts.reads(row.account_id);
    const brokerOrderId = row.broker_order_id ?? '';
    const { order } = await reads.read('orders.get', { brokerOrderId }, { timeoutMs: READ_TIMEOUT_MS });
    if (order === null) return false;
    const fills = await this.#fillsOf(row);
    const listed = sum(fills.map(({ quantity }) => quantity ?? ZERO));
    const filled = order.filledQuantity ?? decimalSchema.parse(row.filled_quantity ?? '0');
    // Of a combination every contract of every leg is a fill of its own.
    const inOne = order.legs === null ? ONE_SHARE : contractsInOne(order);
    if (compare(listed, multiply(filled, inOne)) < 0 && looks < LOOKS_MAX) return false;
    await this.#judge(row, order, fills);
    return true;
  }

  async #fillsOf(row: OrderRow): Promise<Fill[]> {
    const reads = this.#context.accounts.reads(row.account_id);
    const fills: Fill[] = [];
    let cursor: string | null = null;
    for (let page = 0; page < PAGES_MAX; page += 1) {
      const answer: TransactionList = await reads.read(
        'transactions.list',
        {
          brokerOrderId: row.broker_order_id,
          symbol: null,
          startMs: null,
          endMs: null,
          limit: TRANSACTIONS_PER_CALL_MAX,
          cursor,
        },
        { timeoutMs: READ_TIMEOUT_MS },
      );
      fills.push(...answer.transactions);
      cursor = answer.nextCursor;
      if (cursor === null) break;
    }
    // The same fill twice, on two pages of a list that grew meanwhile, is one.
    return [...new Map(fills.map((fill) => [fill.transactionId, fill])).values()];
  }

  async #judge(row: OrderRow, order: BrokerOrder, fills: readonly Fill[]): Promise<void> {
    const { database, orders, accounts, riskSettings } = this.#context;
    const { settings } = await riskSettings.get(row.account_id);
    const account = accounts.get(row.account_id);
    const alert = await database.transaction().execute(async (trx) => {
      const approval = await this.#approvalOf(trx, row);
      const reported = {
        accountId: row.account_id,
        symbol: order.symbol,
        side: order.side,
        filledQuantity: order.filledQuantity ?? ZERO,
        averagePrice: order.averageFillPrice,
        fills,
      };
      const collar = collarBlock(settings, approval.versions[0].securityType);
      const findings = fillsAgainstApproval({ ...approval, collar }, reported);
      await this.#keep(trx, row, fills);
      await orders.update(trx, row.proposal_id, {
        fills_checked: row.filled_quantity,
        commission: order.commission,
      });
      const sentence = orderSentence(approval.versions[0]);
      const word = findings.length === 0 ? 'as approved' : 'NOT as approved';
      await orders.record(trx, row, 'order.fills_checked', {
        actor: 'app',
        summary: `Filled ${row.filled_quantity ?? ''} of ${sentence}: ${word}`,
        detail: { fillsListed: fills.length, findings: findings.map((finding) => ({ ...finding })) },
      });
      if (findings.length === 0) return null;
      return this.#alerts.raise(trx, {
        kind: 'fill_mismatch',
        account,
        brokerOrderId: row.broker_order_id,
        proposalId: row.proposal_id,
        text: `${sentence} was not filled as approved. ${findings.map(({ text }) => text).join(' ')}`,
        findings,
      });
    });
    // What is on record of fills and costs is shown, too.
    this.#context.publish('orders.changed', { accountId: row.account_id });
    this.#alerts.tell(alert);
  }

  async #approvalOf(trx: Transaction<Schema>, row: OrderRow) {
    const { row: proposal } = await this.#context.proposals.get(row.proposal_id, trx);
    const approved = draftFrom(proposal.order_json ?? row.order_json ?? '');
    const changes = await trx
      .selectFrom('orders')
      .select('order_json')
      .where('account_id', '=', row.account_id)
      .where('broker_order_id', '=', row.broker_order_id)
      .where('kind', '=', 'modify')
      .where('state', 'not in', ['not_sent', 'rejected'])
      .orderBy('created_at_ms')
      .execute();
    const later = changes.flatMap(({ order_json }) => (order_json === null ? [] : [draftFrom(order_json)]));
    const versions: [OrderDraft, ...OrderDraft[]] = [approved, ...later];
    const card = orderCardFrom(proposal);
    const sealedPrice: Decimal | null = card === null ? null : referencePrice(approved.side, card.quote);
    const isDecided = proposal.decided_at_ms !== null;
    return { accountId: proposal.account_id, isDecided, versions, sealedPrice };
  }

  async #keep(trx: Transaction<Schema>, row: OrderRow, fills: readonly Fill[]): Promise<void> {
    for (const fill of fills) {
      const { symbol, side, quantity, price, currency } = fill;
      await trx
        .insertInto('fills')
        .values({
          account_id: row.account_id,
          fill_id: fill.transactionId,
          broker_order_id: row.broker_order_id ?? '',
          proposal_id: row.proposal_id,
          ...{ symbol, side, quantity, price, currency },
          filled_at_ms: fill.filledAtMs,
          seen_at_ms: this.#context.clock.nowMs(),
        })
        .onConflict((conflict) => conflict.columns(['account_id', 'fill_id']).doNothing())
        .execute();
    }
  }
}
