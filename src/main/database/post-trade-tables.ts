import type { FlattenRun } from '../../shared/domain/flatten.ts';
import type { BrokerOrderStatus, Side } from '../../shared/domain/order.ts';
import type { TradeAlertKind } from '../../shared/domain/trade-alert.ts';

/** What the broker made of an order itself, under ids of its own. */
export interface OrderLegsTable {
  account_id: string;
  broker_order_id: string;
  parent_broker_order_id: string;
  /** As the broker last said; null: it was not read yet. */
  status: BrokerOrderStatus | null;
  /** The last reading, a BrokerOrder. */
  order_json: string | null;
  filled_quantity: string | null;
  /** The filled quantity up to which the fills were compared with the approval. */
  fills_checked: string | null;
  /** What the broker charged, as it last said; null: not said. */
  commission: string | null;
  /** When the last reading was asked for. */
  read_at_ms: number | null;
}

/** One fill of an order made here, or of a leg of one, as the broker lists it. */
export interface FillsTable {
  account_id: string;
  fill_id: string;
  broker_order_id: string;
  proposal_id: string;
  symbol: string | null;
  side: Side | null;
  quantity: string | null;
  price: string | null;
  currency: string | null;
  filled_at_ms: number | null;
  seen_at_ms: number;
}

/** Orders at the broker that were not made here and that the user was told of, or that were there before. */
export interface OutsideOrdersTable {
  account_id: string;
  broker_order_id: string;
  seen_at_ms: number;
}

/** What was at the broker before this is nobody's news. */
export interface WatchedAccountsTable {
  account_id: string;
  since_ms: number;
}

export interface FlattenRunsTable {
  id: string;
  account_id: string;
  state: FlattenRun['state'];
  lines_json: string;
  started_at_ms: number;
  ended_at_ms: number | null;
}

export interface TradeAlertsTable {
  id: string;
  kind: TradeAlertKind;
  account_id: string;
  account_alias: string;
  broker_order_id: string | null;
  proposal_id: string | null;
  text: string;
  findings_json: string;
  /** The same thing found twice is one alert. */
  same_as: string;
  raised_at_ms: number;
  acknowledged_at_ms: number | null;
  ended_at_ms: number | null;
}
