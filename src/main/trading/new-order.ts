import type { AccountId } from '../../shared/domain/account.ts';
import type { OrderDraft } from '../../shared/domain/order.ts';
import type { ProposalId } from '../../shared/domain/proposal.ts';
import { SEND_WATCH_MS } from './check-schedule.ts';
import type { OrderRow } from './proposal-record.ts';

/** The row of an intent: nothing is sent yet, and nobody looks at it before sending must have ended. */
export function newOrderRow(
  proposalId: ProposalId,
  accountId: AccountId,
  nowMs: number,
): Omit<OrderRow, 'kind'> {
  return {
    proposal_id: proposalId,
    state: 'submitting',
    account_id: accountId,
    symbol: null,
    order_json: null,
    order_number: null,
    broker_order_id: null,
    broker_code: null,
    broker_message: null,
    filled_quantity: null,
    average_fill_price: null,
    commission: null,
    fills_checked: null,
    sent_at_ms: null,
    absences_seen: 0,
    checks_failed: 0,
    next_check_at_ms: nowMs + SEND_WATCH_MS,
    created_at_ms: nowMs,
    updated_at_ms: nowMs,
  };
}

/** The proposal has an order already, or the symbol has one whose outcome is open. */
export function isTaken(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    /^SQLITE_CONSTRAINT_(UNIQUE|PRIMARYKEY)$/.test(String(error.code))
  );
}

/** A cancel, or a change that only reduces risk: what is sent without an approval. */
export interface IntentAtOnce {
  readonly kind: 'cancel' | 'modify';
  readonly proposalId: ProposalId;
  readonly accountId: AccountId;
  readonly brokerOrderId: string;
  readonly clientName: string;
  readonly symbol: string | null;
  /** The order as a change makes it; null for a cancel. */
  readonly order: OrderDraft | null;
}
