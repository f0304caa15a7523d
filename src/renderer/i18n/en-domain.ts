import type { AccountState, ClientAccess } from '../../shared/domain/account.ts';
import type { AuditActor } from '../../shared/domain/audit-event.ts';
import type { ControlId, ControlLevel } from '../../shared/domain/control.ts';
import type { SecurityType } from '../../shared/domain/instrument.ts';
import type { MarketPhase, Quote } from '../../shared/domain/market-data.ts';
import type { BrokerOrderStatus, OrderDraft } from '../../shared/domain/order.ts';
import type { orderIntentSchema } from '../../shared/domain/order-card.ts';
import type { ProposalStatus } from '../../shared/domain/proposal.ts';

type Words<K extends string> = Readonly<Record<K, string>>;

export const accountStateWords: Words<AccountState> = {
  starting: 'Starting',
  recovering: 'Checking open orders',
  ready: 'Ready',
  degraded: 'Degraded',
  credentials_needed: 'Needs its key',
  restarting: 'Restarting',
  failed: 'Failed',
  disabled: 'Disabled',
};

export const clientAccessWords: Words<ClientAccess> = {
  none: 'No access',
  read: 'Read',
  propose: 'Read and propose',
};

export const proposalStatusWords: Words<ProposalStatus> = {
  draft: 'Being checked',
  blocked: 'Blocked by controls',
  awaiting_approval: 'Waiting for you',
  needs_review: 'Needs review',
  approved: 'Approved',
  declined: 'Declined',
  expired: 'Expired',
  withdrawn: 'Withdrawn',
  superseded: 'Replaced by an edit',
  submitting: 'Sending',
  unknown: 'Outcome unknown',
  not_sent: 'Not sent',
  submitted: 'Sent',
  working: 'Working',
  partially_filled: 'Partly filled',
  filled: 'Filled',
  cancelled: 'Cancelled',
  order_expired: 'Order expired',
  rejected: 'Rejected by broker',
  modified: 'Order changed',
  settled: 'Settled',
  mixed: 'Sent, outcomes differ',
};

export const orderStatusWords: Words<BrokerOrderStatus> = {
  initial: 'New',
  pending_submit: 'Being sent',
  working: 'Working',
  partially_filled: 'Partly filled',
  filled: 'Filled',
  pending_cancel: 'Being cancelled',
  cancelled: 'Cancelled',
  rejected: 'Rejected',
  expired: 'Expired',
  unknown: 'Unknown',
};

export const controlLevelWords: Words<ControlLevel> = {
  block: 'FORBIDDEN',
  danger: 'DANGER',
  warning: 'WARNING',
  pass: 'SAFE',
};

export const controlTitles: Words<ControlId> = {
  live_trading_switch: 'Live trading switch',
  client_access: 'Client access',
  approval_required: 'Approval required',
  approval_time_to_live: 'Approval lifetime',
  sealed_approval: 'Sealed approval',
  drift_at_send: 'Drift at send',
  order_notional: 'Order value',
  order_quantity: 'Order quantity',
  price_collar: 'Price collar',
  market_order_conditions: 'Market order conditions',
  duplicate_order: 'Duplicate order',
  idempotency: 'Request identity',
  unknown_outcome_lock: 'Unknown outcome lock',
  contract_rules: 'Contract rules',
  buying_power: 'Buying power',
  kinds_enabled: 'Kinds switched on',
  unlimited_loss: 'Unlimited loss',
  market_state: 'Market state',
  order_rate: 'Orders per minute and day',
  waiting_approvals: 'Waiting approvals',
  daily_notional: 'Value of the day',
  daily_loss: 'Daily loss stop',
  symbol_position: 'Position in the symbol',
  gross_exposure: 'Gross exposure',
  symbol_lists: 'Allowed and denied symbols',
  identity_mismatch: 'Name, venue and currency',
  trading_session: 'Trading session',
  size_against_market: 'Size against the market',
  unusual_size: 'Unusual size',
  opposite_order: 'Opposite order of your own',
  kill_switch: 'Kill switch',
  expiry_day: 'Expiry day',
  context_taint: 'Text of third parties',
};

export const marketPhaseWords: Words<MarketPhase> = {
  not_yet_open: 'not yet open',
  pre_market: 'pre-market',
  regular: 'open',
  lunch_break: 'lunch break',
  after_hours: 'after hours',
  auction: 'auction',
  overnight: 'overnight session',
  early_closed: 'closed early',
  closed: 'closed',
  unknown: 'state unknown',
};

export const securityTypeWords: Words<SecurityType> = {
  STK: 'Stock',
  OPT: 'Option',
  WAR: 'Warrant',
  IOPT: 'Inline warrant',
  FUT: 'Future',
  FOP: 'Future option',
  CASH: 'Currency',
  MLEG: 'Combination',
  FUND: 'Fund',
  CC: 'Crypto',
  OTHER: 'Other kind',
};

export const orderTypeWords: Words<OrderDraft['orderType']> = {
  MKT: 'Market',
  LMT: 'Limit',
  STP: 'Stop',
  STP_LMT: 'Stop limit',
  TRAIL: 'Trailing stop',
  TWAP: 'TWAP',
  VWAP: 'VWAP',
};

export const timeInForceWords: Words<OrderDraft['timeInForce']> = {
  DAY: 'Day',
  GTC: 'Good till cancelled',
  GTD: 'Good till a date',
};

export const sessionWords: Words<OrderDraft['session']> = {
  regular: 'Regular hours',
  extended: 'Extended hours',
  overnight: 'Night session',
};

export const tradingStatusWords: Words<Quote['tradingStatus']> = {
  normal: 'Trading',
  halted: 'HALTED',
  delisted: 'DELISTED',
  circuit_breaker: 'CIRCUIT BREAKER',
  new: 'Newly listed',
  unknown: 'Trading status unknown',
};

export const auditActorWords: Words<AuditActor> = {
  user: 'You',
  client: 'Client',
  app: 'App',
  broker: 'Broker',
};

export const intentWords: Words<(typeof orderIntentSchema.options)[number]> = {
  opens: 'Opens a long position',
  adds: 'Adds to a long position',
  reduces: 'Reduces a position',
  closes: 'Closes the position',
  flips: 'FLIPS the position to the other side',
  opens_short: 'OPENS A SHORT position',
  adds_short: 'ADDS TO A SHORT position',
  covers: 'Covers a short position',
  unknown: 'Effect on the position not known',
};
