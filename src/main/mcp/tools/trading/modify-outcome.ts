import type { Proposal } from '../../../../shared/domain/proposal.ts';
import { type ProposalOutcome, proposalOutcome } from './proposal-outcome.ts';

/** A change is done when the order has the new figures; whatever else becomes of it, the open order is still there. */
export function modifyOutcome(proposal: Proposal): ProposalOutcome {
  const outcome = proposalOutcome(proposal);
  const look = `tiger_get_order with order_id ${proposal.modifiesBrokerOrderId}`;
  const reason = proposal.brokerMessage === null ? '' : ` Reason: "${proposal.brokerMessage}"`;
  switch (proposal.status) {
    case 'submitted':
    case 'working':
      return {
        message: 'The broker has taken the change; the order shows it in a moment.',
        nextStep: 'Call tiger_get_proposal with this proposal_id and wait_seconds 10.',
        isFinal: false,
      };
    case 'not_sent':
      return {
        message: `The change did not reach the broker: the order is as it was.${reason}`,
        nextStep: `Look with ${look} before you try again.`,
        isFinal: true,
      };
    case 'rejected':
      return {
        message: `The broker did not make the change: the order is as it was, or over.${reason}`,
        nextStep: `Look with ${look}.`,
        isFinal: true,
      };
    case 'unknown':
      return {
        ...outcome,
        message: `It is not known whether the order is changed. The app is finding out, and the symbol is locked meanwhile.${reason}`,
      };
    default:
      return outcome;
  }
}
