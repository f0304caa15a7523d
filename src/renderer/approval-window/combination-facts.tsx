import { instrumentName } from '../../shared/domain/option-identifier.ts';
import type { OrderCard } from '../../shared/domain/order-card.ts';
import { combinationText as text } from '../i18n/en-combination.ts';
import { formatPrice } from '../i18n/format-number.ts';
import { Freshness } from '../ui/age.tsx';
import { TicketSection } from './ticket-section.tsx';

/** What each leg of a combination does in this order, and at which prices it stands. */
export function CombinationFacts({ card: { combination, order } }: { readonly card: OrderCard }) {
  if (combination === null) return null;
  return (
    <TicketSection title={text.title(text.types[combination.comboType] ?? combination.comboType)}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{text.leg}</th>
            <th scope="col" className="number">
              {text.bid}
            </th>
            <th scope="col" className="number">
              {text.ask}
            </th>
            <th scope="col">{text.age}</th>
          </tr>
        </thead>
        <tbody>
          {combination.legs.map(({ symbol, side, ratio, quote }) => (
            <tr key={symbol}>
              <td>{`${side} ${ratio} × ${instrumentName(symbol)}`}</td>
              <td className="number">{formatPrice(quote.bidPrice)}</td>
              <td className="number">{formatPrice(quote.askPrice)}</td>
              <td>
                <Freshness provenance={quote.provenance} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="field-hint">{text.net[order.side]}</p>
    </TicketSection>
  );
}
