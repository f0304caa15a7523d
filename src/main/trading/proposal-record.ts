import type { Selectable } from 'kysely';
import * as z from 'zod';
import { type ApprovalCard, approvalCardSchema } from '../../shared/domain/approval-card.ts';
import { controlResultSchema } from '../../shared/domain/control.ts';
import { type Decimal, decimalSchema } from '../../shared/domain/decimal.ts';
import { type MoneyMove, moneyMoveSchema } from '../../shared/domain/money-move.ts';
import { type OrderDraft, orderDraftSchema } from '../../shared/domain/order.ts';
import type { OrderCard } from '../../shared/domain/order-card.ts';
import {
  type BasketLeg,
  isWaiting,
  type Proposal,
  type ProposalStatus,
} from '../../shared/domain/proposal.ts';
import type { OrdersTable, ProposalsTable } from '../database/schema.ts';

export type ProposalRow = Selectable<ProposalsTable>;
export type OrderRow = Selectable<OrdersTable>;

/** A proposal and, once it was handed over to be sent, its order. */
export interface ProposalRecord {
  readonly row: ProposalRow;
  readonly order: OrderRow | null;
  /** The orders of a basket, in the order of sending; empty for everything else. */
  readonly legs: readonly LegRecord[];
}
type LegRecord = Pick<ProposalRecord, 'row' | 'order'>;

const controlsSchema = z.array(controlResultSchema);

/** From `submitting` on, the order's state is what there is to say. */
export function statusOf({ row, order, legs = [] }: LegRecord & Partial<ProposalRecord>): ProposalStatus {
  if (row.kind === 'basket' && row.state === 'submitting') return basketStatus(legs.map(statusOf));
  if (row.state !== 'submitting' || order === null) return row.state;
  return order.state === 'expired' ? 'order_expired' : order.state;
}

/**
 * Of a basket that was handed over: as long as one of its orders has no first answer it is being sent; one unknown outcome
 * makes it unknown; then the one word that is true of all of them, or `mixed`.
 */
function basketStatus(legs: readonly ProposalStatus[]): ProposalStatus {
  if (legs.some((status) => status === 'approved' || status === 'submitting')) return 'submitting';
  if (legs.includes('unknown')) return 'unknown';
  const [first] = legs;
  const isOfAll = first !== undefined && !isWaiting(first) && legs.every((status) => status === first);
  return isOfAll ? first : 'mixed';
}

function legOf(record: LegRecord): BasketLeg {
  const { row, order } = record;
  if (row.order_json === null || row.leg_number === null)
    throw new Error('an order of a basket without its order');
  return {
    proposalId: row.id,
    number: row.leg_number,
    status: statusOf(record),
    order: draftFrom(row.order_json),
    reviewReason: row.review_reason,
    brokerOrderId: order?.broker_order_id ?? null,
    brokerMessage: order?.broker_message ?? null,
    filledQuantity: figureFrom(order?.filled_quantity ?? null),
    averageFillPrice: figureFrom(order?.average_fill_price ?? null),
  };
}

export function proposalOf(record: ProposalRecord): Proposal {
  const { row, order, legs } = record;
  const status = statusOf(record);
  return {
    id: row.id,
    kind: row.kind,
    status,
    accountId: row.account_id,
    accountAlias: row.account_alias,
    mode: row.mode,
    clientName: row.client_name,
    isClientConnected: row.is_client_connected === 1,
    requestId: row.request_id,
    order: row.order_json === null ? null : draftFrom(row.order_json),
    cancelsBrokerOrderId: row.cancels_broker_order_id,
    modifiesBrokerOrderId: row.modifies_broker_order_id,
    money: row.money_json === null ? null : moneyFrom(row.money_json),
    basketId: row.basket_id,
    legs: legs.map(legOf),
    rationale: row.rationale,
    controls: controlsSchema.parse(JSON.parse(row.controls_json)),
    createdAtMs: row.created_at_ms,
    expiresAtMs: isWaiting(status) ? row.expires_at_ms : null,
    decidedAtMs: row.decided_at_ms,
    decisionNote: row.decision_note,
    reviewReason: row.review_reason,
    supersededBy: row.superseded_by,
    brokerOrderId: order?.broker_order_id ?? null,
    brokerMessage: order?.broker_message ?? null,
    filledQuantity: figureFrom(order?.filled_quantity ?? null),
    averageFillPrice: figureFrom(order?.average_fill_price ?? null),
    updatedAtMs: Math.max(...[{ row, order }, ...legs].map(updatedAtMs)),
  };
}

function updatedAtMs({ row, order }: LegRecord): number {
  return Math.max(row.updated_at_ms, order?.updated_at_ms ?? 0);
}

export function moneyFrom(json: string): MoneyMove {
  return moneyMoveSchema.parse(JSON.parse(json));
}

export function draftFrom(json: string): OrderDraft {
  return orderDraftSchema.parse(JSON.parse(json));
}

/**
 * The card as it was sealed, with what has changed around it since. null: it was blocked and never shown, or an earlier
 * version of the app sealed it with other fields, and nobody can approve it here.
 */
export function cardFrom(row: ProposalRow): ApprovalCard | null {
  if (row.card_json === null) return null;
  const { success, data: card } = approvalCardSchema.safeParse(JSON.parse(row.card_json));
  if (!success) return null;
  return {
    ...card,
    state: row.state === 'needs_review' ? 'needs_review' : 'awaiting_approval',
    reviewReason: row.review_reason,
    expiresAtMs: row.expires_at_ms ?? card.expiresAtMs,
    client: { ...card.client, isConnected: row.is_client_connected === 1 },
  };
}

/** The ticket of one order. @throws Error, for a proposal of another kind */
export function orderCardFrom(row: ProposalRow): OrderCard | null {
  const card = cardFrom(row);
  if (card === null || card.kind === 'order') return card;
  throw new Error('the card is not that of an order');
}

function figureFrom(text: string | null): Decimal | null {
  return text === null ? null : decimalSchema.parse(text);
}
