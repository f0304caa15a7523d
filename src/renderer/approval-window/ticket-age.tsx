import { LoaderCircle } from 'lucide-react';
import type { ApprovalCard } from '../../shared/domain/approval-card.ts';
import { cardText as text } from '../i18n/en-card.ts';
import { AgeSince } from '../ui/age.tsx';

interface TicketAgeProps {
  readonly card: Pick<ApprovalCard, 'refreshedAtMs'>;
  readonly isRefreshing: boolean;
}

export function TicketAge({ card, isRefreshing }: TicketAgeProps) {
  return (
    <p className="ticket-age faint small row">
      {text.refreshed} <AgeSince atMs={card.refreshedAtMs} />
      {isRefreshing ? <LoaderCircle size={12} className="spin" aria-label={text.refreshing} /> : null}
    </p>
  );
}
