import type { ControlId } from '../../shared/domain/control.ts';
import type { ControlFacts } from './control-facts.ts';
import { approvalRequired } from './controls/approval-required.ts';
import { approvalTimeToLive } from './controls/approval-time-to-live.ts';
import { buyingPower } from './controls/buying-power.ts';
import { clientAccess } from './controls/client-access.ts';
import { contextTaint } from './controls/context-taint.ts';
import { contractRules } from './controls/contract-rules.ts';
import { dailyLoss } from './controls/daily-loss.ts';
import { dailyNotional } from './controls/daily-notional.ts';
import { driftAtSend } from './controls/drift-at-send.ts';
import { duplicateOrder } from './controls/duplicate-order.ts';
import { expiryDay } from './controls/expiry-day.ts';
import { grossExposure } from './controls/gross-exposure.ts';
import { idempotency } from './controls/idempotency.ts';
import { identityMismatch } from './controls/identity-mismatch.ts';
import { killSwitch } from './controls/kill-switch.ts';
import { kindsEnabled } from './controls/kinds-enabled.ts';
import { liveTradingSwitch } from './controls/live-trading-switch.ts';
import { marketOrderConditions } from './controls/market-order-conditions.ts';
import { marketState } from './controls/market-state.ts';
import { oppositeOrder } from './controls/opposite-order.ts';
import { orderNotional } from './controls/order-notional.ts';
import { orderQuantity } from './controls/order-quantity.ts';
import { orderRate } from './controls/order-rate.ts';
import { priceCollar } from './controls/price-collar.ts';
import { sealedApproval } from './controls/sealed-approval.ts';
import { sizeAgainstMarket } from './controls/size-against-market.ts';
import { symbolLists } from './controls/symbol-lists.ts';
import { symbolPosition } from './controls/symbol-position.ts';
import { tradingSession } from './controls/trading-session.ts';
import { unknownOutcomeLock } from './controls/unknown-outcome-lock.ts';
import { unlimitedLoss } from './controls/unlimited-loss.ts';
import { unusualSize } from './controls/unusual-size.ts';
import { waitingApprovals } from './controls/waiting-approvals.ts';
import type { Judgement } from './judgement.ts';

/** When a control runs: while an order is proposed and shown, and again at the moment of sending. */
export type Stage = 'proposal' | 'send';

export interface Control {
  readonly id: ControlId;
  readonly stages: readonly Stage[];
  readonly judge: (facts: ControlFacts) => Judgement;
}

const ALWAYS: readonly Stage[] = ['proposal', 'send'];
/** What can only be judged once there is a decision. */
const SEND: readonly Stage[] = ['send'];
/** What a person sees and weighs; sizes in the book change by the second and would send every order back for review. */
const PROPOSAL: readonly Stage[] = ['proposal'];

/** All controls, in the order in which they are shown. */
export const CONTROL_TABLE: readonly Control[] = [
  { id: 'live_trading_switch', stages: ALWAYS, judge: liveTradingSwitch },
  { id: 'client_access', stages: ALWAYS, judge: clientAccess },
  { id: 'approval_required', stages: SEND, judge: approvalRequired },
  { id: 'approval_time_to_live', stages: ALWAYS, judge: approvalTimeToLive },
  { id: 'sealed_approval', stages: SEND, judge: sealedApproval },
  { id: 'drift_at_send', stages: SEND, judge: driftAtSend },
  { id: 'contract_rules', stages: ALWAYS, judge: contractRules },
  { id: 'order_notional', stages: ALWAYS, judge: orderNotional },
  { id: 'order_quantity', stages: ALWAYS, judge: orderQuantity },
  { id: 'price_collar', stages: ALWAYS, judge: priceCollar },
  { id: 'market_order_conditions', stages: ALWAYS, judge: marketOrderConditions },
  { id: 'duplicate_order', stages: ALWAYS, judge: duplicateOrder },
  { id: 'idempotency', stages: ALWAYS, judge: idempotency },
  { id: 'unknown_outcome_lock', stages: ALWAYS, judge: unknownOutcomeLock },
  { id: 'buying_power', stages: ALWAYS, judge: buyingPower },
  { id: 'kinds_enabled', stages: ALWAYS, judge: kindsEnabled },
  { id: 'unlimited_loss', stages: ALWAYS, judge: unlimitedLoss },
  { id: 'market_state', stages: ALWAYS, judge: marketState },
  { id: 'order_rate', stages: ALWAYS, judge: orderRate },
  { id: 'waiting_approvals', stages: PROPOSAL, judge: waitingApprovals },
  { id: 'daily_notional', stages: ALWAYS, judge: dailyNotional },
  { id: 'daily_loss', stages: ALWAYS, judge: dailyLoss },
  { id: 'symbol_position', stages: ALWAYS, judge: symbolPosition },
  { id: 'gross_exposure', stages: ALWAYS, judge: grossExposure },
  { id: 'symbol_lists', stages: ALWAYS, judge: symbolLists },
  { id: 'identity_mismatch', stages: ALWAYS, judge: identityMismatch },
  { id: 'trading_session', stages: ALWAYS, judge: tradingSession },
  { id: 'size_against_market', stages: PROPOSAL, judge: sizeAgainstMarket },
  { id: 'unusual_size', stages: ALWAYS, judge: unusualSize },
  { id: 'opposite_order', stages: ALWAYS, judge: oppositeOrder },
  { id: 'kill_switch', stages: ALWAYS, judge: killSwitch },
  { id: 'expiry_day', stages: ALWAYS, judge: expiryDay },
  { id: 'context_taint', stages: ALWAYS, judge: contextTaint },
];

/** Part of every seal: raise it when a control changes its meaning, so that no approval outlives its rules. */
export const CONTROL_TABLE_VERSION = 9;
