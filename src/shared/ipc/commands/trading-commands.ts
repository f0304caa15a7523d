import * as z from 'zod';
import { accountIdSchema } from '../../domain/account.ts';
import {
  approvalCardSchema,
  decisionInputSchema,
  editInputSchema,
  removeLegInputSchema,
} from '../../domain/approval-card.ts';
import { moneyWordSchema } from '../../domain/money-word.ts';
import { brokerOrderIdSchema } from '../../domain/order.ts';
import { proposalIdSchema, proposalSchema } from '../../domain/proposal.ts';
import { APPROVAL, BOTH, type CommandContract, done, MAIN } from '../command.ts';

const PROPOSALS_LIST_MAX = 200;

export const tradingCommands = {
  /** A person's own cancel: never harder than creating an order. */
  'orders.cancel': {
    input: z.strictObject({ accountId: accountIdSchema, brokerOrderId: brokerOrderIdSchema }),
    output: proposalSchema,
    roles: BOTH,
  },
  'proposals.list': {
    input: z.strictObject({ isWaitingOnly: z.boolean(), limit: z.int().min(1).max(PROPOSALS_LIST_MAX) }),
    output: z.array(proposalSchema),
    roles: BOTH,
  },
  /** What the user saw in the broker's app of money whose end the broker's lists do not tell. It decides about no trade. */
  'proposals.takeMoneyWord': { input: moneyWordSchema, output: proposalSchema, roles: MAIN },
  /** Shows the approval window on this proposal, or on the oldest that waits. */
  'approvals.open': {
    input: z.strictObject({ proposalId: proposalIdSchema.nullable() }),
    output: done,
    roles: BOTH,
  },
  'approvals.card': {
    input: z.strictObject({ proposalId: proposalIdSchema }),
    output: approvalCardSchema,
    roles: APPROVAL,
  },
  /** New quote, preview and controls, hence a new seal. */
  'approvals.refresh': {
    input: z.strictObject({ proposalId: proposalIdSchema }),
    output: approvalCardSchema,
    roles: APPROVAL,
  },
  'approvals.edit': { input: editInputSchema, output: approvalCardSchema, roles: APPROVAL },
  /** Answers with the card of the smaller basket that stands in its place. */
  'approvals.removeLeg': { input: removeLegInputSchema, output: approvalCardSchema, roles: APPROVAL },
  'approvals.decide': {
    input: decisionInputSchema,
    /** isDelivered false: the decision came too late or for another card, and nothing was done. */
    output: z.strictObject({ isDelivered: z.boolean(), text: z.string(), proposal: proposalSchema }),
    roles: APPROVAL,
  },
} as const satisfies CommandContract;
