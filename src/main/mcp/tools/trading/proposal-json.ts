import * as z from 'zod';
import type { MoneyMove } from '../../../../shared/domain/money-move.ts';
import {
  type BasketLeg,
  type Proposal,
  proposalKindSchema,
  proposalStatusSchema,
} from '../../../../shared/domain/proposal.ts';
import { proposalSentence } from '../../../../shared/domain/proposal-sentence.ts';
import { accountFields, figure, isoTime } from '../../account-fields.ts';
import { modifyOutcome } from './modify-outcome.ts';
import { moneyOutcome } from './money-outcome.ts';
import { orderOutput } from './order-input.ts';
import { controlsJson, controlsOutput, orderDraftJson } from './order-json.ts';
import { cancelOutcome, proposalOutcome, whileLocked } from './proposal-outcome.ts';

const time = z.string().nullable();

/** The same for every tool that answers with a proposal. */
export const proposalFields = {
  proposal_id: z.string(),
  kind: proposalKindSchema,
  status: proposalStatusSchema,
  message: z.string().describe('What has happened.'),
  next_step: z.string().describe('What to do now.'),
  final: z.boolean().describe('true: nothing more will come.'),
  ...accountFields,
  sentence: z.string().describe('The order in one line.'),
  order: orderOutput
    .nullable()
    .describe('null: a cancel, a basket or money. For a modify: the order as it becomes.'),
  cancels_order_id: z.string().nullable(),
  modifies_order_id: z.string().nullable(),
  money: z
    .strictObject({
      from_segment: z.string(),
      to_segment: z.string(),
      currency: z.string(),
      target_currency: z.string(),
      amount: z.string(),
    })
    .nullable()
    .describe('Of a transfer or an exchange.'),
  basket_id: z.string().nullable().describe('The basket that this order belongs to.'),
  legs: z
    .array(
      z.strictObject({
        proposal_id: z.string(),
        number: z.int(),
        status: proposalStatusSchema,
        order: orderOutput,
        order_id: z.string().nullable(),
        filled_quantity: figure,
        average_fill_price: figure,
        broker_message: z.string().nullable(),
        review_reason: z.string().nullable(),
      }),
    )
    .describe('The orders of a basket in the order of sending, each with its own outcome; otherwise empty.'),
  order_id: z.string().nullable().describe("The broker's order id once it has one."),
  filled_quantity: figure,
  average_fill_price: figure.describe('As the broker reports it, commission included.'),
  currency: z.string().nullable().describe('Currency of the prices.'),
  broker_message: z.string().nullable(),
  decision_note: z.string().nullable().describe("The user's words with the decision."),
  review_reason: z.string().nullable(),
  superseded_by: z.string().nullable(),
  controls: controlsOutput,
  rationale: z.string(),
  request_id: z.string().nullable(),
  created_at: z.string(),
  expires_at: time.describe('When the wait for a decision ends; null: none is awaited.'),
  decided_at: time,
  updated_at: z.string(),
};

export const proposalOutput = z.strictObject(proposalFields);

/** Times ISO UTC, quantities and prices decimal texts. */
export function proposalJson(proposal: Proposal, isAppLocked: boolean): z.infer<typeof proposalOutput> {
  const outcome = whileLocked(proposal, OUTCOMES[proposal.kind](proposal), isAppLocked);
  const { order } = proposal;
  return {
    proposal_id: proposal.id,
    kind: proposal.kind,
    status: proposal.status,
    message: outcome.message,
    next_step: outcome.nextStep,
    final: outcome.isFinal,
    account_id: proposal.accountAlias,
    mode: proposal.mode,
    sentence: proposalSentence(proposal),
    order: order === null ? null : orderDraftJson(order),
    cancels_order_id: proposal.cancelsBrokerOrderId,
    modifies_order_id: proposal.modifiesBrokerOrderId,
    money: proposal.money === null ? null : moneyJson(proposal.money),
    basket_id: proposal.basketId,
    legs: proposal.legs.map(legJson),
    order_id: proposal.brokerOrderId,
    filled_quantity: proposal.filledQuantity,
    average_fill_price: proposal.averageFillPrice,
    currency: order?.currency ?? null,
    broker_message: proposal.brokerMessage,
    decision_note: proposal.decisionNote,
    review_reason: proposal.reviewReason,
    superseded_by: proposal.supersededBy,
    controls: controlsJson(proposal.controls),
    rationale: proposal.rationale,
    request_id: proposal.requestId,
    created_at: isoTime(proposal.createdAtMs),
    expires_at: isoTime(proposal.expiresAtMs),
    decided_at: isoTime(proposal.decidedAtMs),
    updated_at: isoTime(proposal.updatedAtMs),
  };
}

const OUTCOMES = {
  place: proposalOutcome,
  basket: proposalOutcome,
  transfer: moneyOutcome,
  forex: moneyOutcome,
  modify: modifyOutcome,
  cancel: cancelOutcome,
} as const;

function legJson(leg: BasketLeg) {
  return {
    proposal_id: leg.proposalId,
    number: leg.number,
    status: leg.status,
    order: orderDraftJson(leg.order),
    order_id: leg.brokerOrderId,
    filled_quantity: leg.filledQuantity,
    average_fill_price: leg.averageFillPrice,
    broker_message: leg.brokerMessage,
    review_reason: leg.reviewReason,
  };
}

function moneyJson(move: MoneyMove) {
  if (move.kind === 'transfer') {
    const { fromSegment, toSegment, currency, amount } = move;
    return { from_segment: fromSegment, to_segment: toSegment, currency, target_currency: currency, amount };
  }
  return {
    from_segment: move.segment,
    to_segment: move.segment,
    currency: move.sourceCurrency,
    target_currency: move.targetCurrency,
    amount: move.sourceAmount,
  };
}
