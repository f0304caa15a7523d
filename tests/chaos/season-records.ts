import { readFileSync } from 'node:fs';
import BetterSqlite3 from 'better-sqlite3';
import { readTigerConfig } from '../../src/tiger/config.ts';
import { exchangeOrders, segmentFundHistory } from '../../src/tiger/methods/fund-transfer-methods.ts';
import { orders } from '../../src/tiger/methods/order-query-methods.ts';
import { openTigerClient } from '../../src/tiger/open-tiger-client.ts';
import type { TigerClient } from '../../src/tiger/tiger-client.ts';
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
  readonly kind: 'place' | 'modify' | 'cancel' | 'basket' | 'transfer' | 'forex';
  readonly proposalState: string;
  readonly orderState: string | null;
  readonly orderNumber: string | null;
  readonly brokerOrderId: string | null;
  readonly filledQuantity: string | null;
  /** Of a new order as it was approved, of a change as it would make the order. */
  readonly quantity: string | null;
  /** Of a transfer or an exchange. */
  readonly amount: string | null;
  readonly createdAtMs: number;
  /** In the audit chain: a person approved it, or the basket that it belongs to. */
  readonly isApproved: boolean;
  /** How often the audit chain says that sending began. */
  readonly sendsStarted: number;
}

export interface SeasonRecords {
  readonly broker: readonly BrokerRecord[];
  readonly moves: readonly BrokerMove[];
  readonly app: readonly AppRecord[];
  readonly told: Told;
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
      app: appRecords(places.databasePath),
      told,
      isAuditIntact,
    };
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

function appRecords(databasePath: string): AppRecord[] {
  const database = new BetterSqlite3(databasePath, { readonly: true });
  try {
    return database
      .prepare(
        `SELECT p.id, p.kind, p.state AS proposalState, o.state AS orderState, o.order_number AS orderNumber,
                coalesce(o.broker_order_id, p.modifies_broker_order_id, p.cancels_broker_order_id) AS brokerOrderId,
                o.filled_quantity AS filledQuantity,
                coalesce(o.order_json, p.order_json) ->> 'quantity' AS quantity,
                coalesce(p.money_json ->> 'amount', p.money_json ->> 'sourceAmount') AS amount,
                p.created_at_ms AS createdAtMs,
                EXISTS (SELECT 1 FROM audit_events a WHERE a.proposal_id IN (p.id, p.basket_id)
                        AND a.kind = 'approval.decided'
                        AND a.actor = 'user' AND a.detail LIKE '%approve%') AS isApproved,
                (SELECT count(*) FROM audit_events a WHERE a.proposal_id = p.id
                        AND a.kind = 'order.send_started') AS sendsStarted
         FROM proposals p LEFT JOIN orders o ON o.proposal_id = p.id`,
      )
      .all()
      .map((row) => {
        const record = row as Omit<AppRecord, 'isApproved'> & { isApproved: number };
        return { ...record, isApproved: record.isApproved === 1 };
      });
  } finally {
    database.close();
  }
}
