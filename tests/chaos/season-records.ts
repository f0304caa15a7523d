import { readFileSync } from 'node:fs';
import BetterSqlite3 from 'better-sqlite3';
import { readTigerConfig } from '../../src/tiger/config.ts';
import { orders } from '../../src/tiger/methods/order-query-methods.ts';
import { openTigerClient } from '../../src/tiger/open-tiger-client.ts';
import type { Told } from './told.ts';

const PAGE_MAX = 300;
const READ_TIMEOUT_MS = 15_000;

/** An order as the broker's own list has it. */
export interface BrokerRecord {
  readonly id: string;
  readonly orderNumber: string;
  readonly symbol: string;
  readonly status: string;
  readonly filledQuantity: string;
}

/** A proposal with its order, as the app's database has it. */
export interface AppRecord {
  readonly id: string;
  readonly kind: 'place' | 'modify' | 'cancel';
  readonly proposalState: string;
  readonly orderState: string | null;
  readonly orderNumber: string | null;
  readonly brokerOrderId: string | null;
  readonly filledQuantity: string | null;
  /** In the audit chain: a person approved it. */
  readonly isApproved: boolean;
  /** How often the audit chain says that sending began. */
  readonly sendsStarted: number;
}

export interface SeasonRecords {
  readonly broker: readonly BrokerRecord[];
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
  return {
    broker: await brokerRecords(places.propertiesPath),
    app: appRecords(places.databasePath),
    told,
    isAuditIntact,
  };
}

async function brokerRecords(propertiesPath: string): Promise<BrokerRecord[]> {
  const client = openTigerClient(readTigerConfig(readFileSync(propertiesPath, 'utf8')));
  try {
    const { data } = await client.read(orders, { limit: PAGE_MAX }, { timeoutMs: READ_TIMEOUT_MS });
    if (data.nextPageToken) throw new Error('more orders than one page holds: make seasons shorter');
    return data.items.map((row) => ({
      id: String(row.id),
      orderNumber: String(row.orderId),
      symbol: row.symbol,
      status: String(row.status),
      filledQuantity: String(row.filledQuantity ?? '0'),
    }));
  } finally {
    client.close();
  }
}

function appRecords(databasePath: string): AppRecord[] {
  const database = new BetterSqlite3(databasePath, { readonly: true });
  try {
    return database
      .prepare(
        `SELECT p.id, p.kind, p.state AS proposalState, o.state AS orderState, o.order_number AS orderNumber,
                o.broker_order_id AS brokerOrderId, o.filled_quantity AS filledQuantity,
                EXISTS (SELECT 1 FROM audit_events a WHERE a.proposal_id = p.id AND a.kind = 'approval.decided'
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
