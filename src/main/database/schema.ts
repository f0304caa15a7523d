import type { Generated } from 'kysely';
import type { AccountColour, AccountMode, ClientAccess } from '../../shared/domain/account.ts';
import type { AuditActor, AuditKind } from '../../shared/domain/audit-event.ts';
import type { ClientEntry } from '../../shared/domain/client-entry.ts';
import type { OrderState, Proposal, ProposalState } from '../../shared/domain/proposal.ts';
import type { StopLevel, StopTarget } from '../../shared/domain/trading-stop.ts';
import type {
  FillsTable,
  FlattenRunsTable,
  OrderLegsTable,
  OutsideOrdersTable,
  TradeAlertsTable,
  WatchedAccountsTable,
} from './post-trade-tables.ts';

/** SQLite has no boolean. */
export type Flag = 0 | 1;

interface AccountsTable {
  id: string;
  alias: string;
  label: string;
  colour: AccountColour | null;
  /** JSON list of texts. */
  tags: Generated<string>;
  is_enabled: Generated<Flag>;
  is_demo: Flag;
  client_access: ClientAccess;
  is_live_trading_enabled: Flag;
  reads_per_minute: Generated<number>;
  last_four: string | null;
  mode: AccountMode;
  created_at_ms: number;
  /** A removed account keeps its row, because audit and proposals name it. */
  removed_at_ms: number | null;
}

interface AccountSecretsTable {
  account_id: string;
  key_id: string;
  nonce: Buffer;
  ciphertext: Buffer;
  tag: Buffer;
  updated_at_ms: number;
}

interface VaultKeysTable {
  id: string;
  wrapped: Buffer;
  created_at_ms: number;
}

interface RiskSettingsTable {
  account_id: string;
  settings: string;
  version: number;
  updated_at_ms: number;
}

interface TradingStopsTable {
  scope: StopTarget['scope'];
  /** Account id, client name, or empty for the whole app. */
  target: string;
  level: StopLevel;
  /** null: the user. */
  tripped_by_client: string | null;
  reason: string;
  tripped_at_ms: number;
}

export interface GrantsTable {
  id: string;
  account_id: string;
  client_name: string;
  terms_json: string;
  /** sha256 over id and terms, made here when the user made the grant. */
  seal: string;
  orders_max: number;
  created_at_ms: number;
  expires_at_ms: number;
  revoked_at_ms: number | null;
}

/** Written with the intent of the order that it pays for, and never taken back. */
interface GrantUsesTable {
  proposal_id: string;
  grant_id: string;
  notional: string;
  used_at_ms: number;
}

interface ContextTaintsTable {
  client_name: string;
  source: string;
  at_ms: number;
}

export interface ProposalsTable {
  id: string;
  kind: Proposal['kind'];
  state: ProposalState;
  account_id: string;
  account_alias: string;
  mode: AccountMode;
  /** The start of the app in which it was made: clients of an earlier one are gone. */
  run_id: string;
  /** null: the user, in the window. */
  connection_id: string | null;
  client_name: string;
  client_version: string | null;
  is_client_connected: Flag;
  request_id: string | null;
  request_hash: string;
  order_json: string | null;
  symbol: string | null;
  cancels_broker_order_id: string | null;
  modifies_broker_order_id: string | null;
  rationale: string;
  controls_json: string;
  /** What the user was shown last; the seal is over its content. */
  card_json: string | null;
  seal: string | null;
  policy_version: string;
  created_at_ms: number;
  expires_at_ms: number | null;
  decided_at_ms: number | null;
  decision_note: string | null;
  acknowledged_json: string | null;
  review_reason: string | null;
  supersedes: string | null;
  superseded_by: string | null;
  /** The grant that stands for the user's decision; null: a person decides, or has decided. */
  grant_id: string | null;
  /** The run of the kill switch's level 3 that it closes a position for; null: any other order. */
  flatten_id: string | null;
  /** Of a transfer or an exchange: what moves. */
  money_json: string | null;
  /** The basket that this order belongs to, and its place in it from 1. */
  basket_id: string | null;
  leg_number: number | null;
  updated_at_ms: number;
}

/** An intent to place, to modify or to cancel, written before anything is sent; then what became of it. */
export interface OrdersTable {
  proposal_id: string;
  /** A basket has no order; each of its legs has one. */
  kind: Exclude<Proposal['kind'], 'basket'>;
  state: OrderState;
  account_id: string;
  symbol: string | null;
  order_json: string | null;
  order_number: string | null;
  broker_order_id: string | null;
  broker_code: string | null;
  broker_message: string | null;
  filled_quantity: string | null;
  average_fill_price: string | null;
  /** What the broker charged, as it last said; null: not said. */
  commission: string | null;
  /** The filled quantity up to which the fills were compared with the approval. */
  fills_checked: string | null;
  /** Committed before the call: null proves that nothing was sent. */
  sent_at_ms: number | null;
  /** How often the broker said plainly that it has no such order. */
  absences_seen: number;
  checks_failed: number;
  /** null: final, nothing to ask any more. */
  next_check_at_ms: number | null;
  created_at_ms: number;
  updated_at_ms: number;
}

export interface AuditEventsTable {
  sequence: number;
  at_ms: number;
  kind: AuditKind;
  actor: AuditActor;
  client_name: string | null;
  account_id: string | null;
  proposal_id: string | null;
  broker_order_id: string | null;
  summary: string;
  detail: string;
  previous_hash: string;
  hash: string;
}

/** The end of the chain, kept apart so that a cut tail is noticed. One row. */
interface AuditHeadTable {
  id: number;
  sequence: number;
  hash: string;
}

export interface ClientsTable {
  id: string;
  name: string;
  origin: ClientEntry['origin'];
  program: ClientEntry['program'];
  token_hash: string;
  role: ClientEntry['role'];
  is_read_only: Flag;
  /** JSON lists, as in ClientEntry. */
  toolsets: string;
  accounts: string;
  state: ClientEntry['state'];
  created_at_ms: number;
  last_seen_at_ms: number | null;
  calls_total: number;
  denials_total: number;
  characters_sent: number;
  reads_per_minute: Generated<number>;
}

export interface HttpTokensTable {
  id: string;
  client_id: string;
  label: string;
  created_at_ms: number;
  expires_at_ms: number;
  revoked_at_ms: number | null;
  last_used_at_ms: number | null;
}

interface ClientConnectionsTable {
  connection_id: string;
  client_id: string | null;
  name: string;
  version: string | null;
  protocol_version: string | null;
  connected_at_ms: number;
  disconnected_at_ms: number | null;
  calls_total: number;
  refusals_total: number;
  last_call_at_ms: number | null;
}

export interface Schema {
  accounts: AccountsTable;
  account_secrets: AccountSecretsTable;
  vault_keys: VaultKeysTable;
  risk_settings: RiskSettingsTable;
  trading_stops: TradingStopsTable;
  grants: GrantsTable;
  grant_uses: GrantUsesTable;
  context_taints: ContextTaintsTable;
  proposals: ProposalsTable;
  orders: OrdersTable;
  order_legs: OrderLegsTable;
  fills: FillsTable;
  outside_orders: OutsideOrdersTable;
  watched_accounts: WatchedAccountsTable;
  trade_alerts: TradeAlertsTable;
  flatten_runs: FlattenRunsTable;
  audit_events: AuditEventsTable;
  audit_head: AuditHeadTable;
  clients: ClientsTable;
  client_connections: ClientConnectionsTable;
  http_tokens: HttpTokensTable;
}
