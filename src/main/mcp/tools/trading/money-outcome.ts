import type { Proposal } from '../../../../shared/domain/proposal.ts';
import { type ProposalOutcome, proposalOutcome } from './proposal-outcome.ts';

const NOT_AGAIN =
  'Do not ask for it again unless the user wants it; tiger_get_segment_funds shows what is there.';

/** What the status of a transfer or an exchange means, where it is not what it means of an order. */
export function moneyOutcome(proposal: Proposal): ProposalOutcome {
  const outcome = proposalOutcome(proposal);
  const reason = proposal.brokerMessage === null ? '' : ` Reason: "${proposal.brokerMessage}"`;
  switch (proposal.status) {
    case 'submitted':
    case 'working':
      return {
        message: 'The broker has accepted it; it is not settled yet.',
        nextStep: 'Follow it with tiger_get_proposal.',
        isFinal: false,
      };
    case 'unknown':
      return {
        ...outcome,
        message: `It is not known whether the broker has it. The app is looking in the broker's lists, and no such move is sent meanwhile. If the lists do not tell, the user can look in Tiger's own app and say in the window what became of it.${reason}`,
      };
    case 'not_sent':
      return { message: `No money moved.${reason}`, nextStep: NOT_AGAIN, isFinal: true };
    case 'rejected':
      return {
        message: `The broker refused it. No money moved.${reason}`,
        nextStep: NOT_AGAIN,
        isFinal: true,
      };
    case 'settled':
      return { ...outcome, message: `The money has arrived.${reason}` };
    case 'cancelled':
      return { message: `It did not take place.${reason}`, nextStep: NOT_AGAIN, isFinal: true };
    default:
      return outcome;
  }
}
