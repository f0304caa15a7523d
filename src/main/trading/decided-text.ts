import { instrumentWords } from '../../shared/domain/instrument-words.ts';
import type { Proposal } from '../../shared/domain/proposal.ts';
import { proposalSentence } from '../../shared/domain/proposal-sentence.ts';

/** One sentence for the person who has just decided. */
export function decidedText(proposal: Proposal): string {
  const sentence = proposalSentence(proposal);
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
      return `It is not known whether ${sentence} reached the broker. The app is asking; ${lockedWords(proposal)} locked until then.`;
    case 'mixed':
      return `Its orders came out differently: ${outcomesOf(proposal)}.`;
    case 'approved':
    case 'submitting':
      return `Approved, but what became of it could not be recorded yet: ${sentence}. The app is finding out.`;
    default:
      return `Sent: ${sentence}.`;
  }
}

function outcomesOf({ legs }: Proposal): string {
  return legs
    .map(
      ({ order, status }) =>
        `${order.side} ${order.quantity} ${instrumentWords(order)} ${status.replace(/_/g, ' ')}`,
    )
    .join(', ');
}

/** A locked symbol takes no other order until the broker has answered. */
function lockedWords({ order, legs }: Proposal): string {
  const symbols = legs.filter(({ status }) => status === 'unknown').map((leg) => instrumentWords(leg.order));
  return symbols.length > 1
    ? `${symbols.join(', ')} stay`
    : `${order === null ? (symbols[0] ?? 'the symbol') : instrumentWords(order)} stays`;
}
