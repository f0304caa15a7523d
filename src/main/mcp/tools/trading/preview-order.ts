import * as z from 'zod';
import { orderSentence } from '../../../../shared/domain/order-sentence.ts';
import {
  accountFields,
  accountJson,
  figure,
  provenanceFields,
  provenanceJson,
} from '../../account-fields.ts';
import { READ_ANNOTATIONS, readTool } from '../../tool.ts';
import { bareOrderFields, orderOutput, orderRequest } from './order-input.ts';
import { controlsJson, controlsOutput, orderDraftJson } from './order-json.ts';

const input = z.strictObject(bareOrderFields);

const output = z.strictObject({
  ...accountFields,
  sentence: z.string(),
  order: orderOutput,
  would_be_blocked: z.boolean().describe('true: as it stands the order would not even be shown to the user.'),
  next_step: z.string(),
  controls: controlsOutput,
  quote: z.strictObject({
    bid_price: figure,
    ask_price: figure,
    last_price: figure,
    currency: z.string(),
    ...provenanceFields,
  }),
  broker: z.strictObject({
    passes: z.boolean().nullable().describe('false: the broker would refuse it; null: it did not say.'),
    message: z.string().nullable(),
    commission: figure,
    gst: figure.describe('Tax on the commission, not in it.'),
    commission_currency: z.string().nullable(),
    margin_currency: z.string().nullable(),
    initial_margin_before: figure,
    initial_margin_after: figure,
    maintenance_margin_before: figure,
    maintenance_margin_after: figure,
    equity_with_loan_before: figure,
    equity_with_loan_after: figure,
    available_after: figure,
    excess_liquidity_after: figure,
    ...provenanceFields,
  }),
});

export const previewOrder = readTool({
  name: 'tiger_preview_order',
  title: 'Preview order',
  description:
    "Checks an order, given as to tiger_place_order, without proposing it: cost, margin and the broker's opinion, and which of the user's limits it would break. Records and sends nothing.",
  toolset: 'trading',
  input,
  output,
  annotations: READ_ANNOTATIONS,
  run: async (wanted, context) => {
    const account = context.accounts.get(wanted.account_id);
    const result = await context.proposals.preview(account.id, orderRequest(wanted), context.signal);
    const { order, quote, preview } = result;
    const nowMs = context.clock.nowMs();
    const isBlocked = result.controls.some(({ level }) => level === 'block');
    return {
      ...accountJson(account),
      sentence: orderSentence(order),
      order: orderDraftJson(order),
      would_be_blocked: isBlocked,
      next_step: isBlocked
        ? 'Change the order so that it stays within the limits named in controls.'
        : 'Call tiger_place_order with the same fields and a rationale; the user decides in the window.',
      controls: controlsJson(result.controls),
      quote: {
        bid_price: quote.bidPrice,
        ask_price: quote.askPrice,
        last_price: quote.lastPrice,
        currency: order.currency,
        ...provenanceJson(quote.provenance, nowMs),
      },
      broker: {
        passes: preview.isPass,
        message: preview.message,
        commission: preview.commission,
        gst: preview.gst,
        commission_currency: preview.commissionCurrency,
        margin_currency: preview.marginCurrency,
        initial_margin_before: preview.initialMarginBefore,
        initial_margin_after: preview.initialMarginAfter,
        maintenance_margin_before: preview.maintenanceMarginBefore,
        maintenance_margin_after: preview.maintenanceMarginAfter,
        equity_with_loan_before: preview.equityWithLoanBefore,
        equity_with_loan_after: preview.equityWithLoanAfter,
        available_after: preview.availableAfter,
        excess_liquidity_after: preview.excessLiquidityAfter,
        ...provenanceJson(preview.provenance, nowMs),
      },
    };
  },
});
