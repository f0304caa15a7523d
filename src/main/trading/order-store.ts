import type { Insertable, Kysely, Transaction, Updateable } from 'kysely';
import type { AccountId } from '../../shared/domain/account.ts';
import { instrumentWords } from '../../shared/domain/instrument-words.ts';
import { instrumentName } from '../../shared/domain/option-identifier.ts';
import type { BrokerOrder } from '../../shared/domain/order.ts';
import {
  isFinalOrderState,
  nextOrderState,
  type OrderEvent,
  stateAfterReport,
} from '../../shared/domain/order-transitions.ts';
import type { OrderState, ProposalId } from '../../shared/domain/proposal.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import type { AuditEntry } from '../audit/audit-row.ts';
import type { OrdersTable, Schema } from '../database/schema.ts';
import type { Clock } from '../platform/clock.ts';
import { draftFrom, type OrderRow } from './proposal-record.ts';
import type { ChangeReason } from './proposal-store.ts';

type Trx = Transaction<Schema>;

export interface OrderStoreDeps {
  readonly database: Kysely<Schema>;
  readonly audit: AuditLog;
  readonly clock: Clock;
}

/** Orders in the database. Their state changes by events of the table alone, or by what the broker reports. */
export class OrderStore {
  readonly #deps: OrderStoreDeps;

  constructor(deps: OrderStoreDeps) {
    this.#deps = deps;
  }

  async find(proposalId: ProposalId, trx?: Trx): Promise<OrderRow | null> {
    const row = await (trx ?? this.#deps.database)
      .selectFrom('orders')
      .selectAll()
      .where('proposal_id', '=', proposalId)
      .executeTakeFirst();
    return row ?? null;
  }

  /** All of one account that are not final. */
  async unfinished(accountId: AccountId): Promise<OrderRow[]> {
    const rows = await this.#deps.database
      .selectFrom('orders')
      .selectAll()
      .where('account_id', '=', accountId)
      .where('next_check_at_ms', 'is not', null)
      .execute();
    return rows;
  }

  /** Those whose next look at the broker is due, the longest waiting first. */
  async due(limit: number): Promise<OrderRow[]> {
    return this.#deps.database
      .selectFrom('orders')
      .selectAll()
      .where('next_check_at_ms', '<=', this.#deps.clock.nowMs())
      .orderBy('next_check_at_ms')
      .limit(limit)
      .execute();
  }

  /** A cancel of this order that has no answer yet. */
  async cancelUnderWay(accountId: AccountId, brokerOrderId: string): Promise<ProposalId | null> {
    const row = await this.#deps.database
      .selectFrom('orders')
      .select('proposal_id')
      .where('account_id', '=', accountId)
      .where('broker_order_id', '=', brokerOrderId)
      .where('kind', '=', 'cancel')
      .where('state', '=', 'submitting')
      .executeTakeFirst();
    return row?.proposal_id ?? null;
  }

  /** The intent, before anything is sent. Throws on a second order of a proposal and on a locked symbol. */
  async insert(trx: Trx, row: Insertable<OrdersTable>, clientName: string, summary: string): Promise<void> {
    await trx.insertInto('orders').values(row).execute();
    await this.record(trx, row, 'order.intent_recorded', {
      actor: 'app',
      summary,
      detail: { clientName, orderNumber: row.order_number ?? null, userMark: row.proposal_id },
    });
  }

  /** With the acceptance, so that no leg is a stranger for a moment. */
  async insertLegs(
    trx: Trx,
    account_id: AccountId,
    parent: string,
    legIds: readonly string[],
  ): Promise<void> {
    for (const broker_order_id of legIds) {
      const row = { account_id, broker_order_id, parent_broker_order_id: parent };
      // An id that comes twice must not undo the record of the acceptance.
      await trx
        .insertInto('order_legs')
        .values(row)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
  }

  async update(trx: Trx, proposalId: ProposalId, patch: Updateable<OrdersTable>): Promise<void> {
    await trx
      .updateTable('orders')
      .set({ ...patch, updated_at_ms: this.#deps.clock.nowMs() })
      .where('proposal_id', '=', proposalId)
      .execute();
  }

  /** Only when to look again: no news, so `updated_at_ms` stays. */
  async reschedule(proposalId: ProposalId, patch: Updateable<OrdersTable>): Promise<void> {
    await this.#deps.database
      .updateTable('orders')
      .set(patch)
      .where('proposal_id', '=', proposalId)
      .execute();
  }

  /** null: the event is not possible in the present state, and nothing was done. */
  async change(
    trx: Trx,
    proposalId: ProposalId,
    event: OrderEvent,
    reason: ChangeReason,
    patch: Updateable<OrdersTable> = {},
  ): Promise<OrderRow | null> {
    const row = await this.find(proposalId, trx);
    const state = row === null ? null : nextOrderState(row.state, event);
    if (row === null || state === null) return null;
    await this.#set(trx, row, state, { ...reason, detail: { ...reason.detail, event } }, patch);
    return { ...row, ...patch, state } as OrderRow;
  }

  /** The broker's word. @returns whether anything is new */
  async report(
    trx: Trx,
    proposalId: ProposalId,
    reported: BrokerOrder,
    nextCheckAtMs: number,
  ): Promise<boolean> {
    const row = await this.find(proposalId, trx);
    if (row === null) return false;
    const { state, isLegal } = stateAfterReport(row.state, reported.status);
    const figures = {
      filled_quantity: reported.filledQuantity ?? row.filled_quantity,
      average_fill_price: reported.averageFillPrice ?? row.average_fill_price,
      broker_message: reported.remark ?? row.broker_message,
    };
    const isNews =
      state !== row.state ||
      figures.filled_quantity !== row.filled_quantity ||
      figures.average_fill_price !== row.average_fill_price ||
      figures.broker_message !== row.broker_message;
    if (!isNews) return false;
    const detail = { isLegal, brokerStatus: reported.status, ...figures };
    const summary = `${wordsOf(row)}: ${row.state} to ${state}, as the broker reports`;
    await this.#set(
      trx,
      row,
      state,
      { actor: 'broker', summary, detail },
      { ...figures, next_check_at_ms: nextCheckAtMs },
    );
    return true;
  }

  async record(
    trx: Trx,
    row: Pick<Insertable<OrdersTable>, 'proposal_id' | 'account_id' | 'broker_order_id'>,
    kind: AuditEntry['kind'],
    reason: ChangeReason,
  ): Promise<void> {
    await this.#deps.audit.append(
      {
        kind,
        actor: reason.actor,
        clientName: null,
        accountId: row.account_id,
        proposalId: row.proposal_id,
        brokerOrderId: row.broker_order_id ?? null,
        summary: reason.summary,
        detail: reason.detail ?? {},
      },
      trx,
    );
  }

  async #set(
    trx: Trx,
    row: OrderRow,
    state: OrderState,
    reason: ChangeReason,
    patch: Updateable<OrdersTable>,
  ): Promise<void> {
    const check = isFinalOrderState(state) ? { next_check_at_ms: null } : {};
    await this.update(trx, row.proposal_id, { ...patch, ...check, state });
    const brokerOrderId = patch.broker_order_id ?? row.broker_order_id;
    await this.record(trx, { ...row, broker_order_id: brokerOrderId }, 'order.state_changed', {
      ...reason,
      detail: { ...reason.detail, from: row.state, to: state },
    });
  }
}

/** What an order is about, as far as it is on record. */
function wordsOf({ symbol, order_json }: Pick<OrderRow, 'symbol' | 'order_json'>): string {
  if (order_json !== null) return instrumentWords(draftFrom(order_json));
  return symbol === null ? 'Order' : instrumentName(symbol);
}
