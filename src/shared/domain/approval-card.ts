import * as z from 'zod';
import { accountModeSchema } from './account.ts';
import { taintSourceSchema } from './context-taint.ts';
import { controlIdSchema, controlResultSchema } from './control.ts';
import { decimalSchema, positiveDecimalSchema } from './decimal.ts';
import { corporateActionKindSchema } from './fundamentals.ts';
import { contractSchema, currencySchema } from './instrument.ts';
import { marketStatusSchema, quoteSchema } from './market-data.ts';
import { daySchema } from './market-day.ts';
import {
  brokerOrderIdSchema,
  orderDraftSchema,
  orderPreviewSchema,
  orderTypeSchema,
  sideSchema,
  timeInForceSchema,
} from './order.ts';
import { orderPayoffSchema } from './order-payoff.ts';
import { proposalIdSchema } from './proposal.ts';
import { rationaleClaimSchema } from './rationale-claim.ts';
import { passphraseSchema } from './vault-status.ts';

const figure = decimalSchema.nullable();
const beforeAfter = z.strictObject({ before: figure, after: figure, currency: currencySchema.nullable() });

/** sha256 over everything the user sees decided: order, account, mode, preview, quote, policy version. */
export const sealSchema = z.string().regex(/^[0-9a-f]{64}$/);

export const orderIntentSchema = z.enum([
  'opens',
  'adds',
  'reduces',
  'closes',
  'flips',
  'opens_short',
  'adds_short',
  'covers',
  'unknown',
]);

/** The order ticket as the approval window shows it, computed in main so that the window displays and decides nothing. */
export const approvalCardSchema = z.strictObject({
  proposalId: proposalIdSchema,
  seal: sealSchema,
  state: z.enum(['awaiting_approval', 'needs_review']),
  reviewReason: z.string().nullable(),
  account: z.strictObject({
    alias: z.string(),
    label: z.string(),
    lastFour: z.string().nullable(),
    mode: accountModeSchema,
    isDemo: z.boolean(),
  }),
  client: z.strictObject({
    name: z.string(),
    version: z.string().nullable(),
    role: z.string(),
    isConnected: z.boolean(),
  }),
  order: orderDraftSchema,
  /** BUY 100 AAPL @ 187.50 LMT DAY */
  sentence: z.string(),
  intent: orderIntentSchema,
  contract: contractSchema,
  quote: quoteSchema,
  midPrice: figure,
  /** Fraction of the mid price. */
  spreadRate: figure,
  /** Limit price against the price on the other side (ask for a buy), positive when it pays more than that. */
  againstBookRate: figure,
  againstBookTicks: figure,
  againstLastRate: figure,
  againstLastTicks: figure,
  /** In the order's currency: quantity x price without fees; the worst case prices a market order beyond the quote. */
  notional: z.strictObject({ estimate: figure, worstCase: figure, currency: currencySchema }),
  /** Without its provenance the window could not say how old the preview is. */
  preview: orderPreviewSchema.nullable(),
  cash: beforeAfter,
  buyingPower: beforeAfter,
  position: z.strictObject({ before: figure, after: figure, averageCost: figure }),
  /** The order's share of net liquidation, and that of the symbol after it. */
  netLiquidationRate: figure,
  symbolRate: figure,
  /** Before fees, in the order's currency. null: it closes nothing. */
  realisedPnl: z.strictObject({ estimate: figure, quantity: decimalSchema }).nullable(),
  /** null: neither an option nor a short sale. */
  payoff: orderPayoffSchema.nullable(),
  /** null: not known. */
  openOnSymbol: z
    .array(
      z.strictObject({
        brokerOrderId: brokerOrderIdSchema,
        side: sideSchema,
        /** What is left of it; null: an order by amount. */
        quantity: figure,
        orderType: z.string(),
        price: figure,
        isAlike: z.boolean(),
      }),
    )
    .nullable(),
  /** Of the account today, against its limits: before this order and after it. */
  dayUsage: z.array(
    z.strictObject({
      measure: z.enum(['orders', 'notional', 'loss']),
      used: figure,
      after: figure,
      limit: figure,
      currency: currencySchema.nullable(),
    }),
  ),
  /** In shares; the rates are the order's. */
  marketSize: z.strictObject({
    averageDailyVolume: figure,
    volumeRate: figure,
    displayedSize: figure,
    displayedRate: figure,
  }),
  market: marketStatusSchema.nullable(),
  /** Of the market's day; null: its calendar is not known. `closesAtMs` is null where the close is not known. */
  session: z
    .strictObject({ isTradingDay: z.boolean(), closesAtMs: z.int().nullable(), isEarlyClose: z.boolean() })
    .nullable(),
  /** Announced for the next 7 days, in the market's zone. null: nothing could be read. */
  events: z
    .strictObject({
      earningsDays: z.array(daySchema),
      areEarningsKnown: z.boolean(),
      actions: z.array(
        z.strictObject({
          kind: corporateActionKindSchema,
          day: daySchema,
          amount: figure,
          currency: z.string().nullable(),
        }),
      ),
      areActionsKnown: z.boolean(),
    })
    .nullable(),
  rationale: z.string(),
  rationaleClaims: z.array(rationaleClaimSchema),
  /** Text of third parties that the client was given in the last 30 minutes (control 30), newest first. */
  taints: z.array(taintSourceSchema),
  /** Why a grant that the client has does not cover this order; null: it has none. */
  grantNote: z.string().nullable(),
  /** How approving asks again who sits there; `unavailable`: it should, and cannot. null: it does not ask. */
  reauthentication: z.enum(['touch_id', 'passphrase', 'unavailable']).nullable(),
  controls: z.array(controlResultSchema),
  /** Approve sends these back; a missing one is refused. */
  acknowledgementsNeeded: z.array(controlIdSchema),
  /** The open order that this proposal changes; null for a new order. */
  modifies: z.strictObject({ brokerOrderId: brokerOrderIdSchema, before: orderDraftSchema }).nullable(),
  /** Set if this card replaces an edited one, or changes an open order. */
  difference: z.array(z.strictObject({ field: z.string(), before: z.string(), after: z.string() })),
  createdAtMs: z.number().int(),
  expiresAtMs: z.number().int(),
  refreshedAtMs: z.number().int(),
  /** After this instant Approve is off until the card is refreshed. */
  staleAtMs: z.number().int(),
  /** How long Approve must be held. */
  holdMs: z.int().min(0).max(10_000),
});
export type ApprovalCard = z.infer<typeof approvalCardSchema>;

export const DECISION_NOTE_LENGTH_MAX = 500;

export const decisionInputSchema = z.discriminatedUnion('decision', [
  z.strictObject({
    decision: z.literal('approve'),
    proposalId: proposalIdSchema,
    /** The seal of the card that was on the screen: what is not this card is not approved. */
    seal: sealSchema,
    acknowledged: z.array(controlIdSchema).max(40),
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
});
export type EditInput = z.infer<typeof editInputSchema>;
