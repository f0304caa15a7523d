import { modifySentence, orderSentence } from '../../shared/domain/order-sentence.ts';
import type { Proposal } from '../../shared/domain/proposal.ts';

/** What a proposal asks for, in one line: an order, the change of one, or the cancel of one. */
export function proposalSentence(
  proposal: Pick<Proposal, 'kind' | 'order' | 'cancelsBrokerOrderId'>,
): string {
  const { kind, order } = proposal;
  if (order !== null) return kind === 'modify' ? modifySentence(order) : orderSentence(order);
  return `CANCEL order ${proposal.cancelsBrokerOrderId ?? ''}`.trim();
}
