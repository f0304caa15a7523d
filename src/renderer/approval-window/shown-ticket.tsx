import type { ApprovalCard } from '../../shared/domain/approval-card.ts';
import type { Quote } from '../../shared/domain/market-data.ts';
import type { OrderCard } from '../../shared/domain/order-card.ts';
import type { Proposal } from '../../shared/domain/proposal.ts';
import { ApprovalTicket } from './approval-ticket.tsx';
import { BasketTicket } from './basket-ticket.tsx';
import { MoneyTicket } from './money-ticket.tsx';
import type { Marks } from './use-marks.ts';

interface ShownTicketProps {
  readonly card: ApprovalCard;
  /** As followed since; null until the list has answered. */
  readonly proposal: Proposal | null;
  /** The market beside an order, where it is newer than the card. */
  readonly nowOf: (order: OrderCard) => Quote | null;
  readonly marks: Marks;
  readonly isDecided: boolean;
  readonly isBusy: boolean;
  readonly isRefreshing: boolean;
  readonly onSuperseded: (proposalId: string) => void;
}

/** What a proposal of each kind looks like. */
export function ShownTicket({ card, nowOf, proposal, isBusy, onSuperseded, ...shared }: ShownTicketProps) {
  if (card.kind === 'basket')
    return (
      <BasketTicket card={card} proposal={proposal} isBusy={isBusy} onSuperseded={onSuperseded} {...shared} />
    );
  if (card.kind === 'money') return <MoneyTicket card={card} {...shared} />;
  return <ApprovalTicket card={card} now={shared.isDecided ? null : nowOf(card)} {...shared} />;
}
