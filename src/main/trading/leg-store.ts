import type { Selectable, Transaction } from 'kysely';
import type { AccountId } from '../../shared/domain/account.ts';
import { legRole, legText } from '../../shared/domain/attached-legs.ts';
import { compare, decimalSchema, ZERO } from '../../shared/domain/decimal.ts';
import {
  type BrokerOrder,
  type BrokerOrderStatus,
  brokerOrderSchema,
  isOpen,
  type OrderDraft,
} from '../../shared/domain/order.ts';
import { orderSentence } from '../../shared/domain/order-sentence.ts';
import { canonicalJson } from '../audit/canonical-json.ts';
import type { OrderLegsTable } from '../database/post-trade-tables.ts';
import type { Schema } from '../database/schema.ts';
import type { OrderStore } from './order-store.ts';
import { draftFrom, type OrderRow } from './proposal-record.ts';

type Trx = Transaction<Schema>;
export type LegRow = Selectable<OrderLegsTable>;

/** Legs of brackets that were approved here, as the broker last listed them. */
export class LegStore {
  readonly #orders: Pick<OrderStore, 'record'>;

  constructor(orders: Pick<OrderStore, 'record'>) {
    this.#orders = orders;
  }

  /**
   * Keeps what an account's orders say of legs; orders that are no leg of ours are passed over. A leg that only its parent
   * makes one is known by its own id from then on. @param readAtMs when the broker was asked
   */
  async note(
    trx: Trx,
    accountId: AccountId,
    orders: readonly BrokerOrder[],
    readAtMs: number,
  ): Promise<void> {
    const parents = await this.#parentsOf(trx, accountId, orders);
    for (const order of orders) {
      const parent = parents.get(order.parentOrderId ?? '');
      if (parent !== undefined) await this.#noteLeg(trx, parent, order, readAtMs);
    }
  }

  async #parentsOf(
    trx: Trx,
    accountId: AccountId,
    orders: readonly BrokerOrder[],
  ): Promise<Map<string, OrderRow>> {
    const ids = [...new Set(orders.flatMap(({ parentOrderId }) => parentOrderId ?? []))];
    if (ids.length === 0) return new Map();
    const rows = await trx
      .selectFrom('orders')
      .selectAll()
      .where('account_id', '=', accountId)
      .where('kind', '=', 'place')
      .where('broker_order_id', 'in', ids)
      .execute();
    return new Map(
      rows.filter((row) => attachedOf(row) !== null).map((row) => [row.broker_order_id ?? '', row]),
    );
  }

  async #noteLeg(trx: Trx, parent: OrderRow, order: BrokerOrder, readAtMs: number): Promise<void> {
    const key = { account_id: parent.account_id, broker_order_id: order.brokerOrderId };
    const before = await trx
      .selectFrom('order_legs')
      .selectAll()
      .where('account_id', '=', key.account_id)
      .where('broker_order_id', '=', key.broker_order_id)
      .executeTakeFirst();
    if (before !== undefined && isOlder(order, before)) return;
    const filled = order.filledQuantity ?? decimalSchema.parse(before?.filled_quantity ?? '0');
    const reading = {
      status: order.status,
      order_json: canonicalJson({ ...order }),
      filled_quantity: filled,
      commission: order.commission ?? before?.commission ?? null,
      read_at_ms: readAtMs,
    };
    await trx
      .insertInto('order_legs')
      .values({ ...key, parent_broker_order_id: parent.broker_order_id ?? '', ...reading })
      .onConflict((conflict) => conflict.columns(['account_id', 'broker_order_id']).doUpdateSet(reading))
      .execute();
    const isNews = before?.status !== order.status || (before.filled_quantity ?? ZERO) !== filled;
    if (isNews) await this.#record(trx, parent, order, before?.status ?? null);
  }

  async #record(
    trx: Trx,
    parent: OrderRow,
    order: BrokerOrder,
    before: BrokerOrderStatus | null,
  ): Promise<void> {
    const about = { ...parent, broker_order_id: order.brokerOrderId };
    const words = before === null ? order.status : `${before} to ${order.status}`;
    const detail = {
      parentOrderId: parent.broker_order_id,
      from: before,
      to: order.status,
      filled_quantity: order.filledQuantity,
      average_fill_price: order.averageFillPrice,
    };
    const summary = `${capital(legOf(parent, order))}: ${words}, as the broker reports`;
    await this.#orders.record(trx, about, 'order.state_changed', { actor: 'broker', summary, detail });
  }
}

/** A reading that was under way when the leg ended, or filled further. */
function isOlder(order: BrokerOrder, { status, filled_quantity }: LegRow): boolean {
  if (status !== null && !isOpen(status) && isOpen(order.status)) return true;
  return compare(order.filledQuantity ?? ZERO, decimalSchema.parse(filled_quantity ?? '0')) < 0;
}

function attachedOf({ order_json }: OrderRow): OrderDraft['attached'] {
  return order_json === null ? null : draftFrom(order_json).attached;
}

/** `take profit 200 of BUY 10 AAPL @ 187.50 LMT DAY with ...`, for sentences. */
export function legOf(parent: Pick<OrderRow, 'order_json'>, leg: BrokerOrder): string {
  const draft = draftFrom(parent.order_json ?? '');
  const { attached } = draft;
  const name = attached === null ? 'leg' : legText(legRole(leg, attached), attached);
  return `${name} of ${orderSentence(draft)}`;
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function readingOf({ order_json }: LegRow): BrokerOrder | null {
  return order_json === null ? null : brokerOrderSchema.parse(JSON.parse(order_json));
}
