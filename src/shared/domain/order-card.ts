import * as z from 'zod';
import { cardHead } from './card-head.ts';
import { orderLegSchema } from './combination.ts';
import { decimalSchema } from './decimal.ts';
import { corporateActionKindSchema } from './fundamentals.ts';
import { contractSchema, currencySchema, tickSizeSchema } from './instrument.ts';
import { marketStatusSchema, quoteSchema } from './market-data.ts';
import { daySchema } from './market-day.ts';
import { brokerOrderIdSchema, orderDraftSchema, orderPreviewSchema, sideSchema } from './order.ts';
import { orderPayoffSchema } from './order-payoff.ts';
import { rationaleClaimSchema } from './rationale-claim.ts';

const figure = decimalSchema.nullable();
export const beforeAfterSchema = z.strictObject({
  before: figure,
  after: figure,
  currency: currencySchema.nullable(),
});

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

export const dayUsageSchema = z.strictObject({
  measure: z.enum(['orders', 'notional', 'loss']),
  used: figure,
  after: figure,
  limit: figure,
  currency: currencySchema.nullable(),
});
export type DayUsage = z.infer<typeof dayUsageSchema>;

/** The order ticket as the approval window shows it. */
export const orderCardSchema = z.strictObject({
  kind: z.literal('order'),
  ...cardHead,
  order: orderDraftSchema,
  intent: orderIntentSchema,
  contract: contractSchema,
  /** Of a combination the natural prices of the whole, as old as its oldest leg. */
  quote: quoteSchema,
  /** Each leg with what it does in this order, and its quote; null: no combination. */
  combination: z
    .strictObject({
      comboType: z.string(),
      legs: z.array(
        orderLegSchema.extend({
          quote: quoteSchema,
          /** Cards of before do not tell them. */
          tickSizes: z.array(tickSizeSchema).default([]),
        }),
      ),
    })
    .nullable()
    .default(null),
  midPrice: figure,
  /** Fraction of the mid price. */
  spreadRate: figure,
  /** Limit price against the price on the other side (ask for a buy), positive when it pays more than that. */
  againstBookRate: figure,
  againstBookTicks: figure,
  againstLastRate: figure,
  againstLastTicks: figure,
  /** Where the stop of a trailing order would be if it began now; cards of before know no such orders. */
  firstTrailStop: figure.default(null),
  /** What its legs would win and lose, before fees, in the order's currency; null: it has none. */
  attachedOutcome: z.strictObject({ profit: figure, loss: figure }).nullable().default(null),
  /** In the order's currency: quantity x price without fees; the worst case prices a market order beyond the quote. */
  notional: z.strictObject({ estimate: figure, worstCase: figure, currency: currencySchema }),
  /** Without its provenance the window could not say how old the preview is. */
  preview: orderPreviewSchema.nullable(),
  cash: beforeAfterSchema,
  buyingPower: beforeAfterSchema,
  position: z.strictObject({ before: figure, after: figure, averageCost: figure }),
  /** As in `Assets`; cards of before know no such count. */
  dayTradesRemaining: z.int().nullable().default(null),
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
  dayUsage: z.array(dayUsageSchema),
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
  rationaleClaims: z.array(rationaleClaimSchema),
  /** Why a grant that the client has does not cover this order; null: it has none. */
  grantNote: z.string().nullable(),
  /** The open order that this proposal changes; null for a new order. */
  modifies: z.strictObject({ brokerOrderId: brokerOrderIdSchema, before: orderDraftSchema }).nullable(),
});
export type OrderCard = z.infer<typeof orderCardSchema>;
