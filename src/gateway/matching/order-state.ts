import type { Decimal } from '../../shared/domain/decimal.ts';

export type OrderSide = 'BUY' | 'SELL';
export const ORDER_TYPES = ['MKT', 'LMT', 'STP', 'STP_LMT'] as const;
export type OrderType = (typeof ORDER_TYPES)[number];
export const TIMES_IN_FORCE = ['DAY', 'GTC'] as const;
type TimeInForce = (typeof TIMES_IN_FORCE)[number];

/** Wire contract 4.1. */
export type OrderStatus =
  | 'Initial'
  | 'PendingSubmit'
  | 'Submitted'
  | 'PendingCancel'
  | 'Filled'
  | 'Cancelled'
  | 'Inactive'
  | 'Invalid';

/** The state machine of wire contract 4.1; every other move is a defect. */
const MOVES: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {
  Initial: ['PendingSubmit', 'Submitted', 'Filled', 'Inactive', 'Invalid', 'Cancelled'],
  PendingSubmit: ['Submitted', 'PendingCancel', 'Cancelled', 'Inactive', 'Invalid'],
  Submitted: ['Submitted', 'Filled', 'PendingCancel', 'Cancelled', 'Inactive', 'Invalid'],
  PendingCancel: ['PendingCancel', 'Cancelled', 'Filled', 'Submitted'],
  Filled: [],
  Cancelled: [],
  Inactive: [],
  Invalid: [],
};

export function canMove(from: OrderStatus, to: OrderStatus): boolean {
  return MOVES[from].includes(to);
}

export function isOpenStatus(status: OrderStatus): boolean {
  return MOVES[status].length > 0;
}

/** What the client asked for; fixed but for the members that modify_order may change. */
export interface OrderTerms {
  readonly symbol: string;
  readonly side: OrderSide;
  readonly orderType: OrderType;
  readonly quantity: Decimal;
  /** Decimal places in which quantities of this order go on the wire. */
  readonly quantityScale: number;
  readonly limitPrice: Decimal | null;
  /** Trigger of STP and STP_LMT. */
  readonly auxPrice: Decimal | null;
  readonly timeInForce: TimeInForce;
  readonly outsideRth: boolean;
}

export interface OrderState extends OrderTerms {
  /** Global id, decimal text. */
  readonly id: string;
  readonly account: string;
  /** Account-level number. */
  readonly orderNumber: number;
  readonly userMark: string;
  readonly status: OrderStatus;
  readonly filledQuantity: Decimal;
  /** Sum of the executions' amounts, without fees. */
  readonly filledAmount: Decimal;
  readonly fees: Decimal;
  readonly realised: Decimal;
  readonly isTriggered: boolean;
  /** True if the position was flat or on the same side when the order came. */
  readonly isOpening: boolean;
  readonly replaceStatus: 'NONE' | 'REPLACED';
  readonly cancelStatus: 'NONE' | 'RECEIVED';
  readonly remark: string;
  readonly openedAtMs: number;
  readonly updatedAtMs: number;
  /** End of the trading day for DAY orders. */
  readonly expiresAtMs: number | null;
  readonly cancelAtMs: number | null;
}
