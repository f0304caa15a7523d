import { readFileSync } from 'node:fs';
import BetterSqlite3 from 'better-sqlite3';
import { draftFrom } from '../../src/main/trading/proposal-record.ts';
import { readTigerConfig } from '../../src/tiger/config.ts';
import { exchangeOrders, segmentFundHistory } from '../../src/tiger/methods/fund-transfer-methods.ts';
import { orders } from '../../src/tiger/methods/order-query-methods.ts';
import { openTigerClient } from '../../src/tiger/open-tiger-client.ts';
import type { TigerClient } from '../../src/tiger/tiger-client.ts';
import { formOfDraft, formOfRow, labelOf, legFormsOfDraft } from './order-form.ts';
import type { Told } from './told.ts';

const PAGE_MAX = 300;
const MOVES_MAX = 300;
const READ_TIMEOUT_MS = 15_000;

/** An order as the broker's own list has it. */
export interface BrokerRecord {
  readonly id: string;
  readonly orderNumber: string;
  readonly symbol: string;
  readonly status: string;
  readonly quantity: string;
  readonly filledQuantity: string;
  /** See order-form.ts. */
  readonly form: string;
  /** The order that it is a leg of. */
  readonly parentId: string | null;
}

/** A transfer or an exchange as the broker's own lists have it. */
export interface BrokerMove {
  readonly id: string;
  readonly kind: 'transfer' | 'forex';
  /** In the source currency; no two proposals of a season have the same. */
  readonly amount: string;
}

/** A proposal with its order, as the app's database has it. */
export interface AppRecord {
  readonly id: string;
  /** What it is about, for whoever reads the figures: `option`, `bracket`, `forex` and so on. */
  readonly label: string;
  readonly kind: 'place' | 'modify' | 'cancel' | 'basket' | 'transfer' | 'forex';
  readonly proposalState: string;
  readonly orderState: string | null;
  readonly orderNumber: string | null;
  readonly brokerOrderId: string | null;
  readonly filledQuantity: string | null;
  /** Of a new order as it was approved, of a change as it would make the order. */
  readonly quantity: string | null;
  /** Of a new order as it was approved, see order-form.ts. */
  readonly form: string | null;
  /** Of a bracket: what the broker has to make of it. */
  readonly legForms: readonly string[];
  /** Of a transfer or an exchange. */
  readonly amount: string | null;
  readonly createdAtMs: number;
  /** In the audit chain: a person approved it, or the basket that it belongs to. */
  readonly isApproved: boolean;
  /** Controls that kept it from being asked for. */
  readonly blockedBy: readonly string[];
  /** How often the audit chain says that sending began. */
  readonly sendsStarted: number;
}

export interface SeasonRecords {
  readonly broker: readonly BrokerRecord[];
  readonly moves: readonly BrokerMove[];
  readonly app: readonly AppRecord[];
  readonly told: Told;
  /** What the person was warned of: orders made elsewhere, fills that do not fit their approval. */
  readonly alerts: readonly string[];
  readonly isAuditIntact: boolean;
}

interface Places {
  readonly databasePath: string;
  readonly propertiesPath: string;
  readonly told: Told;
  readonly isAuditIntact: boolean;
}

export async function readSeason(places: Places): Promise<SeasonRecords> {
  const { told, isAuditIntact } = places;
  const client = openTigerClient(readTigerConfig(readFileSync(places.propertiesPath, 'utf8')));
  try {
    return {
      broker: await brokerRecords(client),
      moves: await brokerMoves(client),
      ...appSide(places.databasePath),
      told,
      isAuditIntact,
    };
  } finally {
    client.close();
  }
}

/** The broker's list of orders alone. */
export async function brokerOrders(propertiesPath: string): Promise<BrokerRecord[]> {
  const client = openTigerClient(readTigerConfig(readFileSync(propertiesPath, 'utf8')));
  try {
    return await brokerRecords(client);
  } finally {
    client.close();
  }
}

async function brokerRecords(client: TigerClient): Promise<BrokerRecord[]> {
  const { data } = await client.read(orders, { limit: PAGE_MAX }, { timeoutMs: READ_TIMEOUT_MS });
  if (data.nextPageToken) throw new Error('more orders than one page holds: make seasons shorter');
  return data.items.map((row) => ({
    id: String(row.id),
    orderNumber: String(row.orderId),
    symbol: row.symbol,
    status: String(row.status),
    quantity: String(row.totalQuantity),
    filledQuantity: String(row.filledQuantity ?? '0'),
    form: formOfRow(row),
    parentId: row.parentId === null || row.parentId === 0n ? null : String(row.parentId),
  }));
}

async function brokerMoves(client: TigerClient): Promise<BrokerMove[]> {
  const limit = { timeoutMs: READ_TIMEOUT_MS };
  const transfers = await client.read(segmentFundHistory, { limit: MOVES_MAX }, limit);
  const exchanges = await client.read(exchangeOrders, { sec_type: 'CASH', limit: MOVES_MAX }, limit);
  return [
    ...transfers.data.map(
      ({ id, amount }) => ({ id: String(id), kind: 'transfer', amount: String(amount) }) as const,
    ),
    ...exchanges.data.items.map(
      ({ id, filledCashAmount }) =>
        ({ id: String(id), kind: 'forex', amount: String(filledCashAmount) }) as const,
    ),
  ];
}

function appSide(databasePath: string): Pick<SeasonRecords, 'app' | 'alerts'> {
  const database = new BetterSqlite3(databasePath, { readonly: true });
  try {
    return { app: appRecords(database), alerts: alertTexts(database) };
  } finally {
    database.close();
  }
}

/** A link that was cut is no word about an order. */
function alertTexts(database: BetterSqlite3.Database): string[] {
  return database
    .prepare("SELECT text FROM trade_alerts WHERE kind <> 'link_lost'")
    .pluck()
    .all() as string[];
}

function appRecords(database: BetterSqlite3.Database): AppRecord[] {
  return database
    .prepare(
      `SELECT p.id, p.kind, p.state AS proposalState, o.state AS orderState, o.order_number AS orderNumber,
                coalesce(o.broker_order_id, p.modifies_broker_order_id, p.cancels_broker_order_id) AS brokerOrderId,
                o.filled_quantity AS filledQuantity,
                coalesce(o.order_json, p.order_json) ->> 'quantity' AS quantity,
                coalesce(p.money_json ->> 'amount', p.money_json ->> 'sourceAmount') AS amount,
                iif(p.kind = 'place', coalesce(o.order_json, p.order_json), NULL) AS orderJson,
                p.created_at_ms AS createdAtMs,
                (SELECT group_concat(value ->> 'control', ', ') FROM json_each(p.controls_json)
                        WHERE value ->> 'level' = 'block') AS blocks,
                EXISTS (SELECT 1 FROM audit_events a WHERE a.proposal_id IN (p.id, p.basket_id)
                        AND a.kind = 'approval.decided'
                        AND a.actor = 'user' AND a.detail LIKE '%approve%') AS isApproved,
                (SELECT count(*) FROM audit_events a WHERE a.proposal_id = p.id
                        AND a.kind = 'order.send_started') AS sendsStarted
         FROM proposals p LEFT JOIN orders o ON o.proposal_id = p.id`,
    )
    .all()
    .map((row) => {
      const { orderJson, blocks, isApproved, ...record } = row as DatabaseRow;
      const draft = orderJson === null ? null : draftFrom(orderJson);
      return {
        ...record,
        label: draft === null ? record.kind : labelOf(draft),
        blockedBy: record.proposalState === 'blocked' ? (blocks ?? '').split(', ') : [],
        form: draft === null ? null : formOfDraft(draft),
        legForms: draft === null ? [] : legFormsOfDraft(draft),
        isApproved: isApproved === 1,
      };
    });
}

type DatabaseRow = Omit<AppRecord, 'isApproved' | 'form' | 'legForms' | 'label' | 'blockedBy'> & {
  readonly blocks: string | null;
  readonly isApproved: number;
  readonly orderJson: string | null;
};
