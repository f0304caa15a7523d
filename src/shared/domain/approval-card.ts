import * as z from 'zod';
import { BASKET_LEGS_MAX, basketCardSchema } from './basket-card.ts';
import { acknowledgementKeySchema, sealSchema } from './card-head.ts';
import { controlIdSchema } from './control.ts';
import { positiveDecimalSchema } from './decimal.ts';
import { moneyCardSchema } from './money-card.ts';
import { orderTypeSchema, timeInForceSchema } from './order.ts';
import { orderCardSchema } from './order-card.ts';
import { algoSchema, attachedLegsSchema, trailSchema } from './order-form.ts';
import { proposalIdSchema } from './proposal.ts';
import { passphraseSchema } from './vault-status.ts';

/** What the approval window shows of a proposal, and what its seal is over. */
export const approvalCardSchema = z.discriminatedUnion('kind', [
  orderCardSchema,
  basketCardSchema,
  moneyCardSchema,
]);
export type ApprovalCard = z.infer<typeof approvalCardSchema>;

/** Every control of every order that a card can show. */
const ACKNOWLEDGED_MAX = BASKET_LEGS_MAX * controlIdSchema.options.length;

export const DECISION_NOTE_LENGTH_MAX = 500;

export const decisionInputSchema = z.discriminatedUnion('decision', [
  z.strictObject({
    decision: z.literal('approve'),
    proposalId: proposalIdSchema,
    /** The seal of the card that was on the screen: what is not this card is not approved. */
    seal: sealSchema,
    acknowledged: z.array(acknowledgementKeySchema).max(ACKNOWLEDGED_MAX),
    /** The asking program has gone away; the user says that the order is still wanted. */
    isStillWanted: z.boolean(),
    /** Of the app, where the card asks for it. */
    passphrase: passphraseSchema.optional(),
  }),
  z.strictObject({
    decision: z.literal('decline'),
    proposalId: proposalIdSchema,
    note: z.string().max(DECISION_NOTE_LENGTH_MAX),
    /** Refuse this client's proposals for ten minutes. */
    isClientBlocked: z.boolean(),
  }),
]);
export type DecisionInput = z.infer<typeof decisionInputSchema>;

/** Every field of the new order; the edit makes a new sealed proposal that supersedes the old one. */
export const editInputSchema = z.strictObject({
  proposalId: proposalIdSchema,
  seal: sealSchema,
  orderType: orderTypeSchema,
  quantity: positiveDecimalSchema,
  limitPrice: positiveDecimalSchema.nullable(),
  stopPrice: positiveDecimalSchema.nullable(),
  timeInForce: timeInForceSchema,
  trail: trailSchema.nullable(),
  expiresAtMs: z.int().nullable(),
  attached: attachedLegsSchema.nullable(),
  algo: algoSchema.nullable(),
});
export type EditInput = z.infer<typeof editInputSchema>;

/** Takes one order out of a basket: a new sealed basket of the others supersedes the old one. */
export const removeLegInputSchema = z.strictObject({
  proposalId: proposalIdSchema,
  seal: sealSchema,
  legId: proposalIdSchema,
});
export type RemoveLegInput = z.infer<typeof removeLegInputSchema>;
