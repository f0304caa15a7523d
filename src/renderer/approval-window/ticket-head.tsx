import { marketTimeText } from '../../shared/domain/market-day.ts';
import type { OrderCard } from '../../shared/domain/order-card.ts';
import { cardText as text } from '../i18n/en-card.ts';
import {
  intentWords,
  orderTypeWords,
  securityTypeWords,
  sessionWords,
  timeInForceWords,
} from '../i18n/en-domain.ts';
import { formatQuantity } from '../i18n/format-number.ts';
import { Badge } from '../ui/badge.tsx';
import { Sentence } from '../ui/sentence.tsx';
import { INTENT_TONES } from './intent-tones.ts';
import { LevelChips, TicketClient } from './ticket-parts.tsx';

/** The end stands on the market's clock, which is the one that ends it. */
function timeInForceText({ timeInForce, expiresAtMs, market }: OrderCard['order']): string {
  return expiresAtMs === null
    ? timeInForceWords[timeInForce]
    : text.goodTill(marketTimeText(market, expiresAtMs));
}

/** What one of it stands for: shares behind a contract, or shares in a lot. */
function sizeText({ order, contract }: OrderCard): string | null {
  if (order.multiplier !== null) return text.sharesEach(formatQuantity(order.multiplier));
  return contract.lotSize === null ? null : text.lot(formatQuantity(contract.lotSize));
}

export function TicketHead({ card }: { readonly card: OrderCard }) {
  const { order, contract } = card;
  const identity = [
    contract.name,
    contract.exchange ?? contract.market,
    contract.currency,
    securityTypeWords[contract.securityType],
    sizeText(card),
  ];
  return (
    <header className="ticket-head">
      <TicketClient client={card.client} />
      <p className="ticket-sentence">
        <Sentence text={card.sentence} />
      </p>
      <p className="soft">{identity.filter((part) => part !== null).join(' · ')}</p>
      <div className="row row-wrap">
        <Badge tone={INTENT_TONES[card.intent] ?? 'accent'}>{intentWords[card.intent]}</Badge>
        <Badge>{orderTypeWords[order.orderType]}</Badge>
        <Badge>{timeInForceText(order)}</Badge>
        <Badge tone={order.session === 'regular' ? 'neutral' : 'warning'}>
          {sessionWords[order.session]}
        </Badge>
        <LevelChips controls={card.controls} />
      </div>
    </header>
  );
}
