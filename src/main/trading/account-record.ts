import { type Kysely, sql } from 'kysely';
import type { AccountId } from '../../shared/domain/account.ts';
import { type Decimal, decimalSchema, sum } from '../../shared/domain/decimal.ts';
import type { OrderDraft } from '../../shared/domain/order.ts';
import type { OrderState } from '../../shared/domain/proposal.ts';
import type { Schema } from '../database/schema.ts';
import type { AccountActivity, OwnOrderElsewhere } from '../risk/control-facts.ts';
import type { Gathered } from './gathered.ts';
import { comparableAccounts, sideAgainst } from './other-accounts.ts';
import { draftFrom } from './proposal-record.ts';
import { partsOf, type SymbolHistory, symbolHistory } from './symbol-history.ts';
import type { TradingContext } from './trading-context.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Enough for a mean and its deviation, and few enough to be read for every card. */
const HISTORY_MAX = 100;

/** More orders that are not over than this no account of a person has. */
const ELSEWHERE_MAX = 500;
const NOT_OVER: readonly OrderState[] = ['submitting', 'unknown', 'submitted', 'working', 'partially_filled'];

/** What this app has on record that an order is judged by. */
export interface AccountRecord extends SymbolHistory {
  readonly activity: AccountActivity;
  readonly ordersElsewhere: readonly OwnOrderElsewhere[];
}

interface RecordQuery {
  readonly accountId: AccountId;
  readonly order: OrderDraft;
  /** null: nobody proposes, it is a preview. */
  readonly clientName: string | null;
  /** The proposal that is judged itself, and the one that it replaces. */
  readonly exceptIds: readonly string[];
  readonly comparableAccountIds: readonly AccountId[];
  readonly nowMs: number;
}

async function accountRecord(db: Kysely<Schema>, query: RecordQuery): Promise<AccountRecord> {
  const { accountId, order, exceptIds } = query;
  return {
    ...(await symbolHistory(db, accountId, order, exceptIds)),
    activity: await activityOf(db, query),
    ordersElsewhere: await ordersElsewhere(db, query),
  };
}

async function activityOf(db: Kysely<Schema>, query: RecordQuery): Promise<AccountActivity> {
  const { nowMs, order } = query;
  // Midnight UTC is in no regular session of the markets served, so no session is cut in two.
  const dayStartMs = Math.floor(nowMs / DAY_MS) * DAY_MS;
  const minuteStartMs = nowMs - MINUTE_MS;
  const today = await sentOrders(db, query)
    .where('orders.created_at_ms', '>=', Math.min(dayStartMs, minuteStartMs))
    .execute();
  const past = await sentOrders(db, query)
    .where('orders.state', '!=', 'rejected')
    .where(sql`json_extract(orders.order_json, '$.currency')`, '=', order.currency)
    .limit(HISTORY_MAX)
    .execute();
  const ofDay = today.filter(({ created_at_ms }) => created_at_ms >= dayStartMs);
  return {
    ordersLastMinute: today.filter(({ created_at_ms }) => created_at_ms >= minuteStartMs).length,
    ordersToday: ofDay.length,
    notionalToday: sum(
      notionals(ofDay.filter(({ currency, state }) => currency === order.currency && state !== 'rejected')),
    ),
    pastNotionals: notionals(past),
    waitingOfClient: await waitingOfClient(db, query),
  };
}

/**
 * Newest first. What was cancelled counts: it could have filled, and a program in a loop cancels, too. Its worth is the
 * worst case of the card that was approved.
 */
function sentOrders(db: Kysely<Schema>, { accountId, exceptIds }: RecordQuery) {
  return db
    .selectFrom('orders')
    .innerJoin('proposals', 'proposals.id', 'orders.proposal_id')
    .select([
      'orders.created_at_ms',
      'orders.state',
      sql<string | null>`json_extract(orders.order_json, '$.currency')`.as('currency'),
      sql<string | null>`json_extract(proposals.card_json, '$.notional.worstCase')`.as('worst_case'),
    ])
    .where('orders.account_id', '=', accountId)
    .where('orders.kind', '=', 'place')
    .where('orders.state', '!=', 'not_sent')
    .where('orders.proposal_id', 'not in', [...exceptIds])
    .orderBy('orders.created_at_ms', 'desc');
}

function notionals(rows: readonly { worst_case: string | null }[]): Decimal[] {
  return rows.flatMap(({ worst_case }) => (worst_case === null ? [] : [decimalSchema.parse(worst_case)]));
}

async function waitingOfClient(db: Kysely<Schema>, { clientName, exceptIds }: RecordQuery): Promise<number> {
  if (clientName === null) return 0;
  const { count } = await db
    .selectFrom('proposals')
    .select((row) => row.fn.countAll<number>().as('count'))
    .where('client_name', '=', clientName)
    .where('state', 'in', ['awaiting_approval', 'needs_review'])
    .where('id', 'not in', [...exceptIds])
    .executeTakeFirstOrThrow();
  return count;
}

/**
 * Orders of comparable accounts on their way that the broker may not list yet. An approved one counts, so that of two
 * opposite orders that are sent at the same moment from two accounts neither overlooks the other.
 */
async function ordersElsewhere(db: Kysely<Schema>, query: RecordQuery): Promise<OwnOrderElsewhere[]> {
  if (query.comparableAccountIds.length === 0) return [];
  const rows = await db
    .selectFrom('proposals')
    .leftJoin('orders', 'orders.proposal_id', 'proposals.id')
    .select(['proposals.account_alias', 'proposals.order_json'])
    .where('proposals.account_id', 'in', [...query.comparableAccountIds])
    .where('proposals.kind', '=', 'place')
    .where('proposals.state', 'in', ['approved', 'submitting'])
    .where((row) => row.or([row('orders.state', 'is', null), row('orders.state', 'in', NOT_OVER)]))
    .orderBy('proposals.created_at_ms', 'desc')
    .limit(ELSEWHERE_MAX)
    .execute();
  return rows.flatMap(({ account_alias: accountAlias, order_json }) => {
    if (order_json === null) return [];
    return partsOf(draftFrom(order_json)).flatMap((part) => {
      const side = sideAgainst(query.order, part);
      return side === null ? [] : [{ accountAlias, side, quantity: part.quantity }];
    });
  });
}

/** The record that a gathered order is judged by. */
export function recordFor(
  db: Kysely<Schema>,
  context: Pick<TradingContext, 'accounts' | 'clock'>,
  { account, order }: Pick<Gathered, 'account' | 'order'>,
  proposer: Pick<RecordQuery, 'clientName' | 'exceptIds'>,
): Promise<AccountRecord> {
  const comparableAccountIds = comparableAccounts(context.accounts, account).map(({ id }) => id);
  const nowMs = context.clock.nowMs();
  return accountRecord(db, { ...proposer, accountId: account.id, order, comparableAccountIds, nowMs });
}
