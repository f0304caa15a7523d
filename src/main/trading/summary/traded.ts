import type { Kysely, Selectable } from 'kysely';
import { legRole, legText } from '../../../shared/domain/attached-legs.ts';
import { decimalSchema } from '../../../shared/domain/decimal.ts';
import { ONE_SHARE } from '../../../shared/domain/instrument.ts';
import { orderSentence } from '../../../shared/domain/order-sentence.ts';
import { SUMMARY_FILLS_MAX, type SummaryFill } from '../../../shared/domain/trade-summary.ts';
import type { FillsTable } from '../../database/post-trade-tables.ts';
import type { Schema } from '../../database/schema.ts';
import { isReducing } from '../../risk/order-intent.ts';
import { type LegRow, readingOf } from '../leg-store.ts';
import { draftFrom, type OrderRow, orderCardFrom, type ProposalRow } from '../proposal-record.ts';
import { costBehindLeg } from './leg-cost.ts';
import type { SummarisedFee, SummarisedFill, Whose } from './summarise.ts';

type FillRow = Selectable<FillsTable>;

interface Traded {
  readonly fills: SummarisedFill[];
  readonly fees: SummarisedFee[];
  /** One by one, the newest first. */
  readonly shown: SummaryFill[];
}

interface Records {
  readonly proposals: ReadonlyMap<string, ProposalRow>;
  /** By proposal. */
  readonly orders: ReadonlyMap<string, OrderRow>;
  /** By account and broker's id. */
  readonly legs: ReadonlyMap<string, LegRow>;
}

/** What filled within a time, of orders and of the legs that the broker made of them, and what it cost. */
export async function readTraded(database: Kysely<Schema>, fromMs: number, toMs: number): Promise<Traded> {
  const rows = await database
    .selectFrom('fills')
    .selectAll()
    .where((row) => row.fn.coalesce('filled_at_ms', 'seen_at_ms'), '>=', fromMs)
    .where((row) => row.fn.coalesce('filled_at_ms', 'seen_at_ms'), '<', toMs)
    .orderBy((row) => row.fn.coalesce('filled_at_ms', 'seen_at_ms'), 'desc')
    .execute();
  const records = await recordsOf(database, rows);
  const told = rows.flatMap((row) => factsOf(row, records));
  return {
    fills: told.map(({ fill }) => fill),
    shown: told.slice(0, SUMMARY_FILLS_MAX).map(({ shown }) => shown),
    fees: await feesOf(database, rows, records, toMs),
  };
}

async function recordsOf(database: Kysely<Schema>, rows: readonly FillRow[]): Promise<Records> {
  const ids = [...new Set(rows.map(({ proposal_id }) => proposal_id))];
  const orderIds = [...new Set(rows.map(({ broker_order_id }) => broker_order_id))];
  const proposals = await proposalsOf(database, ids);
  const orders = await database.selectFrom('orders').selectAll().where('proposal_id', 'in', ids).execute();
  const legs = await database
    .selectFrom('order_legs')
    .selectAll()
    .where('broker_order_id', 'in', orderIds)
    .execute();
  return {
    proposals,
    orders: new Map(orders.map((row) => [row.proposal_id, row])),
    legs: new Map(legs.map((row) => [keyOf(row), row])),
  };
}

function factsOf(row: FillRow, records: Records): { fill: SummarisedFill; shown: SummaryFill }[] {
  const proposal = records.proposals.get(row.proposal_id);
  if (proposal?.order_json == null || row.quantity === null || row.price === null) return [];
  const order = draftFrom(proposal.order_json);
  const card = orderCardFrom(proposal);
  const leg = records.legs.get(keyOf(row)) ?? null;
  const isClosing = card !== null && isReducing(card.intent);
  const ofOrder = isClosing ? (card.position.averageCost ?? ('unknown' as const)) : null;
  const other = order.side === 'BUY' ? 'SELL' : 'BUY';
  const told = {
    ...whose(proposal),
    side: leg === null ? order.side : other,
    currency: order.currency,
    quantity: decimalSchema.parse(row.quantity),
    price: decimalSchema.parse(row.price),
  };
  const fill = {
    ...told,
    isOfLeg: leg !== null,
    multiplier: card?.contract.multiplier ?? ONE_SHARE,
    closedCost: leg === null ? ofOrder : costBehindLeg(card, records.orders.get(row.proposal_id) ?? null),
  };
  const shown = {
    ...told,
    // Of a combination each of its legs has fills of its own.
    ...{ side: row.side ?? told.side, symbol: row.symbol ?? order.symbol },
    ...{ fillId: row.fill_id, filledAtMs: row.filled_at_ms, order: orderSentence(order) },
    leg: leg === null ? null : nameOf(leg, order.attached),
  };
  return [{ fill, shown }];
}

function nameOf(leg: LegRow, attached: ReturnType<typeof draftFrom>['attached']): string {
  const reading = readingOf(leg);
  return reading === null || attached === null ? 'leg' : legText(legRole(reading, attached), attached);
}

/** The broker names the cost of an order, not of a fill: it counts in the period of the order's last fill. */
async function feesOf(
  database: Kysely<Schema>,
  rows: readonly FillRow[],
  { proposals, orders, legs }: Records,
  toMs: number,
): Promise<SummarisedFee[]> {
  const own = new Map(rows.map((row) => [keyOf(row), row]));
  const ids = [...new Set(rows.map(({ proposal_id }) => proposal_id))];
  const later = await database
    .selectFrom('fills')
    .select(['account_id', 'broker_order_id'])
    .where('proposal_id', 'in', ids)
    .where((row) => row.fn.coalesce('filled_at_ms', 'seen_at_ms'), '>=', toMs)
    .execute();
  const goesOn = new Set(later.map(keyOf));
  return [...own].flatMap(([key, { proposal_id }]) => {
    const proposal = proposals.get(proposal_id);
    const leg = legs.get(key);
    const commission = leg === undefined ? orders.get(proposal_id)?.commission : leg.commission;
    if (proposal?.order_json == null || commission == null || goesOn.has(key)) return [];
    const { currency } = draftFrom(proposal.order_json);
    return [{ ...whose(proposal), currency, amount: decimalSchema.parse(commission) }];
  });
}

function keyOf(row: { readonly account_id: string; readonly broker_order_id: string }): string {
  return `${row.account_id} ${row.broker_order_id}`;
}

export async function proposalsOf(
  database: Kysely<Schema>,
  ids: readonly string[],
): Promise<Map<string, ProposalRow>> {
  if (ids.length === 0) return new Map();
  const rows = await database.selectFrom('proposals').selectAll().where('id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, row]));
}

export function whose({ account_id, account_alias, client_name }: ProposalRow): Whose {
  return { accountId: account_id, accountAlias: account_alias, clientName: client_name };
}
