import type { AccountId } from '../../shared/domain/account.ts';
import { attachedRoles } from '../../shared/domain/attached-legs.ts';
import { type BrokerOrder, isOpen } from '../../shared/domain/order.ts';
import { orderSentence } from '../../shared/domain/order-sentence.ts';
import { ORDERS_PER_CALL_MAX } from '../../shared/ipc/worker-calls/order-read-calls.ts';
import { ORDER_IS_OVER } from './open-legs.ts';
import { draftFrom } from './proposal-record.ts';
import type { TradingContext } from './trading-context.ts';

const READ_TIMEOUT_MS = 8_000;

export interface OpenLeg {
  readonly account_id: AccountId;
  readonly broker_order_id: string;
  readonly client_name: string;
  readonly account_alias: string;
  readonly order: BrokerOrder;
}

type Parent = Omit<OpenLeg, 'order'> & { readonly proposal_id: string; readonly order_json: string | null };

/** A bracket whose order has filled and of which the broker could not be asked what is open. */
export interface UnaskedBracket {
  readonly accountId: AccountId;
  readonly accountAlias: string;
  /** The order that was approved, with its legs. */
  readonly sentence: string;
}

export interface BracketLook {
  readonly legs: readonly OpenLeg[];
  readonly unasked: readonly UnaskedBracket[];
}

/** Open legs of brackets that were approved here. The broker made them, so it alone lists them. */
export class BracketLegs {
  readonly #context: TradingContext;
  readonly #lookEveryMs: number;
  readonly #lookAtMs = new Map<AccountId, number>();
  /** Brackets of which the broker lists no leg any more; none comes back. */
  readonly #over = new Set<string>();

  constructor(context: TradingContext, lookEveryMs: number) {
    this.#context = context;
    this.#lookEveryMs = lookEveryMs;
  }

  /** Of accounts that can be asked now; the others are asked at a later turn. */
  async open(): Promise<readonly OpenLeg[]> {
    return (await this.look()).legs;
  }

  /** What is open, and of which brackets that could not be found out. */
  async look(): Promise<BracketLook> {
    const rows = await this.#context.database
      .selectFrom('orders')
      .innerJoin('proposals', 'proposals.id', 'orders.proposal_id')
      .select([
        'orders.proposal_id',
        'orders.account_id',
        'orders.broker_order_id',
        'orders.order_json',
        'proposals.client_name',
        'proposals.account_alias',
      ])
      .where('orders.kind', '=', 'place')
      .where('orders.state', 'in', ORDER_IS_OVER)
      .where('orders.filled_quantity', 'is not', null)
      .where('orders.order_json', 'like', '%"attached":{%')
      .execute();
    const parents = rows.flatMap((row): Parent[] => {
      const { broker_order_id } = row;
      return broker_order_id === null || this.#over.has(row.proposal_id) ? [] : [{ ...row, broker_order_id }];
    });
    const accountIds = [...new Set(parents.map(({ account_id }) => account_id))];
    const found = await Promise.all(
      accountIds.map((id) =>
        this.#ofAccount(
          id,
          parents.filter(({ account_id }) => account_id === id),
        ),
      ),
    );
    return { legs: found.flatMap(({ legs }) => legs), unasked: found.flatMap(({ unasked }) => unasked) };
  }

  async #ofAccount(accountId: AccountId, parents: readonly Parent[]): Promise<BracketLook> {
    const nowMs = this.#context.clock.nowMs();
    if (nowMs < (this.#lookAtMs.get(accountId) ?? 0)) return { legs: [], unasked: [] };
    this.#lookAtMs.set(accountId, nowMs + this.#lookEveryMs);
    const open = await this.#read(accountId);
    if (open === null) return { legs: [], unasked: await this.#mayBeOpen(parents) };
    const found = parents.flatMap(({ proposal_id, broker_order_id, client_name, account_alias }) => {
      const legs = open.filter(({ parentOrderId }) => parentOrderId === broker_order_id);
      if (legs.length === 0) this.#over.add(proposal_id);
      return legs.map((order) => ({
        account_id: accountId,
        broker_order_id: order.brokerOrderId,
        client_name,
        account_alias,
        order,
      }));
    });
    return { legs: found, unasked: [] };
  }

  /** Without those whose legs all are over on record: none of them comes back. */
  async #mayBeOpen(parents: readonly Parent[]): Promise<UnaskedBracket[]> {
    const rows = await this.#context.database
      .selectFrom('order_legs')
      .select(['account_id', 'parent_broker_order_id', 'status'])
      .where('status', 'is not', null)
      .execute();
    return parents.flatMap((parent) => {
      const over = rows.filter(
        ({ account_id, parent_broker_order_id, status }) =>
          account_id === parent.account_id &&
          parent_broker_order_id === parent.broker_order_id &&
          status !== null &&
          !isOpen(status),
      );
      const { attached } = draftFrom(parent.order_json ?? '');
      const isOver = attached !== null && over.length >= attachedRoles(attached).length;
      return isOver ? [] : [unaskedOf(parent)];
    });
  }

  /** null: the broker could not be asked, or did not list all. */
  async #read(accountId: AccountId): Promise<BrokerOrder[] | null> {
    try {
      const { orders, isTruncated } = await this.#context.accounts
        .reads(accountId)
        .read(
          'orders.list',
          { scope: 'open', symbol: null, startMs: null, endMs: null, limit: ORDERS_PER_CALL_MAX },
          { timeoutMs: READ_TIMEOUT_MS },
        );
      return isTruncated ? null : orders.filter(({ status }) => isOpen(status));
    } catch {
      return null;
    }
  }
}

function unaskedOf({ account_id, account_alias, order_json }: Parent): UnaskedBracket {
  const sentence = order_json === null ? '' : orderSentence(draftFrom(order_json));
  return { accountId: account_id, accountAlias: account_alias, sentence };
}
