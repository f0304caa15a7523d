import { orderSentence } from '../../shared/domain/order-sentence.ts';
import type { Proposal } from '../../shared/domain/proposal.ts';

/** What a proposal asks for, in one line: an order, or the cancel of one. */
export function proposalSentence(proposal: Pick<Proposal, 'order' | 'cancelsBrokerOrderId'>): string {
  if (proposal.order !== null) return orderSentence(proposal.order);
  return `CANCEL order ${proposal.cancelsBrokerOrderId ?? ''}`.trim();
}
