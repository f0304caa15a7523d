import * as z from 'zod';
import { accountIdSchema, accountModeSchema } from './account.ts';
import { controlResultSchema } from './control.ts';
import { decimalSchema } from './decimal.ts';
import { moneyMoveSchema } from './money-move.ts';
import { brokerOrderIdSchema, orderDraftSchema } from './order.ts';

/** 128 random bits: possession is no permission, but guessing must be hopeless. */
export const proposalIdSchema = z.string().regex(/^prp_[a-z0-9]{26}$/, 'must be a proposal id');
export type ProposalId = z.infer<typeof proposalIdSchema>;

/** `basket`: several new orders as one decision; each is a proposal of its own, of kind `place`, with a `basketId`. */
export const proposalKindSchema = z.enum(['place', 'modify', 'cancel', 'basket', 'transfer', 'forex']);

/** The life of a proposal until it is handed over to be sent; `submitting` and after, its order's state speaks. */
export const proposalStateSchema = z.enum([
  'draft',
  'blocked',
  'awaiting_approval',
  'needs_review',
  'approved',
  'declined',
  'expired',
  'withdrawn',
  'superseded',
  'submitting',
]);
export type ProposalState = z.infer<typeof proposalStateSchema>;

/** The life of an order at the broker, as far as we know it. Every state after `submitting` comes from the broker, or, of money alone, from what the user saw there. */
export const orderStateSchema = z.enum([
  'submitting',
  'unknown',
  'not_sent',
  'submitted',
  'working',
  'partially_filled',
  'filled',
  'cancelled',
  'expired',
  'rejected',
  /** Of a change alone: the order is now as it was asked to be. */
  'modified',
  /** Of a transfer or an exchange of money: done. */
  'settled',
]);
export type OrderState = z.infer<typeof orderStateSchema>;

/** The one word that a client or the window sees. An order's own expiry is `order_expired`, an approval's is `expired`. */
export const proposalStatusSchema = z.enum([
  ...proposalStateSchema.options,
  'unknown',
  'not_sent',
  'submitted',
  'working',
  'partially_filled',
  'filled',
  'cancelled',
  'order_expired',
  'rejected',
  'modified',
  'settled',
  /** Of a basket alone: its orders were handed over and came out differently, so each is looked at by itself. */
  'mixed',
]);
export type ProposalStatus = z.infer<typeof proposalStatusSchema>;

export const RATIONALE_LENGTH_MAX = 2000;
export const REQUEST_ID_LENGTH_MAX = 100;

/** Control 15: a person cannot judge more at once, and a program in a loop is stopped here. */
export const WAITING_PER_CLIENT_MAX = 5;

/** One order of a basket and what became of it. */
const basketLegSchema = z.strictObject({
  proposalId: proposalIdSchema,
  /** From 1, in the order of sending. */
  number: z.int().min(1),
  status: proposalStatusSchema,
  order: orderDraftSchema,
  reviewReason: z.string().nullable(),
  brokerOrderId: brokerOrderIdSchema.nullable(),
  brokerMessage: z.string().nullable(),
  filledQuantity: decimalSchema.nullable(),
  averageFillPrice: decimalSchema.nullable(),
});
export type BasketLeg = z.infer<typeof basketLegSchema>;

export const proposalSchema = z.strictObject({
  id: proposalIdSchema,
  kind: proposalKindSchema,
  status: proposalStatusSchema,
  accountId: accountIdSchema,
  accountAlias: z.string(),
  mode: accountModeSchema,
  /** What the asking program calls itself: for display, never for a rule. */
  clientName: z.string(),
  isClientConnected: z.boolean(),
  requestId: z.string().nullable(),
  /** null for a cancel, a basket, and money; for a modify, the order as it is to become. */
  order: orderDraftSchema.nullable(),
  /** The order that a cancel is about. */
  cancelsBrokerOrderId: brokerOrderIdSchema.nullable(),
  /** The open order that a modify changes. */
  modifiesBrokerOrderId: brokerOrderIdSchema.nullable(),
  /** Of a transfer or an exchange: what moves. */
  money: moneyMoveSchema.nullable(),
  /** The basket that this order belongs to. */
  basketId: proposalIdSchema.nullable(),
  /** The orders of a basket, in the order of sending; empty for everything else. */
  legs: z.array(basketLegSchema),
  rationale: z.string(),
  controls: z.array(controlResultSchema),
  createdAtMs: z.number().int(),
  /** null once no decision is awaited any more. */
  expiresAtMs: z.number().int().nullable(),
  decidedAtMs: z.number().int().nullable(),
  /** The user's words with a decision. */
  decisionNote: z.string().nullable(),
  reviewReason: z.string().nullable(),
  supersededBy: proposalIdSchema.nullable(),
  brokerOrderId: brokerOrderIdSchema.nullable(),
  brokerMessage: z.string().nullable(),
  filledQuantity: decimalSchema.nullable(),
  averageFillPrice: decimalSchema.nullable(),
  updatedAtMs: z.number().int(),
});
export type Proposal = z.infer<typeof proposalSchema>;

const WAITING: ReadonlySet<ProposalStatus> = new Set(['draft', 'awaiting_approval', 'needs_review']);

/** True while a person's decision is awaited. */
export function isWaiting(status: ProposalStatus): boolean {
  return WAITING.has(status);
}
