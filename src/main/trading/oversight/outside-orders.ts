import type { Transaction } from 'kysely';
import { AppError } from '../../../shared/app-error.ts';
import type { Account, AccountId } from '../../../shared/domain/account.ts';
import { isLegOf } from '../../../shared/domain/attached-legs.ts';
import { maximum } from '../../../shared/domain/decimal.ts';
import { instrumentWords } from '../../../shared/domain/instrument-words.ts';
import type { BrokerOrder } from '../../../shared/domain/order.ts';
import type { AlertFinding, TradeAlert } from '../../../shared/domain/trade-alert.ts';
import { ORDERS_PER_CALL_MAX } from '../../../shared/ipc/worker-calls/order-read-calls.ts';
import { withKnownParents } from '../../accounts/known-legs.ts';
import type { AccountNews } from '../../accounts/quote-feed.ts';
import type { Schema } from '../../database/schema.ts';
import type { LegStore } from '../leg-store.ts';
import { draftFrom } from '../proposal-record.ts';
import type { TradingContext } from '../trading-context.ts';
import type { AlertInput, AlertStore } from './alert-store.ts';
import { noteCommissions } from './late-commissions.ts';

type Trx = Transaction<Schema>;

/** A pushed order is looked at sooner; this is for what was not pushed. */
const LOOK_EVERY_MS = 2 * 60_000;
/** An order that is on its way has no broker's id here yet, and must not be taken for a stranger. */
const LOOK_AGAIN_MS = 15_000;
const READ_TIMEOUT_MS = 15_000;
/** Named one by one in an alert; the others are counted. */
const NAMED_MAX = 10;

/** Orders at the broker that no approval here explains: made in Tiger's own apps, or by whoever has the key. */
export class OutsideOrders {
  readonly #context: TradingContext;
  readonly #alerts: AlertStore;
  readonly #legs: LegStore;
  readonly #dueAtMs = new Map<AccountId, number>();

  constructor(context: TradingContext, alerts: AlertStore, legs: LegStore) {
    this.#context = context;
    this.#alerts = alerts;
    this.#legs = legs;
  }

  /** A push is a hint to look; what it says is read. */
  take(news: AccountNews): void {
    if (news.name === 'order' || news.name === 'fill' || news.name === 'gap')
      this.#dueAtMs.set(news.accountId, this.#context.clock.nowMs());
  }

  async lookAtDue(): Promise<void> {
    const nowMs = this.#context.clock.nowMs();
    const ready = this.#context.accounts.list().filter(({ state }) => state === 'ready');
    const due = ready.filter(({ id }) => (this.#dueAtMs.get(id) ?? 0) <= nowMs);
    await Promise.all(due.map((account) => this.#look(account)));
  }

  async #look(account: Account): Promise<void> {
    const { clock, logger } = this.#context;
    const readAtMs = clock.nowMs();
    this.#dueAtMs.set(account.id, readAtMs + LOOK_EVERY_MS);
    try {
      const { orders } = await this.#context.accounts
        .reads(account.id)
        .read(
          'orders.list',
          { scope: 'all', symbol: null, startMs: null, endMs: null, limit: ORDERS_PER_CALL_MAX },
          { timeoutMs: READ_TIMEOUT_MS },
        );
      const found = await this.#context.database
        .transaction()
        .execute((trx) => this.#compare(trx, account, orders, readAtMs));
      if (found.isUnsettled) this.#dueAtMs.set(account.id, clock.nowMs() + LOOK_AGAIN_MS);
      for (const alert of found.alerts) this.#alerts.tell(alert);
    } catch (error) {
      if (!(error instanceof AppError))
        logger.error({ err: error, account: account.id }, 'orders made elsewhere were not looked for');
    }
  }

  async #compare(
    trx: Trx,
    account: Account,
    listed: readonly BrokerOrder[],
    readAtMs: number,
  ): Promise<{ alerts: (TradeAlert | null)[]; isUnsettled: boolean }> {
    // Again, in one view with our own orders: an answer may have come since the list was read.
    const orders = await withKnownParents(trx, account.id, listed);
    await this.#legs.note(trx, account.id, orders, readAtMs);
    await noteCommissions(trx, account.id, orders);
    const strangers = await strangersAmong(trx, account.id, orders);
    const settled = strangers.filter(({ isOnItsWay }) => !isOnItsWay).map(({ order }) => order);
    const isFirstLook = await this.#beginsToWatch(trx, account.id);
    const seen_at_ms = this.#context.clock.nowMs();
    for (const { brokerOrderId } of settled) {
      const row = { account_id: account.id, broker_order_id: brokerOrderId, seen_at_ms };
      await trx.insertInto('outside_orders').values(row).execute();
    }
    const isUnsettled = settled.length < strangers.length;
    if (isFirstLook || settled.length === 0) return { alerts: [], isUnsettled };
    const misplaced = await ofOtherAccounts(trx, settled);
    const inputs = [
      ...misplaced.map((each) => misplacedAlert(account, each)),
      ...outsideAlert(
        account,
        settled.filter((order) => !misplaced.some((each) => each.order === order)),
      ),
    ];
    const alerts: (TradeAlert | null)[] = [];
    for (const input of inputs) alerts.push(await this.#alerts.raise(trx, input));
    return { alerts, isUnsettled };
  }

  /** What is at the broker when an account is watched for the first time was there before, and is no news. */
  async #beginsToWatch(trx: Trx, accountId: AccountId): Promise<boolean> {
    const inserted = await trx
      .insertInto('watched_accounts')
      .values({ account_id: accountId, since_ms: this.#context.clock.nowMs() })
      .onConflict((conflict) => conflict.column('account_id').doNothing())
      .executeTakeFirst();
    return inserted.numInsertedOrUpdatedRows === 1n;
  }
}

interface Stranger {
  readonly order: BrokerOrder;
  /** An order of ours on the symbol, or an exchange, has no broker's id yet: it may be this one. */
  readonly isOnItsWay: boolean;
}

async function strangersAmong(
  trx: Trx,
  accountId: AccountId,
  listed: readonly BrokerOrder[],
): Promise<Stranger[]> {
  const ids = listed.map(({ brokerOrderId }) => brokerOrderId);
  const known = await trx
    .selectFrom('outside_orders')
    .select('broker_order_id')
    .where('account_id', '=', accountId)
    .where('broker_order_id', 'in', ids)
    .execute();
  const own = await trx
    .selectFrom('orders')
    .select(['broker_order_id', 'kind', 'symbol', 'state'])
    .where('account_id', '=', accountId)
    // A cancel or a change names an order without having made it.
    .where('kind', 'not in', ['cancel', 'modify'])
    .where((where) =>
      where.or([where('broker_order_id', 'in', ids), where('state', 'in', ['submitting', 'unknown'])]),
    )
    .execute();
  const knownIds = new Set([...known, ...own].map(({ broker_order_id }) => broker_order_id));
  const ownLegs = await legsOfOwn(trx, accountId, listed);
  const unsettled = own.filter(({ state }) => state === 'submitting' || state === 'unknown');
  return listed
    .filter(({ brokerOrderId }) => !knownIds.has(brokerOrderId) && !ownLegs.has(brokerOrderId))
    .map((order) => ({
      order,
      isOnItsWay: unsettled.some(({ kind, symbol }) =>
        kind === 'forex' ? order.securityType === 'CASH' : symbol === order.symbol,
      ),
    }));
}

/**
 * Orders that the broker made of a bracket that was approved here, as it was approved. One with another price, size or
 * type is none of them: somebody changed it elsewhere.
 */
async function legsOfOwn(
  trx: Trx,
  accountId: AccountId,
  listed: readonly BrokerOrder[],
): Promise<Set<string>> {
  const parentIds = listed.flatMap(({ parentOrderId }) => parentOrderId ?? []);
  if (parentIds.length === 0) return new Set();
  const rows = await trx
    .selectFrom('orders')
    .select(['broker_order_id', 'order_json'])
    .where('account_id', '=', accountId)
    .where('kind', 'in', ['place', 'modify'])
    .where('broker_order_id', 'in', parentIds)
    .execute();
  const isLeg = (order: BrokerOrder) => {
    const versions = rows
      .filter(({ broker_order_id }) => broker_order_id === order.parentOrderId)
      .flatMap(({ order_json }) => (order_json === null ? [] : [draftFrom(order_json)]));
    const [first, ...others] = versions;
    if (first === undefined) return false;
    const quantityMax = others.map(({ quantity }) => quantity).reduce(maximum, first.quantity);
    return isLegOf(order, first, quantityMax);
  };
  return new Set(listed.filter(isLeg).map(({ brokerOrderId }) => brokerOrderId));
}

interface Misplaced {
  readonly order: BrokerOrder;
  readonly proposalId: string;
  readonly accountId: AccountId;
}

/** Orders that this app sent on another account. */
async function ofOtherAccounts(trx: Trx, orders: readonly BrokerOrder[]): Promise<Misplaced[]> {
  const rows = await trx
    .selectFrom('orders')
    .select(['broker_order_id', 'proposal_id', 'account_id'])
    .where('kind', '=', 'place')
    .where(
      'broker_order_id',
      'in',
      orders.map(({ brokerOrderId }) => brokerOrderId),
    )
    .execute();
  return rows.flatMap((row) => {
    const order = orders.find(({ brokerOrderId }) => brokerOrderId === row.broker_order_id);
    return order === undefined ? [] : { order, proposalId: row.proposal_id, accountId: row.account_id };
  });
}

function misplacedAlert(account: Account, { order, proposalId, accountId }: Misplaced): AlertInput {
  const text = `${sentenceOf(order)} is on the account ${account.alias}; it was approved for another one.`;
  return {
    kind: 'fill_mismatch',
    account,
    brokerOrderId: order.brokerOrderId,
    proposalId,
    text,
    findings: [{ check: 'account', approved: accountId, found: account.id, text }],
  };
}

/** One for all that came with one look: who trades elsewhere all day must not be buried. */
function outsideAlert(account: Account, orders: readonly BrokerOrder[]): AlertInput[] {
  const [first] = orders;
  if (first === undefined) return [];
  const isAlone = orders.length === 1;
  const what = isAlone
    ? `${sentenceOf(first)} (${first.status.replaceAll('_', ' ')}) was`
    : `${orders.length} orders were`;
  const findings = orders.slice(0, NAMED_MAX).map(
    (order): AlertFinding => ({
      check: 'open_order',
      approved: null,
      found: order.brokerOrderId,
      text: `${sentenceOf(order)}: ${order.status.replaceAll('_', ' ')}`,
    }),
  );
  return [
    {
      kind: 'outside_order',
      account,
      brokerOrderId: isAlone ? first.brokerOrderId : null,
      proposalId: null,
      text: `${what} made outside this app on ${account.alias}. If it was not you, change your key at Tiger.`,
      findings,
    },
  ];
}

function sentenceOf(order: BrokerOrder): string {
  const price = order.limitPrice === null ? '' : ` @ ${order.limitPrice}`;
  return `${order.side} ${order.quantity ?? order.filledQuantity ?? ''} ${instrumentWords(order)}${price} ${order.orderType}`;
}
