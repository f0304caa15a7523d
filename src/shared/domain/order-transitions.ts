import type { BrokerOrderStatus } from './order.ts';
import type { OrderState } from './proposal.ts';

/** What we learn of an order: from the answer to its sending, from reconciling, and from the broker's reports. */
export const ORDER_EVENTS = [
  'accepted',
  'refused',
  /** Nothing reached the broker, and that is certain. */
  'not_sent',
  /** It may have reached the broker. */
  'outcome_lost',
  /** Reconciling found it at the broker. */
  'found',
  /** Reconciling proved that the broker never had it. */
  'proven_absent',
  'reported_working',
  'reported_partially_filled',
  'reported_filled',
  'reported_cancelled',
  'reported_expired',
  'reported_rejected',
  /** Of a change: the order has the figures that were asked for. */
  'reported_modified',
  /** Of money: it has arrived. */
  'reported_settled',
  /** Of money whose end the broker does not tell us: the user looked in the broker's app. */
  'user_saw_arrival',
  'user_saw_none',
] as const;
export type OrderEvent = (typeof ORDER_EVENTS)[number];

const WHILE_WORKING = {
  reported_working: 'working',
  reported_partially_filled: 'partially_filled',
  reported_filled: 'filled',
  reported_cancelled: 'cancelled',
  reported_expired: 'expired',
  reported_rejected: 'rejected',
} as const satisfies Partial<Record<OrderEvent, OrderState>>;

/** The same report again changes nothing. */
const ORDER_TRANSITIONS: Readonly<Record<OrderState, Readonly<Partial<Record<OrderEvent, OrderState>>>>> = {
  submitting: {
    accepted: 'submitted',
    refused: 'rejected',
    not_sent: 'not_sent',
    outcome_lost: 'unknown',
  },
  unknown: {
    found: 'submitted',
    proven_absent: 'not_sent',
    user_saw_arrival: 'settled',
    user_saw_none: 'not_sent',
  },
  submitted: {
    ...WHILE_WORKING,
    reported_modified: 'modified',
    reported_settled: 'settled',
    user_saw_arrival: 'settled',
    user_saw_none: 'cancelled',
  },
  working: { ...WHILE_WORKING, reported_settled: 'settled' },
  // What has been filled stays filled, so it never goes back to `working`.
  partially_filled: {
    reported_partially_filled: 'partially_filled',
    reported_filled: 'filled',
    reported_cancelled: 'cancelled',
    reported_expired: 'expired',
    reported_rejected: 'rejected',
  },
  not_sent: {},
  filled: { reported_filled: 'filled' },
  cancelled: { reported_cancelled: 'cancelled' },
  expired: { reported_expired: 'expired' },
  rejected: { reported_rejected: 'rejected' },
  modified: {},
  settled: {},
};

/** null: the event is not possible in this state. */
export function nextOrderState(state: OrderState, event: OrderEvent): OrderState | null {
  return ORDER_TRANSITIONS[state][event] ?? null;
}

const FINAL: ReadonlySet<OrderState> = new Set([
  'not_sent',
  'filled',
  'cancelled',
  'expired',
  'rejected',
  'modified',
  'settled',
]);

/** True if nothing is expected of this order any more. */
export function isFinalOrderState(state: OrderState): boolean {
  return FINAL.has(state);
}

/** null: the status tells nothing beyond what is known (it waits, is being cancelled, or is unknown). */
function reportEvent(status: BrokerOrderStatus): OrderEvent | null {
  switch (status) {
    case 'working':
      return 'reported_working';
    case 'partially_filled':
      return 'reported_partially_filled';
    case 'filled':
      return 'reported_filled';
    case 'cancelled':
      return 'reported_cancelled';
    case 'expired':
      return 'reported_expired';
    case 'rejected':
      return 'reported_rejected';
    case 'initial':
    case 'pending_submit':
    case 'pending_cancel':
    case 'unknown':
      return null;
  }
}

const STATE_REPORTED: Readonly<Partial<Record<OrderEvent, OrderState>>> = WHILE_WORKING;

/**
 * The state after a report of the broker. Its word is the truth even where the table knows no such way (`isLegal`
 * false): then something went on that this app did not see, which is recorded and shown, not argued with.
 */
export function stateAfterReport(
  state: OrderState,
  status: BrokerOrderStatus,
): { readonly state: OrderState; readonly isLegal: boolean } {
  const event = reportEvent(status);
  if (event === null) return { state, isLegal: true };
  const next = nextOrderState(state, event);
  return { state: next ?? STATE_REPORTED[event] ?? state, isLegal: next !== null };
}
