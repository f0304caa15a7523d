import { moneyMoveSentence } from './money-move.ts';
import { basketSentence, modifySentence, orderSentence } from './order-sentence.ts';
import type { Proposal } from './proposal.ts';

/** What a proposal asks for, in one line. */
export function proposalSentence(
  proposal: Pick<Proposal, 'kind' | 'order' | 'cancelsBrokerOrderId' | 'legs' | 'money'>,
): string {
  const { kind, order, legs, money } = proposal;
  if (money !== null) return moneyMoveSentence(money);
  if (kind === 'basket') return basketSentence(legs.map((leg) => leg.order));
  if (order !== null) return kind === 'modify' ? modifySentence(order) : orderSentence(order);
  return `CANCEL order ${proposal.cancelsBrokerOrderId ?? ''}`.trim();
}
