import { instrumentWords } from '../../shared/domain/instrument-words.ts';
import type { OrderCard } from '../../shared/domain/order-card.ts';
import { cardText as text } from '../i18n/en-card.ts';
import { formatPrice, formatQuantity } from '../i18n/format-number.ts';
import { Badge } from '../ui/badge.tsx';
import { TicketSection } from './ticket-section.tsx';

/** What else may fill on the symbol; one that is alike is probably the same wish twice. */
export function OpenOnSymbol({ card }: { readonly card: OrderCard }) {
  const { openOnSymbol, order } = card;
  if (openOnSymbol !== null && openOnSymbol.length === 0) return null;
  return (
    <TicketSection title={text.sections.open(instrumentWords(order))}>
      {openOnSymbol === null ? <Badge tone="warning">{text.openUnknown}</Badge> : null}
      <ul className="plain-list">
        {openOnSymbol?.map((open) => (
          <li key={open.brokerOrderId} className="row row-wrap">
            <span>
              {open.side} {formatQuantity(open.quantity)} {open.orderType}
              {open.price === null ? '' : ` @ ${formatPrice(open.price)}`}
            </span>
            {open.isAlike ? <Badge tone="warning">{text.alike}</Badge> : null}
          </li>
        ))}
      </ul>
    </TicketSection>
  );
}
