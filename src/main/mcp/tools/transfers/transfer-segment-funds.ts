import * as z from 'zod';
import { positiveDecimalInput, wordInput } from '../../tolerant-input.ts';
import { proposeTool } from '../../tool.ts';
import { proposalOutput } from '../trading/proposal-json.ts';
import { moneyFields, proposeMove, segmentInput } from './money-input.ts';

export const transferSegmentFunds = proposeTool({
  name: 'tiger_transfer_segment_funds',
  title: 'Propose a transfer between segments',
  description:
    'Proposes to move money between the securities and the futures part of one account. The user approves or declines it in the window; it is sent once. status settled means that it arrived. See tiger_get_segment_funds for what may be moved. Never repeat one that is unknown.',
  toolset: 'transfers',
  input: z.strictObject({
    ...moneyFields,
    from_segment: segmentInput(),
    to_segment: segmentInput(),
    currency: wordInput(['USD', 'HKD']),
    amount: positiveDecimalInput().describe('Exact, in the currency.'),
  }),
  output: proposalOutput,
  annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true },
  run: (wanted, context) =>
    proposeMove(
      wanted,
      {
        kind: 'transfer',
        fromSegment: wanted.from_segment,
        toSegment: wanted.to_segment,
        currency: wanted.currency,
        amount: wanted.amount,
      },
      context,
    ),
});
