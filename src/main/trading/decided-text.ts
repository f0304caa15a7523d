import { modifySentence, orderSentence } from '../../shared/domain/order-sentence.ts';
import type { Proposal } from '../../shared/domain/proposal.ts';

/** One sentence for the person who has just decided. */
export function decidedText(proposal: Proposal): string {
  const { kind, order } = proposal;
  const sentenceOf = kind === 'modify' ? modifySentence : orderSentence;
  const sentence = order === null ? 'The order' : sentenceOf(order);
  const reason = proposal.brokerMessage ?? 'no reason given';
  switch (proposal.status) {
    case 'declined':
      return `Declined: ${sentence}. Nothing was sent.`;
    case 'needs_review':
      return `Not sent: ${proposal.reviewReason ?? 'it needs another look.'}`;
    case 'not_sent':
      return `Not sent: ${reason}`;
    case 'rejected':
      return `The broker rejected it: ${reason}`;
    case 'unknown':
      return `It is not known whether ${sentence} reached the broker. The app is asking; ${proposal.order?.symbol ?? 'the symbol'} stays locked until then.`;
    case 'approved':
    case 'submitting':
      return `Approved, but what became of it could not be recorded yet: ${sentence}. The app is finding out.`;
    default:
      return `Sent: ${sentence}.`;
  }
}
