import type { ApprovalCard } from '../../shared/domain/approval-card.ts';
import { cardText as text } from '../i18n/en-card.ts';
import { TicketSection } from './ticket-section.tsx';

/** What the user's own edit changed beside what was asked for, or what becomes of an open order. */
export function Difference({ card }: { readonly card: ApprovalCard }) {
  if (card.difference.length === 0) return null;
  const modifies = card.kind === 'order' ? card.modifies : null;
  const title = modifies === null ? text.sections.difference : text.sections.modifies(modifies.brokerOrderId);
  return (
    <TicketSection title={title}>
      <dl className="facts">
        {card.difference.map((row) => (
          <div key={row.field} className="fact">
            <dt>{row.field}</dt>
            <dd>
              <del className="soft">{row.before}</del> <ins className="difference-after">{row.after}</ins>
            </dd>
          </div>
        ))}
      </dl>
    </TicketSection>
  );
}
