import * as z from 'zod';
import { currencySchema } from '../../../../shared/domain/instrument.ts';
import { positiveDecimalInput } from '../../tolerant-input.ts';
import { proposeTool } from '../../tool.ts';
import { proposalOutput } from '../trading/proposal-json.ts';
import { moneyFields, proposeMove, segmentInput } from './money-input.ts';

const currencyInput = () =>
  z.preprocess((value) => (typeof value === 'string' ? value.trim().toUpperCase() : value), currencySchema);

export const placeForexOrder = proposeTool({
  name: 'tiger_place_forex_order',
  title: 'Propose a currency exchange',
  description:
    "Proposes to exchange cash of one account into another currency at the broker's own rate. The user approves or declines it in the window; it is sent once. status settled means that it is in the cash journal. Never repeat one that is unknown.",
  toolset: 'transfers',
  input: z.strictObject({
    ...moneyFields,
    source_currency: currencyInput().describe('Such as USD.'),
    target_currency: currencyInput().describe('Such as HKD.'),
    source_amount: positiveDecimalInput().describe('Exact, in the source currency.'),
    segment: segmentInput().optional().describe('Default SEC.'),
  }),
  output: proposalOutput,
  annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true },
  run: (wanted, context) =>
    proposeMove(
      wanted,
      {
        kind: 'forex',
        segment: wanted.segment ?? 'SEC',
        sourceCurrency: wanted.source_currency,
        targetCurrency: wanted.target_currency,
        sourceAmount: wanted.source_amount,
      },
      context,
    ),
});
