import type { Decimal } from '../../shared/domain/decimal.ts';
import type { Combo } from './combo.ts';
import type { Iceberg, ShownSlice } from './iceberg.ts';

export type OrderSide = 'BUY' | 'SELL';
export const ORDER_TYPES = ['MKT', 'LMT', 'STP', 'STP_LMT', 'TRAIL', 'TWAP', 'VWAP', 'ICEBERG'] as const;
export type OrderType = (typeof ORDER_TYPES)[number];
export const TIMES_IN_FORCE = ['DAY', 'GTC', 'GTD'] as const;
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

/** Distance of a TRAIL order's stop from the best price seen: money, or a percentage of the price. */
export type Trailing = { readonly amount: Decimal } | { readonly percent: Decimal };

/** Window of a TWAP or VWAP order. */
export interface AlgoWindow {
  readonly startMs: number;
  readonly endMs: number;
  /** Most that may be taken of what is shown at a time; null takes it all. */
  readonly participation: Decimal | null;
  readonly mayRunOn: boolean;
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
  readonly trailing?: Trailing;
  readonly algo?: AlgoWindow;
  /** End of a GTD order. */
  readonly expireTimeMs?: number;
  /** Of an option combination; then the symbol is the share's and the limit a net price, which may be below zero. */
  readonly combo?: Combo;
  readonly iceberg?: Iceberg;
}

/** What one leg of a combination has done. */
interface LegFill {
  readonly quantity: Decimal;
  /** Without fees. */
  readonly amount: Decimal;
  readonly fees: Decimal;
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
  /** Sum of the executions' amounts, without fees; of a combination the net amount, paid if bought, received if sold. */
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
  /** Global id of the order that this one was attached to. */
  readonly parentId?: string;
  readonly attachRole?: 'PROFIT' | 'LOSS';
  /** Orders of one group: when one fills, the others end. */
  readonly ocaGroup?: string;
  /** True while an attached leg waits for its parent. */
  readonly isDormant?: boolean;
  /** Present stop of a TRAIL order. */
  readonly trailStopPrice?: Decimal;
  /** Of a combination, in the order of its legs. */
  readonly legFills?: readonly LegFill[];
  /** The part of an iceberg that stands in the book now. */
  readonly shownSlice?: ShownSlice;
}
